using System.Globalization;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Forms as Stripe writes them: <c>a[b][0][c]=d</c>.</summary>
internal static class StripeForm
{
    private static readonly string[] s_numbers = ["expires_after_days", "expires_at", "delay_days", "accepted_at", "date"];

    /// <summary>Reads pairs of several forms into one tree; what counts its parts (<c>[0]</c>, <c>[]</c>) is an array.</summary>
    public static JsonObject Read(params IEnumerable<string> forms)
    {
        var root = new JsonObject();
        foreach (var pair in forms.SelectMany(form => form.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            var parts = pair.Split('=', 2);
            Put(root, Decode(parts[0]).Replace("]", "", StringComparison.Ordinal).Split('['), parts.Length > 1 ? Decode(parts[1]) : "");
        }

        return (JsonObject)WithArrays(root);
    }

    /// <summary>The words that stand in a field, null where it is absent or empty.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;
    }

    public static long Number(this JsonNode node, string name) => node[name] is { } value ? long.Parse(value.ToString(), CultureInfo.InvariantCulture) : 0;

    public static bool Is(this JsonNode? node, params ReadOnlySpan<string> path) => node.Text(path) is "true" or "True";

    /// <summary>A copy in which numbers and truths are such again; a form knows words only.</summary>
    public static JsonNode Typed(JsonNode node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value switch
        {
            JsonValue value when s_numbers.Contains(field.Key) => long.Parse(value.ToString(), CultureInfo.InvariantCulture),
            JsonValue value when value.ToString() is "true" or "false" => value.ToString() == "true",
            { } below => Typed(below),
            null => (JsonNode?)null,
        }))),
        JsonArray parts => new JsonArray([.. parts.Select(part => Typed(part!))]),
        _ => node.DeepClone(),
    };

    private static void Put(JsonObject at, ReadOnlySpan<string> path, string value)
    {
        for (; path.Length > 1; path = path[1..])
        {
            var name = Named(at, path[0]);
            if (at[name] is not JsonObject below)
            {
                at[name] = below = [];
            }

            at = below;
        }

        at[Named(at, path[0])] = value;
    }

    private static string Named(JsonObject at, string name) => name.Length == 0 ? at.Count.ToString(CultureInfo.InvariantCulture) : name;

    private static JsonNode WithArrays(JsonNode node)
    {
        if (node is not JsonObject fields)
        {
            return node.DeepClone();
        }

        return fields.Count > 0 && fields.All(field => int.TryParse(field.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new JsonArray([.. fields.Select(field => WithArrays(field.Value!))])
            : new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)WithArrays(field.Value!))));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
