namespace CeCommerce.Standards;

/// <summary>A recall in force that names the unit's brand and model, and that its year and serial number do not rule out.</summary>
/// <param name="Source">Whose list it is on.</param>
/// <param name="Number">Its number on that list.</param>
/// <param name="AnnouncedOn">First day on which it holds.</param>
/// <param name="Url">Where it can be read.</param>
public sealed record ListedRecall(string Source, string Number, DateOnly AnnouncedOn, string Url);
