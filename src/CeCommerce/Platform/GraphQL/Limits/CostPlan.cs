using System.Globalization;
using System.Numerics;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>
/// What an operation may cost, known before it runs: one unit for every object it can return. A page costs what it holds (first or last,
/// which may be variables) times one row of it, whatever is chosen of it; a list with a list of ids as its argument is as long as that; any
/// other list is guessed, and what it was longer is taken afterwards (<see cref="ResultSize"/>). Leaves and Relay's wrappers are free.
/// </summary>
internal sealed class CostPlan
{
    private const int PlainListGuess = 10;
    private const int WholeSchema = 200;
    private const int OneType = 5;
    private const long Ceiling = 1_000_000_000_000;
    private readonly Part _root;
    private readonly long? _constant;

    private CostPlan(Part root)
    {
        _root = root;
        _constant = root.DependsOnVariables ? null : root.Cost(Inputs.Empty, []).Whole;
    }

    public static CostPlan Of(GraphQLOperationDefinition operation, GraphQLDocument document, ISchema schema, GraphQLLimits limits)
    {
        var root = operation.Operation switch
        {
            OperationType.Query => schema.Query,
            OperationType.Mutation => schema.Mutation!,
            _ => schema.Subscription!,
        };
        return new CostPlan(new Builder(document, schema, limits, operation.Variables).Of(operation.SelectionSet, root));
    }

    public long Cost(Inputs variables) => _constant ?? _root.Cost(variables, []).Whole;

    /// <summary>Of a selection set: what it costs once, and, on a page, what each row costs.</summary>
    private readonly record struct Price(long Once, long PerRow)
    {
        public long Whole => Math.Min(Ceiling, Once + PerRow);

        public static Price operator +(Price left, Price right) => new(Math.Min(Ceiling, left.Once + right.Once), Math.Min(Ceiling, left.PerRow + right.PerRow));
    }

    /// <summary>How a field multiplies what is chosen of it.</summary>
    private enum Shape
    {
        /// <summary>One thing, or a list of so many.</summary>
        Things,

        /// <summary>A page: its rows are so many, what else it has is there once.</summary>
        Page,

        /// <summary>The rows of the page above.</summary>
        Rows,
    }

    /// <summary>A selection set: what it costs once, with the larger parts inside it.</summary>
    private sealed class Part
    {
        private readonly List<(long Weight, Shape Shape, Multiplier Times, Part? Inside)> _fields = [];
        private readonly List<Part> _fragments = [];

        public bool DependsOnVariables { get; private set; }

        public void Add(long weight, Shape shape, Multiplier times, Part? inside)
        {
            _fields.Add((weight, shape, times, inside));
            DependsOnVariables |= times.DependsOnVariables || inside is { DependsOnVariables: true };
        }

        public void Add(Part fragment)
        {
            _fragments.Add(fragment);
            DependsOnVariables |= fragment.DependsOnVariables;
        }

        public Price Cost(Inputs variables, Dictionary<Part, Price> known)
        {
            if (known.TryGetValue(this, out var cost))
            {
                return cost;
            }

            foreach (var (weight, shape, times, inside) in _fields)
            {
                cost += CostOf(weight, shape, times.Value(variables), inside?.Cost(variables, known) ?? default);
            }

            foreach (var fragment in _fragments)
            {
                cost += fragment.Cost(variables, known);
            }

            return known[this] = cost;
        }

        // A page is read whole, even when no row of it is shown.
        private static Price CostOf(long weight, Shape shape, long times, Price inside) => shape switch
        {
            Shape.Page => new(Math.Min(Ceiling, weight + inside.Once + (times * Math.Max(1, inside.PerRow))), 0),
            Shape.Rows => new(0, Math.Min(Ceiling, weight + inside.Whole)),
            _ => new(Math.Min(Ceiling, times * Math.Min(Ceiling, weight + inside.Whole)), 0),
        };
    }

    /// <summary>How often a selection is repeated: the larger of two arguments, or a number when neither is given.</summary>
    private readonly record struct Multiplier(int Otherwise, Amount? First = null, Amount? Last = null)
    {
        public bool DependsOnVariables => First?.Variable is not null || Last?.Variable is not null;

        public int Value(Inputs variables)
        {
            var (first, last) = (First?.Value(variables), Last?.Value(variables));
            return Math.Clamp(first is null && last is null ? Otherwise : Math.Max(first ?? 0, last ?? 0), 1, 1_000_000);
        }
    }

    /// <summary>An argument: a number, or a variable with what it is when unset; none when the variable is null.</summary>
    private sealed record Amount(int? Fixed, string? Variable = null)
    {
        public int? Value(Inputs variables) => Variable is not null && variables.TryGetValue(Variable, out var value)
            ? value switch { int number => number, long or BigInteger => int.MaxValue, ICollection<object?> list => list.Count, _ => null }
            : Fixed;
    }

