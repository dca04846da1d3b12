using CeCommerce.Standards;
using CeCommerce.Standards.Checks;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;
using CeCommerce.Tests.GraphQL;
using GraphQL;
using GraphQL.Types;
using Inputs = CeCommerce.Standards.Inputs;

namespace CeCommerce.Tests.Standards;

/// <summary>Whoever mends a finding finds the input that it names.</summary>
public sealed class InputPathTests
{
    /// <summary>Names that are no input: a recall list is the platform's, and "facts" stands for the fact that a condition names.</summary>
    private static readonly HashSet<string> Nowhere = new(StringComparer.Ordinal) { "recalls", "facts", "" };

    public static TheoryData<string> Fields => [.. Rules.SelectMany(rule => rule.Inputs.Select(input => input.Name))
        .Concat(Rules.SelectMany(rule => NamedChecks.All[rule.CheckName].Reasons).Select(reason => reason.Path))
        .Concat(FactCatalogue.All.Select(fact => fact.WireName))
        .Concat(Enum.GetValues<DisclosurePoint>().Select(Inputs.NameOf))
        .Except(Nowhere).Order(StringComparer.Ordinal)];

    private static IEnumerable<Rule> Rules => RuleEdition.Current.Rules.Where(rule => rule.Subject == Subject.Listing);

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_path_of_a_field_is_an_input_of_the_schema(string field)
    {
        string[] path = [.. InputPath.Of(field)];
        Assert.NotEmpty(path);
        var (input, steps) = Root(path);
        foreach (var step in steps)
        {
            Assert.True(input.Fields.Find(step) is not null, $"{input.Name} has no {step}: {string.Join('.', path)}");

            // Under "facts" stands the fact, not a field.
            if (step == "facts")
            {
                Assert.Equal([step, field], steps);
                return;
            }

            input = input.Fields.Find(step)!.ResolvedType!.GetNamedType() as IInputObjectGraphType ?? input;
        }
    }

    [Fact]
    public void What_no_input_mends_has_no_path() => Assert.All(Nowhere.Append(null), field => Assert.Empty(InputPath.Of(field)));

    [Theory]
    [InlineData("pseMark", "item facts pseMark", FactCode.PseMark)]
    [InlineData("referencePrice", "offer facts referencePrice", FactCode.ReferencePrice)]
    [InlineData("price", "offer price", null)]
    [InlineData("dailyRate", "offer sharing rates", null)]
    [InlineData("shippingFee", "offer terms shippingFee", null)]
    [InlineData("cosmeticGrade", "item cosmeticGrade", null)]
    [InlineData("leaseDisclosure.repairRecord", "offer leaseDisclosure repairRecord", null)]
    [InlineData("operator.licence.commission", "operator licence commission", null)]
    public void A_field_is_mended_where_it_is_stated(string field, string path, FactCode? fact)
    {
        Assert.Equal(path, string.Join(' ', InputPath.Of(field)));
        Assert.Equal(fact, InputPath.FactOf(field));
    }

    [Theory]
    [InlineData("totalYen", "facts totalYen")]
    [InlineData("category", "category")]
    [InlineData(null, "")]
    public void What_is_stated_is_mended_in_the_input_of_the_check(string? name, string path) => Assert.Equal(path, string.Join(' ', InputPath.OfStated(name)));

    /// <summary>The input that takes what stands under the first step, and the steps within it.</summary>
    private static (IInputObjectGraphType Input, string[] Steps) Root(string[] path) => path switch
    {
        ["item", .. var rest] => (Input("ItemInput"), rest),
        ["offer", .. var rest] => (Input("OfferInput"), rest),
        ["operator", "licence", .. var rest] => (Input("RecordLicenceInput"), rest),
        ["operator", "notifiedUrls"] => (Input("NotifyUrlInput"), []),
        ["operator", .. var rest] => (Input("OperatorProfileInput"), rest),
        _ => throw new InvalidOperationException($"Nothing takes {string.Join('.', path)}."),
    };

    private static IInputObjectGraphType Input(string name) => (IInputObjectGraphType)SchemaFileTests.Schema.AllTypes[name]!;
}
