using System.Text.Json;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>A type as introspection tells it: its kind, its name, and what it wraps.</summary>
internal sealed record TypeShape(string Kind, string? Name, TypeShape? Of)
{
    public bool Required => Kind == "NON_NULL";

    public TypeShape Named => Of is null ? this : Of.Named;

    public static TypeShape Read(JsonElement type) => new(
        type.GetProperty("kind").GetString()!,
        type.GetProperty("name").GetString(),
        type.TryGetProperty("ofType", out var of) && of.ValueKind == JsonValueKind.Object ? Read(of) : null);
}

internal sealed record ArgumentShape(string Name, TypeShape Type, bool HasDefault)
{
    public bool Required => Type.Required && !HasDefault;
}

internal sealed record FieldShape(string Name, TypeShape Type, IReadOnlyList<ArgumentShape> Arguments);

/// <summary>The whole schema of a running server, read by introspection.</summary>
internal sealed class SchemaShape
{
    private const string Type = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";

    private const string Question = $$"""
        { __schema { queryType { name } mutationType { name } subscriptionType { name }
            types { name kind enumValues { name } possibleTypes { name }
              fields { name type { {{Type}} } args { name defaultValue type { {{Type}} } } }
              inputFields { name defaultValue type { {{Type}} } } } } }
        """;

    private readonly Dictionary<string, JsonElement> _types;

    private SchemaShape(JsonElement schema)
    {
        _types = schema.GetProperty("types").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Roots = [.. new[] { "query", "mutation", "subscription" }
            .Where(kind => schema.GetProperty(kind + "Type").ValueKind == JsonValueKind.Object)
            .SelectMany(kind => Fields(schema.GetProperty(kind + "Type").GetProperty("name").GetString()!).Select(field => (kind, field)))];
    }

    /// <summary>Every root field with the kind of operation that it belongs to.</summary>
    public IReadOnlyList<(string Operation, FieldShape Field)> Roots { get; }

    public static async Task<SchemaShape> ReadAsync(GraphQLAsker ask, string? token) =>
        new((await ask(Question, token)).GetProperty("data").GetProperty("__schema").Clone());

    public IEnumerable<FieldShape> Fields(string type) => Members(type, "fields").Select(field => new FieldShape(
        field.GetProperty("name").GetString()!, TypeShape.Read(field.GetProperty("type")), [.. field.GetProperty("args").EnumerateArray().Select(Argument)]));

    public IEnumerable<ArgumentShape> InputFields(string type) => Members(type, "inputFields").Select(Argument);

    public IEnumerable<string> PossibleTypes(string type) => Members(type, "possibleTypes").Select(possible => possible.GetProperty("name").GetString()!);

    public string FirstValue(string type) => Members(type, "enumValues").First().GetProperty("name").GetString()!;

    private static ArgumentShape Argument(JsonElement argument) => new(
        argument.GetProperty("name").GetString()!,
        TypeShape.Read(argument.GetProperty("type")),
        argument.GetProperty("defaultValue").ValueKind == JsonValueKind.String);

    private List<JsonElement> Members(string type, string kind) =>
        _types[type].GetProperty(kind) is { ValueKind: JsonValueKind.Array } members ? [.. members.EnumerateArray()] : [];
}

/// <summary>Sends a document to the running server with a bearer token (or none) and gives the whole answer.</summary>
internal delegate Task<JsonElement> GraphQLAsker(string document, string? token);
