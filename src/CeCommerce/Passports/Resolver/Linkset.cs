using System.Text.Json.Nodes;

namespace CeCommerce.Passports.Resolver;

/// <summary>All that there is behind a link, level by level. Source: RFC 9264 and the GS1-Conformant resolver standard 1.2.</summary>
internal static class Linkset
{
    public const string MediaType = "application/linkset+json";

    /// <summary>Makes JSON-LD of it.</summary>
    public const string Context = "https://ref.gs1.org/standards/resolver/linkset-context";

    public static string Of(IReadOnlyList<LinkLevel> levels) => new JsonObject { ["linkset"] = new JsonArray([.. levels.Select(Level)]) }.ToJsonString();

    private static JsonObject Level(LinkLevel level)
    {
        var links = new JsonObject
        {
            ["anchor"] = level.Link.ToUri(),
            ["itemDescription"] = level.Description,
            [LinkTypes.Vocabulary + "defaultLink"] = new JsonArray(Link(level.Targets[0])),
        };
        foreach (var type in level.Targets.GroupBy(target => target.Type, StringComparer.Ordinal))
            links[LinkTypes.Vocabulary + type.Key] = new JsonArray([.. type.Select(Link)]);
        return links;
    }

    private static JsonObject Link(LinkTarget target)
    {
        var link = new JsonObject { ["href"] = target.Href, ["title"] = target.Title, ["type"] = target.MediaType };
        if (target.Language is { } language)
            link["hreflang"] = new JsonArray(language);
        return link;
    }
}
