using System.Text.Json;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>How Stripe describes its objects, as stripe-mock reads it: holds what the stand-in answers against it.</summary>
internal static class StripeShapes
{
    private static readonly Lazy<JsonElement> s_schemas = new(() =>
    {
        using var stream = File.OpenRead(Path.Combine(StripeMock.Folder!, "spec3.endive.json"));
        return JsonDocument.Parse(stream).RootElement.GetProperty("components").GetProperty("schemas");
    });

    /// <summary>Where an object is not as described; nothing where it is.</summary>
    public static IEnumerable<string> Flaws(JsonObject thing) =>
        Flaws(thing, s_schemas.Value.GetProperty(thing["object"]!.ToString()), thing["object"]!.ToString());

    private static IEnumerable<string> Flaws(JsonNode? node, JsonElement shape, string path)
    {
        if (shape.TryGetProperty("$ref", out var other))
        {
            return Flaws(node, s_schemas.Value.GetProperty(other.GetString()!.Split('/')[^1]), path);
        }

        if (node is null)
        {
            return shape.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean() ? [] : [$"{path} may not be null"];
        }

        if (shape.TryGetProperty("anyOf", out var choices))
        {
            var tried = choices.EnumerateArray().Select(choice => Flaws(node, choice, path).ToList()).ToList();
            return tried.Exists(flaws => flaws.Count == 0) ? [] : tried.MinBy(flaws => flaws.Count)!;
        }

        return node switch
        {
            JsonObject fields => InFields(fields, shape, path),
            JsonArray parts => shape.TryGetProperty("items", out var items) ? parts.SelectMany((part, at) => Flaws(part, items, $"{path}[{at}]")) : [$"{path} is no list"],
            JsonValue value => InValue(value, shape, path),
            _ => [],
        };
    }

    private static IEnumerable<string> InFields(JsonObject fields, JsonElement shape, string path)
    {
        if (!shape.TryGetProperty("properties", out var known))
        {
            return shape.GetProperty("type").GetString() == "object" ? [] : [$"{path} is no object"];
        }

        var missing = shape.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!).Where(name => !fields.ContainsKey(name)) : [];
        return missing.Select(name => $"{path}.{name} is missing")
            .Concat(fields.SelectMany(field => known.TryGetProperty(field.Key, out var below) ? Flaws(field.Value, below, $"{path}.{field.Key}") : [$"{path}.{field.Key} is unknown"]));
    }

    private static IEnumerable<string> InValue(JsonValue value, JsonElement shape, string path)
    {
        var kind = value.GetValueKind();
        var fits = shape.TryGetProperty("type", out var type) && type.GetString() switch
        {
            "string" => kind == JsonValueKind.String,
            "integer" or "number" => kind == JsonValueKind.Number,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            _ => false,
        };
        return !fits ? [$"{path} is a {kind}"]
            : shape.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString()) ? [$"{path} may not be {value}"]
            : [];
    }
}
