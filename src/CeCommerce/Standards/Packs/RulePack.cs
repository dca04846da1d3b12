using CeCommerce.Platform;

namespace CeCommerce.Standards.Packs;

/// <summary>The rules of one field of law as one data file has them, in one version.</summary>
/// <param name="Code">E.g. <c>pse-psc</c>.</param>
/// <param name="Version">Year, month and a count, e.g. <c>2026.11.4</c>.</param>
/// <param name="Rules">Its clauses, as the file has them.</param>
public sealed record RulePack(string Code, string Version, LocalText Name, IReadOnlyList<Rule> Rules)
{
    /// <summary>SHA-256 of its file, 64 lower-case hex digits.</summary>
    internal string Digest { get; init; } = "";
}