    private sealed class Builder(GraphQLDocument document, ISchema schema, GraphQLLimits limits, GraphQLVariablesDefinition? variables)
    {
        private readonly Dictionary<string, Part> _fragments = new(StringComparer.Ordinal);

        public Part Of(GraphQLSelectionSet? set, IGraphType type)
        {
            var part = new Part();
            var spreads = new HashSet<string>(StringComparer.Ordinal);
            foreach (var selection in set?.Selections ?? [])
            {
                if (selection is GraphQLField field)
                {
                    Add(part, field, type as IComplexGraphType);
                }
                else if (selection is GraphQLInlineFragment inline)
                {
                    part.Add(Of(inline.SelectionSet, TypeOf(inline.TypeCondition, type)));
                }
                else if (selection is GraphQLFragmentSpread spread && spreads.Add(spread.FragmentName.Name.StringValue))
                {
                    part.Add(Fragment(spread.FragmentName.Name.StringValue, type));
                }
            }

            return part;
        }

        private void Add(Part part, GraphQLField field, IComplexGraphType? parent)
        {
            if (parent?.GetField(field.Name.Value) is not { } definition)
            {
                part.Add(IntrospectionCost(field), Shape.Things, new Multiplier(1), null);
                return;
            }

            var type = definition.ResolvedType!.GetNamedType();
            var weight = definition.GetMetadata<int?>(CostAttribute.Key, (int?)null) ?? Weight(definition, type, parent);
            if (type is ScalarGraphType)
            {
                part.Add(weight, Shape.Things, new Multiplier(1), null);
                return;
            }

            var shape = IsPage(type) ? Shape.Page : IsPage(parent) && definition.Name is "edges" or "nodes" ? Shape.Rows : Shape.Things;
            part.Add(weight, shape, Times(field, definition, shape), Of(field.SelectionSet, type));
        }

        // The values of a list of leaves count together as one object; an edge counts, so the node in it does not.
        private static int Weight(FieldType definition, IGraphType type, IComplexGraphType parent) => type is ScalarGraphType
            ? IsList(definition) ? 1 : 0
            : ResultSize.IsFree(type) || (IsEdge(parent) && definition.Name == "node") ? 0 : 1;

        // Introspection has no definition here. It reads nothing but memory, yet a whole schema is a large answer.
        private static long IntrospectionCost(GraphQLField field) => field.Name.StringValue switch
        {
            "__schema" => WholeSchema,
            "__type" => OneType,
            _ => 0,
        };

        private Multiplier Times(GraphQLField field, FieldType definition, Shape shape)
        {
            var isCut = shape == Shape.Page || definition.Arguments?.Any(argument => argument.Name is "first" or "last") == true;
            if (isCut)
            {
                return new Multiplier(limits.DefaultPageSize, Argument(field, "first"), Argument(field, "last"));
            }

            return shape == Shape.Things && IsList(definition)
                ? new Multiplier(PlainListGuess, definition.Arguments?.FirstOrDefault(IsList) is { } ids ? Argument(field, ids.Name) : null)
                : new Multiplier(1);
        }

        private Amount? Argument(GraphQLField field, string name) => field.Arguments?.Items.Find(argument => argument.Name.Value.Equals(name))?.Value switch
        {
            GraphQLIntValue number => new Amount(Number(number)),
            GraphQLListValue list => new Amount(list.Values?.Count ?? 0),
            GraphQLVariable variable => new Amount(Default(variable.Name.StringValue), variable.Name.StringValue),
            _ => null,
        };

        private int? Default(string name) => variables?.Items.Find(variable => variable.Variable.Name.StringValue == name)?.DefaultValue switch
        {
            GraphQLIntValue number => Number(number),
            GraphQLListValue list => list.Values?.Count ?? 0,
            _ => null,
        };

        private static int Number(GraphQLIntValue number) =>
            int.TryParse(number.Value.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;

        private Part Fragment(string name, IGraphType type)
        {
            if (!_fragments.TryGetValue(name, out var part))
            {
                var definition = document.FindFragmentDefinition(name);
                part = Of(definition?.SelectionSet, TypeOf(definition?.TypeCondition, type));
                _fragments[name] = part;
            }

            return part;
        }

        private IGraphType TypeOf(GraphQLTypeCondition? condition, IGraphType otherwise) =>
            condition is null ? otherwise : schema.AllTypes[condition.Type.Name.Value] ?? otherwise;

        private static bool IsList(IProvideResolvedType typed) => typed.ResolvedType is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType };

        private static bool IsPage(IGraphType type) => type is IObjectGraphType page && page.GetField("pageInfo") is not null;

        private static bool IsEdge(IGraphType type) => type.Name.EndsWith("Edge", StringComparison.Ordinal);
    }
}
