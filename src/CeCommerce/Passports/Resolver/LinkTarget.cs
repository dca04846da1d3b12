using CeCommerce.Passports.Identity;

namespace CeCommerce.Passports.Resolver;

/// <summary>Somewhere a link leads.</summary>
/// <param name="Type">Its link type, a term of the GS1 Web Vocabulary.</param>
/// <param name="Language">The language it is in; null when it is in that of whoever asks, or in none.</param>
internal sealed record LinkTarget(string Type, string Href, string Title, string MediaType, string? Language = null);

/// <summary>A unit or its model, with what there is of it; the first target is the default.</summary>
internal sealed record LinkLevel(DigitalLink Link, string Description, IReadOnlyList<LinkTarget> Targets);

/// <summary>The link types that lead somewhere here. Source: GS1 Web Vocabulary.</summary>
internal static class LinkTypes
{
    public const string Vocabulary = "https://ref.gs1.org/voc/";

    /// <summary>The page about a thing.</summary>
    public const string Page = "pip";

    /// <summary>Its passport.</summary>
    public const string Passport = "dpp";

    /// <summary>The term behind what a request asks for; null when it is of another vocabulary.</summary>
    public static string? TermOf(string asked) =>
        new[] { "gs1:", Vocabulary, "https://gs1.org/voc/" }.FirstOrDefault(start => asked.StartsWith(start, StringComparison.Ordinal)) is { } prefix ? asked[prefix.Length..] : null;
}
