using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Documents;
using CsCheck;
using GraphQL;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.GraphQL;

public sealed class FieldMergingTests
{
    private static readonly CommerceSchema Schema = new ServiceCollection().AddDemoShop().BuildServiceProvider().GetRequiredService<CommerceSchema>();

    // Documents that are valid but for what may meet: fields of two shapes and with arguments, aliases that collide, fragments in fragments.
    private static readonly Gen<string> ToyFields = AnyOf(
        "id", "name", "a: id", "a: name", "b: shelvedAt", "price { amount }", "price { a: amount }", "price { a: currency }", "a: price { amount }",
        "maker { name }", "maker { a: name }", "b: maker { name }", "__typename", "a: __typename", "state", "madeOn", "name: shelvedAt");

    private static readonly Gen<string> NodeFields = AnyOf("id", "a: id", "a: __typename", "... on Toy { a: id }", "... on Toy { a: name }", "... on Toy { name }", "... { a: id }");

    private static readonly Gen<string> RootFields = AnyOf(
        "hello", "hello(name: \"x\")", "hello(name: \"y\")", "x: hello", "x: books", "x: hello(name: \"x\")", "hello(name: $n)", "a: toys(first: 1) { totalCount }", "a: toys(first: 2) { totalCount }");

    private static readonly Gen<string> Documents =
        Gen.Select(Texts(ToyFields, 4), Texts(ToyFields, 3), Texts(ToyFields, 3), Texts(NodeFields, 4), Texts(RootFields, 3), Gen.Int[0, 3]).Select((one, two, three, node, root, shape) =>
            $$"""
            query A($n: String) {
              {{root}} {{(shape > 1 ? "hello(name: $n)" : "used: hello(name: $n)")}}
              node(id: "x") { {{node}} ...OnNode {{(shape == 1 ? "...One" : "")}} }
              toys(first: 1) { nodes { {{one}} ...Two {{(shape == 2 ? "maker { name }" : "")}} } edges { node { ...One ... on Toy { {{three}} } } } }
              {{(shape == 3 ? "toys(first: 1) { nodes { ...Three } }" : "")}}
              more: toys(first: 1) { nodes { ...Three } }
            }
            fragment One on Toy { {{two}} ...Two }
            fragment Two on Toy { {{three}} }
            fragment Three on Toy { ...One ... { ...Two } {{one}} }
            fragment OnNode on Node { {{node}} }
            """);

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static Gen<string> Texts(Gen<string> one, int most) => one.Array[1, most].Select(all => string.Join(' ', all));

    [Fact]
    public void It_says_of_every_document_what_the_rule_of_the_library_says()
    {
        var (fine, broken) = (0, 0);
        Documents.Sample(text =>
        {
            var ours = FieldMerging.Check(Parse(text), Schema, 1_000_000).Conflict is not null;
            var theirs = ConflictsOfLibrary(text);
            Interlocked.Increment(ref theirs ? ref broken : ref fine);
            return ours == theirs;
        }, iter: 3_000);
        Assert.True(fine > 50 && broken > 50, $"{fine} documents without and {broken} with conflicts are too few.");
    }

    private static readonly Func<int, string>[] Growing =
    [
        n => $"{{ toys(first: 1) {{ nodes {{ {string.Concat(Enumerable.Repeat("id ", n))}}} }} }}",
        n => $"{{ toys(first: 1) {{ nodes {{ {string.Concat(Enumerable.Range(0, n).Select(i => $"...F{i} "))}}} }} }} {string.Concat(Enumerable.Range(0, n).Select(i => $"fragment F{i} on Toy {{ id }} "))}",
        n => $"{{ toys(first: 1) {{ nodes {{ {string.Concat(Enumerable.Repeat("... { id } ", n))}}} }} }}",
        n => $"{{ toys(first: 1) {{ nodes {{ {string.Concat(Enumerable.Repeat("... on Toy { maker { name } } ", n))}}} }} }}",
        n => $"{{ toys(first: 1) {{ nodes {{ {string.Concat(Enumerable.Repeat("maker { name ... { name } } ", n))}}} }} }}",
        n => $"{{ {string.Concat(Enumerable.Repeat("hello(name: \"a\") ", n))}}}",
        n => $"{{ toys(first: 1) {{ nodes {{ ...F0 }} }} }} {string.Concat(Enumerable.Range(0, n).Select(i => $"fragment F{i} on Toy {{ id ...F{i + 1} }} "))} fragment F{n} on Toy {{ id }}",
        n => $"{{ node(id: \"x\") {{ {string.Concat(Enumerable.Repeat("id ... on Toy { maker { name } } ... on Node { id } ", n))}}} }}",
    ];

    [Fact]
    public void The_work_grows_with_the_document() => Assert.All(Growing, document =>
    {
        var (conflict, once) = FieldMerging.Check(Parse(document(100)), Schema, 1_000_000);
        var (_, twice) = FieldMerging.Check(Parse(document(200)), Schema, 1_000_000);
        Assert.Null(conflict);
        Assert.InRange(twice, once, (once * 2) + 20);
    });

    [Fact]
    public void A_conflict_names_the_field_and_both_places()
    {
        var conflict = FieldMerging.Check(Parse("{\n toys(first: 1) { nodes { a: id\n a: name } } }"), Schema, 1_000).Conflict!;
        Assert.Contains("Fields a conflicts because id and name are different fields", conflict.Message, StringComparison.Ordinal);
        Assert.Equal([2, 3], conflict.Locations!.Select(place => place.Line));
    }

    [Fact]
    public void Beyond_the_most_work_a_document_is_refused() =>
        Assert.Equal("TOO_MANY_SELECTIONS", Assert.Throws<RequestRefused>(() => FieldMerging.Check(Parse("{ hello hello hello }"), Schema, 2)).Errors[0].Code);

    private static GraphQLParser.AST.GraphQLDocument Parse(string text) => Parser.Parse(text);

    private static bool ConflictsOfLibrary(string text)
    {
        var document = Parse(text);
        var result = new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = Schema,
            Document = document,
            Operation = document.Definitions.OfType<GraphQLParser.AST.GraphQLOperationDefinition>().First(),
            Rules = [OverlappingFieldsCanBeMerged.Instance],
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
        }).GetAwaiter().GetResult();
        return result.Errors.Any(error => error is ValidationError { Number: "5.3.2" });
    }
}
