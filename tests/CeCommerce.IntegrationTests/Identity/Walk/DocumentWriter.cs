using System.Globalization;
using System.Text;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>
/// Writes a document that calls one root field: arguments made up by type, with a given id wherever an ID is wanted, and
/// every leaf down to a depth selected, so that whatever could leak would be in the answer.
/// </summary>
internal sealed class DocumentWriter(SchemaShape schema)
{
    private const int SelectionDepth = 4;
    private const int InputDepth = 6;

    /// <summary>One document; for a field that can give several kinds (an interface), one for each kind.</summary>
    /// <param name="operation">query, mutation or subscription.</param>
    /// <param name="field">The root field.</param>
    /// <param name="id">Put wherever the schema wants an ID.</param>
    /// <param name="optional">Whether arguments that may be left out are given too.</param>
    public IEnumerable<string> Write(string operation, FieldShape field, string id, bool optional)
    {
        var head = new StringBuilder(operation).Append(" { ").Append(field.Name);
        Arguments(head, field.Arguments.Where(argument => argument.Required || argument.Name == "first" || (optional && !IsPaging(argument.Name))), id, optional);
        var type = field.Type.Named;
        foreach (var kind in type.Kind is "INTERFACE" or "UNION" ? schema.PossibleTypes(type.Name!) : [""])
        {
            var text = new StringBuilder().Append(head);
            text.Append(kind.Length > 0 ? $" {{ __typename ... on {kind}" : "");
            Selection(text, kind.Length > 0 ? new TypeShape("OBJECT", kind, null) : type, SelectionDepth, IsList(field.Type));
            yield return text.Append(kind.Length > 0 ? " } }" : " }").ToString();
        }
    }

    /// <summary>Whether an ID can be put anywhere in the field's arguments.</summary>
    public bool TakesId(FieldShape field) => field.Arguments.Any(argument => HasId(argument.Type.Named, InputDepth));

    private static bool IsPaging(string name) => name is "first" or "last" or "after" or "before";

    private bool HasId(TypeShape type, int depth) => type.Kind switch
    {
        "SCALAR" => type.Name == "ID",
        "INPUT_OBJECT" => depth > 0 && schema.InputFields(type.Name!).Any(field => HasId(field.Type.Named, depth - 1)),
        _ => false,
    };

    private void Arguments(StringBuilder text, IEnumerable<ArgumentShape> arguments, string id, bool optional)
    {
        var written = arguments.Select(argument => $"{argument.Name}: {Value(argument.Type, id, optional, InputDepth)}").ToList();
        if (written.Count > 0)
        {
            text.Append('(').AppendJoin(", ", written).Append(')');
        }
    }

    private string Value(TypeShape type, string id, bool optional, int depth) => type.Kind switch
    {
        "NON_NULL" => Value(type.Of!, id, optional, depth),
        "LIST" => $"[{Value(type.Of!, id, optional, depth)}]",
        "ENUM" => schema.FirstValue(type.Name!),
        "INPUT_OBJECT" => Input(type.Name!, id, optional, depth),
        _ => Scalar(type.Name!, id),
    };

    private string Input(string type, string id, bool optional, int depth)
    {
        var fields = schema.InputFields(type).Where(field => field.Required || (optional && depth > 0));
        return $"{{ {string.Join(", ", fields.Select(field => $"{field.Name}: {Value(field.Type, id, optional, depth - 1)}"))} }}";
    }

    private static string Scalar(string type, string id) => type switch
    {
        "ID" => $"\"{id}\"",
        "Int" or "Long" or "BigInt" or "Short" or "Byte" => "1",
        "Float" or "Decimal" => "1.5",
        "Boolean" => "true",
        "DateTime" or "DateTimeOffset" => "\"2026-11-20T09:00:00Z\"",
        "Date" or "DateOnly" => "\"2026-11-20\"",
        "Uri" or "URL" => "\"https://example.jp/x\"",
        _ => string.Create(CultureInfo.InvariantCulture, $"\"walk-{type}-0001\""),
    };

    // A list within a list is asked for its leaves alone: deeper the document would cost more than one may, and what is there stands nearer to another root.
    private void Selection(StringBuilder text, TypeShape type, int depth, bool inList)
    {
        if (type.Kind is "SCALAR" or "ENUM")
        {
            return;
        }

        text.Append(" { __typename");
        var fields = type.Kind == "UNION" ? [] : schema.Fields(type.Name!).Where(field => !field.Arguments.Any(argument => argument.Required));
        foreach (var field in fields)
        {
            var leaf = field.Type.Named.Kind is "SCALAR" or "ENUM";
            if (leaf || depth > 1)
            {
                text.Append(' ').Append(field.Name);
                var isList = IsList(field.Type);
                Selection(text, field.Type.Named, inList && isList ? 1 : depth - 1, inList || isList);
            }
        }

        text.Append(" }");
    }

    private static bool IsList(TypeShape type) => type.Kind == "LIST" || (type.Kind == "NON_NULL" && IsList(type.Of!));
}
