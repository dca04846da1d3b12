using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace CeCommerce.Tests.GraphQL;

/// <summary>Every field of the product's schema that can return much costs much: no page and no list is forgotten.</summary>
public sealed class ListCostTests
{
    private const int Guess = 10;

    private static readonly CommerceSchema Schema = SchemaFileTests.Schema;

    private static readonly Dictionary<string, string> Ways = WaysToTypes();

    /// <summary>What does not multiply by itself, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["edges"] = "rows of the page above, which multiplies by what it was asked for",
        ["nodes"] = "rows of the page above, which multiplies by what it was asked for",
    };

    public static TheoryData<string, string> Pages => Fields((_, one) => IsPage(one) || Has(one, "first") || Has(one, "last"));

    public static TheoryData<string, string> Lists => Fields((type, one) => IsList(one) && !(IsConnection(type) && Exceptions.ContainsKey(one.Name)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_costs_what_it_holds_whatever_is_chosen_of_it(string type, string field)
    {
        string[] chosen =
        [
            "__typename", "pageInfo { hasNextPage }", "nodes { __typename }", "a: nodes { __typename }", "a: edges { b: node { __typename } }", "edges { cursor }",
            "... { a: nodes { __typename } }", "...Rows",
        ];
        var rows = $"fragment Rows on {Definition(type, field).ResolvedType!.GetNamedType().Name} {{ c: nodes {{ __typename }} d: edges {{ cursor }} }}";
        foreach (var size in new[] { "first", "last" }.Where(name => Has(Definition(type, field), name)))
        {
            Assert.All(chosen, part => Assert.InRange(
                CostOf(type, $"x: {field}({size}: 100) {{ {part} }}", rows) - CostOf(type, $"x: {field}({size}: 1) {{ {part} }}", rows), 99, 2 * 99));
        }

        Assert.All(chosen, part => Assert.True(CostOf(type, $"{field} {{ {part} }}", rows) > CostOf(type, "__typename", rows) + 19, part));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_costs_what_it_may_hold(string type, string field)
    {
        var definition = Definition(type, field);
        var without = CostOf(type, "__typename");
        if (definition.ResolvedType!.GetNamedType() is ScalarGraphType)
        {
            Assert.True(CostOf(type, $"x: {field}") > without, "A list of leaves counts as an object.");
            return;
        }

        Assert.InRange(CostOf(type, $"x: {field} {{ __typename }}") - without, Guess, long.MaxValue);
        foreach (var ids in definition.Arguments?.Where(argument => IsList(argument)) ?? [])
        {
            var given = string.Join(", ", Enumerable.Range(0, 50));
            Assert.InRange(CostOf(type, $"x: {field}({ids.Name}: [{given}]) {{ __typename }}") - without, 50, long.MaxValue);
        }
    }

    [Fact]
    public void A_search_costs_more_than_its_rows() => Assert.Equal(21, CostOf("Query", "searchListings(first: 0) { totalCount }"));

    [Fact]
    public void Every_type_of_the_answers_is_looked_at() => Assert.Empty(
        Schema.AllTypes.OfType<IObjectGraphType>().Select(type => type.Name).Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Except(Ways.Keys));

    private static TheoryData<string, string> Fields(Func<IObjectGraphType, FieldType, bool> wanted) => new(
        from type in Schema.AllTypes.OfType<IObjectGraphType>()
        where Ways.ContainsKey(type.Name)
        from field in type.Fields
        where wanted(type, field)
        select (type.Name, field.Name));

    private static FieldType Definition(string type, string field) => ((IObjectGraphType)Schema.AllTypes[type]!).GetField(field)!;

    private static bool Has(FieldType field, string argument) => field.Arguments?.Find(argument) is not null;

    private static bool IsPage(FieldType field) => field.ResolvedType!.GetNamedType() is IObjectGraphType type && IsConnection(type);

    private static bool IsConnection(IObjectGraphType type) => type.Name.EndsWith("Connection", StringComparison.Ordinal);

    private static bool IsList(IProvideResolvedType typed) => typed.ResolvedType is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType };

    private static long CostOf(string type, string chosen, string fragments = "")
    {
        var document = Parser.Parse($"{Ways[type].Replace("*", chosen, StringComparison.Ordinal)} {fragments}");
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
        return CostPlan.Of(operation, document, Schema, new GraphQLLimits()).Cost(Inputs.Empty);
    }

    /// <summary>The shortest document that reaches each type of object, with * where its fields are chosen; arguments are left out.</summary>
    private static Dictionary<string, string> WaysToTypes()
    {
        var ways = new Dictionary<string, string>(StringComparer.Ordinal) { ["Query"] = "query { * }", ["Mutation"] = "mutation { * }", ["Subscription"] = "subscription { * }" };
        var open = new Queue<string>(ways.Keys);
        while (open.TryDequeue(out var name))
        {
            foreach (var field in ((IObjectGraphType)Schema.AllTypes[name]!).Fields)
            {
                foreach (var (type, condition) in Objects(field.ResolvedType!.GetNamedType()))
                {
                    if (ways.TryAdd(type, ways[name].Replace("*", $"{field.Name} {{ {condition} }}", StringComparison.Ordinal)))
                    {
                        open.Enqueue(type);
                    }
                }
            }
        }

        return ways;
    }

    private static IEnumerable<(string Type, string Chosen)> Objects(IGraphType type) => type switch
    {
        IObjectGraphType one => [(one.Name, "*")],
        IAbstractGraphType many => many.PossibleTypes.Select(possible => (possible.Name, $"... on {possible.Name} {{ * }}")),
        _ => [],
    };
}
