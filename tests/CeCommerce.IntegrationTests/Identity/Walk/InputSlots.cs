using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>One place of the schema where a caller puts a value: an argument of a root field, or a field inside its input.</summary>
/// <param name="Operation">query, mutation or subscription.</param>
/// <param name="Field">The root field.</param>
/// <param name="Path">The argument, then input fields.</param>
/// <param name="Type">What belongs there.</param>
internal sealed record InputSlot(string Operation, FieldShape Field, IReadOnlyList<string> Path, TypeShape Type)
{
    public override string ToString() => $"{Operation} {Field.Name}({string.Join('.', Path)})";
}

/// <summary>Every such place, and documents that fill one of them with whatever a test likes and the others as they should be.</summary>
internal sealed partial class InputSlots(SchemaShape schema, IReadOnlyList<string> ids)
{
    private const int Depth = 5;

    public IEnumerable<InputSlot> All => schema.Roots.SelectMany(root => root.Field.Arguments.SelectMany(argument => Inside(root.Operation, root.Field, [argument.Name], argument.Type)));

    /// <summary>The request with the value as JSON text in the slot: by variables, or written into the document.</summary>
    /// <param name="slot">The place.</param>
    /// <param name="json">What is put there; a literal when it is written into the document.</param>
    /// <param name="literal">Whether it is written into the document.</param>
    /// <param name="refusal">A kind of refusal whose own fields are asked for too.</param>
    public string Request(InputSlot slot, string json, bool literal, string? refusal = null)
    {
        const string Hole = "\"@hole@\"";
        var arguments = slot.Field.Arguments.Where(argument => argument.Required || argument.Name == slot.Path[0]).ToList();
        var values = arguments.ConvertAll(argument => (argument.Name, argument.Type, Value: argument.Name == slot.Path[0]
            ? Filled(argument.Type, slot, 1) : Sound(argument.Type, argument.Name, slot.Field.Name)));
        var selection = Selection(slot.Field.Type.Named, refusal);
        if (literal)
        {
            var written = string.Join(", ", values.Select(value => $"{value.Name}: {Literal(value.Value, value.Type)}"));
            return new JsonObject { ["query"] = $"{slot.Operation} {{ {slot.Field.Name}({written.Replace(Hole, json, StringComparison.Ordinal)}){selection} }}" }.ToJsonString();
        }

        var declared = string.Join(", ", values.Select(value => $"${value.Name}: {Name(value.Type)}"));
        var passed = string.Join(", ", values.Select(value => $"{value.Name}: ${value.Name}"));
        var variables = new JsonObject(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
        return new JsonObject { ["query"] = $"{slot.Operation}({declared}) {{ {slot.Field.Name}({passed}){selection} }}", ["variables"] = variables }
            .ToJsonString().Replace(Hole, json, StringComparison.Ordinal);
    }

    private IEnumerable<InputSlot> Inside(string operation, FieldShape field, IReadOnlyList<string> path, TypeShape type)
    {
        yield return new InputSlot(operation, field, path, type);
        if (type.Named.Kind != "INPUT_OBJECT" || path.Count >= Depth)
        {
            yield break;
        }

        foreach (var inner in schema.InputFields(type.Named.Name!).SelectMany(member => Inside(operation, field, [.. path, member.Name], member.Type)))
        {
            yield return inner;
        }
    }

    private JsonNode? Filled(TypeShape type, InputSlot slot, int depth)
    {
        if (depth == slot.Path.Count)
        {
            return "@hole@";
        }

        var input = new JsonObject();
        foreach (var member in schema.InputFields(type.Named.Name!).Where(member => member.Required || member.Name == slot.Path[depth]))
        {
            input[member.Name] = member.Name == slot.Path[depth] ? Filled(member.Type, slot, depth + 1) : Sound(member.Type, member.Name, slot.Field.Name);
        }

        return IsList(type) ? new JsonArray(input) : input;
    }

    private JsonNode? Sound(TypeShape type, string name, string field) => type.Kind switch
    {
        "NON_NULL" => Sound(type.Of!, name, field),
        "LIST" => new JsonArray(Sound(type.Of!, name, field)),
        "ENUM" => schema.FirstValue(type.Name!),
        "INPUT_OBJECT" => new JsonObject(schema.InputFields(type.Name!).Where(member => member.Required).Select(member => KeyValuePair.Create(member.Name, Sound(member.Type, member.Name, field)))),
        _ => Scalar(type.Name!, name, field),
    };

    private JsonNode Scalar(string type, string name, string field) => type switch
    {
        "ID" => IdFor(name == "id" ? field : name),
        "Int" or "Long" => 1,
        "Float" => 1.5,
        "Boolean" => true,
        "Date" => "2026-11-20",
        "DateTime" => "2026-11-20T09:00:00Z",
        _ => name switch
        {
            "category" => "air_conditioner",
            "currency" => "JPY",
            "idempotencyKey" => Guid.CreateVersion7().ToString(),
            _ => "walk",
        },
    };

    private string IdFor(string name)
    {
        var prefix = Kinds.FirstOrDefault(kind => name.Contains(kind.Word, StringComparison.OrdinalIgnoreCase)).Prefix ?? "lst_";
        return ids.FirstOrDefault(id => id.StartsWith(prefix, StringComparison.Ordinal)) ?? prefix + new string('0', 26);
    }

    private static readonly (string Word, string Prefix)[] Kinds =
    [
        ("listing", "lst_"), ("item", "itm_"), ("hold", "hld_"), ("checkout", "hld_"), ("placeOrder", "hld_"), ("order", "ord_"), ("operator", "opr_"), ("licence", "opr_"), ("url", "opr_"),
        ("app", "app_"), ("import", "imp_"), ("assignment", "asn_"), ("waiver", "wvr_"), ("schedule", "rps_"), ("report", "rpt_"), ("recipient", "rcp_"),
    ];

    private string Selection(TypeShape type, string? refusal)
    {
        if (type.Kind is "SCALAR" or "ENUM")
        {
            return "";
        }

        var members = type.Kind == "OBJECT" ? schema.Fields(type.Name!).ToList() : [];
        var errors = members.Exists(member => member.Name == "errors") ? $" errors {{ __typename code message path {(refusal is null ? "" : $"... on {refusal} {{ {Leaves(refusal)} }}")} }}" : "";
        var findings = members.Exists(member => member is { Name: "compliance", Type.Named.Name: "Compliance" }) ? " compliance { findings { ruleId field message remedy } }" : "";
        return $" {{ __typename{errors}{findings} }}";
    }

    private string Leaves(string type) => string.Join(' ', schema.Fields(type).Where(field => field.Type.Named.Kind is "SCALAR" or "ENUM").Select(field => field.Name));

    private static bool IsList(TypeShape type) => type.Kind == "LIST" || (type.Of is { } inner && type.Kind == "NON_NULL" && IsList(inner));

    private static string Name(TypeShape type) => type.Kind switch
    {
        "NON_NULL" => Name(type.Of!) + "!",
        "LIST" => $"[{Name(type.Of!)}]",
        _ => type.Name!,
    };

    private string Literal(JsonNode? value, TypeShape type) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Literal(item, Element(type))))}]",
        JsonObject map => $"{{{string.Join(", ", map.Select(member => $"{member.Key}: {Literal(member.Value, schema.InputFields(type.Named.Name!).Single(field => field.Name == member.Key).Type)}"))}}}",
        _ when type.Named.Kind == "ENUM" && EnumName().IsMatch(value.ToString()) => value.ToString(),
        _ => value.ToJsonString(),
    };

    private static TypeShape Element(TypeShape type) => type.Kind is "LIST" ? type.Of! : type.Of is { } inner ? Element(inner) : type;

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]*\z", RegexOptions.None, 1000)]
    private static partial Regex EnumName();
}
