namespace CeCommerce.Passports.Identity;

/// <summary>One element of a GS1 identification: what the value means, and the value.</summary>
/// <param name="Ai">Application identifier of the GS1 General Specifications, two to four digits: <c>01</c> a GTIN, <c>21</c> a serial.</param>
/// <param name="Value">As it is, not percent-encoded.</param>
internal readonly record struct AiValue(string Ai, string Value);
