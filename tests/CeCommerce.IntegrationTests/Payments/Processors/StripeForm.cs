using System.Globalization;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Forms as Stripe writes them: <c>a[b][0][c]=d</c>.</summary>
internal static class StripeForm
{
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

    /// <summary>Numbers of the form, which come as words, as the numbers that they are in an answer.</summary>
    public static JsonNode? WithNumbers(JsonNode? node, params ReadOnlySpan<string> names)
    {
        if (node?.DeepClone() is not JsonObject fields)
        {
            return node?.DeepClone();
        }

        foreach (var (name, value) in fields.ToList())
        {
            fields[name] = value is JsonObject below ? WithNumbers(below, names) : names.Contains(name) ? value!.ToString() is var words && long.TryParse(words, CultureInfo.InvariantCulture, out var number) ? number : null : value?.DeepClone();
        }

        return fields;
    }

    public static bool Is(this JsonNode? node, params ReadOnlySpan<string> path) => node.Text(path) is "true" or "True";

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
