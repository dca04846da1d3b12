using System.Text;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>
/// GraphQL's rule that the fields of one response name must be one field (Field Selection Merging). GraphQL.NET compares every pair of them,
/// which a document of 15 kB turns into seconds; here whatever may meet is compared with the first of its kind alone, as in "Overlapping
/// fields can be merged fast" (Simon Adameit, also in Sangria and graphql-java). Runs after the other rules: nothing is unknown or circular.
/// </summary>
internal sealed class FieldMerging
{
    private readonly ISchema _schema;
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments;
    private readonly Dictionary<GraphQLField, string> _arguments = new(ReferenceEqualityComparer.Instance);
    private readonly int _mostWork;

    private FieldMerging(GraphQLDocument document, ISchema schema, int mostWork)
    {
        (_schema, _mostWork) = (schema, mostWork);
        _fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal);
    }

    /// <summary>How many selections were looked at: for documents without conflicts it grows with their length.</summary>
    public int Work { get; private set; }

    /// <param name="document">Valid in every other respect.</param>
    /// <param name="schema">Knows the fields.</param>
    /// <param name="mostWork">After so many selections the document is refused.</param>
    public static (ValidationError? Conflict, int Work) Check(GraphQLDocument document, ISchema schema, int mostWork)
    {
        var merging = new FieldMerging(document, schema, mostWork);
        try
        {
            foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
            {
                merging.Check(operation);
            }
        }
        catch (Conflicting conflict)
        {
            return (new ValidationError(document.Source, "5.3.2", conflict.Message, conflict.Fields), merging.Work);
        }

        return (null, merging.Work);
    }

    private void Check(GraphQLOperationDefinition operation)
    {
        IGraphType root = operation.Operation switch
        {
            OperationType.Query => _schema.Query,
            OperationType.Mutation => _schema.Mutation!,
            _ => _schema.Subscription!,
        };
        var fields = Collected([(operation.SelectionSet, root)]);
        RequireOneField(fields);
        RequireOneShape(fields);
    }

    /// <summary>Fields of one response name give values of one shape, also where no object can have both.</summary>
    private void RequireOneShape(Dictionary<string, List<Field>> fields)
    {
        foreach (var (name, same) in fields)
        {
            var first = same[0];
            foreach (var other in same)
            {
                if (first.Type is { } left && other.Type is { } right && !IsOneShape(left, right))
                {
                    throw new Conflicting(name, $"they return conflicting types {left} and {right}", first, other);
                }
            }

            RequireOneShape(Inside(same));
        }
    }

    /// <summary>Fields of one response name that an object may have together are the same field with the same arguments.</summary>
    private void RequireOneField(Dictionary<string, List<Field>> fields)
    {
        foreach (var (name, same) in fields)
        {
            var anywhere = same.FindAll(field => field.Parent is not IObjectGraphType);
            var kinds = same.Where(field => field.Parent is IObjectGraphType).GroupBy(field => field.Parent).Select(kind => (List<Field>)[.. anywhere, .. kind]).ToList();
            foreach (var kind in kinds.Count == 0 ? [anywhere] : kinds)
            {
                kind.ForEach(other => RequireSame(name, kind[0], other));
                RequireOneField(Inside(kind));
            }
        }
    }

    private void RequireSame(string name, Field first, Field other)
    {
        if (first.Node.Name.Value != other.Node.Name.Value)
        {
            throw new Conflicting(name, $"{first.Node.Name.StringValue} and {other.Node.Name.StringValue} are different fields", first, other);
        }

        if (!ReferenceEquals(first.Node, other.Node) && Arguments(first.Node) != Arguments(other.Node))
        {
            throw new Conflicting(name, "they have differing arguments", first, other);
        }
    }

    private string Arguments(GraphQLField field)
    {
        if (field.Arguments is null)
        {
            return "";
        }

        if (!_arguments.TryGetValue(field, out var text))
        {
            text = string.Join('\n', field.Arguments.Items.Select(argument => $"{argument.Name.StringValue}:{Print(argument.Value)}").Order(StringComparer.Ordinal));
            _arguments.Add(field, text);
        }

        return text;
    }

    private static string Print(ASTNode value)
    {
        var text = new StringBuilder();
        new SDLPrinter().Print(value, text);
        return text.ToString();
    }

    private Dictionary<string, List<Field>> Inside(List<Field> fields) => Collected(fields
        .Where(field => field.Node.SelectionSet is not null && field.Type is not null)
        .Select(field => (field.Node.SelectionSet!, (IGraphType)field.Type!.GetNamedType())));

    /// <summary>The fields of all the selection sets together by response name; each fragment once, since it says the same wherever it is used.</summary>
    private Dictionary<string, List<Field>> Collected(IEnumerable<(GraphQLSelectionSet Set, IGraphType Type)> sets)
    {
        var fields = new Dictionary<string, List<Field>>(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (set, type) in sets)
        {
            Collect(set, type, fields, used);
        }

        return fields;
    }

    private void Collect(GraphQLSelectionSet set, IGraphType type, Dictionary<string, List<Field>> fields, HashSet<string> used)
    {
        foreach (var selection in set.Selections)
        {
            if (++Work > _mostWork)
            {
                throw DocumentShape.TooManyMeetings(_mostWork);
            }

            if (selection is GraphQLField field)
            {
                var name = (field.Alias?.Name ?? field.Name).StringValue;
                (fields.TryGetValue(name, out var same) ? same : fields[name] = []).Add(new Field(field, Definition(type, field)?.ResolvedType, type));
            }
            else if (selection is GraphQLInlineFragment inline)
            {
                Collect(inline.SelectionSet, Named(inline.TypeCondition) ?? type, fields, used);
            }
            else if (selection is GraphQLFragmentSpread { FragmentName.Name.StringValue: var name } && used.Add(name) && _fragments.TryGetValue(name, out var fragment))
            {
                Collect(fragment.SelectionSet, Named(fragment.TypeCondition) ?? type, fields, used);
            }
        }
    }

    private IGraphType? Named(GraphQLTypeCondition? condition) => condition is null ? null : _schema.AllTypes[condition.Type.Name.Value];

    private FieldType? Definition(IGraphType parent, GraphQLField field) => field.Name.StringValue switch
    {
        "__typename" => _schema.TypeNameMetaFieldType,
        "__schema" => _schema.SchemaMetaFieldType,
        "__type" => _schema.TypeMetaFieldType,
        _ => (parent as IComplexGraphType)?.GetField(field.Name.Value),
    };

    private static bool IsOneShape(IGraphType left, IGraphType right) => (left, right) switch
    {
        (ListGraphType one, ListGraphType other) => IsOneShape(one.ResolvedType!, other.ResolvedType!),
        (NonNullGraphType one, NonNullGraphType other) => IsOneShape(one.ResolvedType!, other.ResolvedType!),
        (ListGraphType or NonNullGraphType, _) or (_, ListGraphType or NonNullGraphType) => false,
        _ => !(left.IsLeafType() || right.IsLeafType()) || left.Equals(right),
    };

    private readonly record struct Field(GraphQLField Node, IGraphType? Type, IGraphType Parent);

    private sealed class Conflicting(string name, string reason, Field first, Field other)
        : Exception($"Fields {name} conflicts because {reason}. Use different aliases on the fields to fetch both if this was intentional.")
    {
        public ASTNode[] Fields => [first.Node, other.Node];
    }
}
