using System.Globalization;
using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Mapping;
using CeCommerce.Import.Writing;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Recalls;
using static CeCommerce.Tests.Import.ImportSupport;

namespace CeCommerce.Tests.Import;

/// <summary>Every row of the table of facts, whatever rows there are: from a cell of a stock list through what is stored to what rules and readers see.</summary>
public sealed class EveryFactTests
{
    private static readonly OperatorId Owner = new(Guid.CreateVersion7());

    public static TheoryData<FactCode> Codes => [.. Enum.GetValues<FactCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_cell_becomes_the_fact_that_the_api_shows_and_the_engine_reads(FactCode code)
    {
        var definition = FactCatalogue.Of(code);
        var nothing = await RowAsync(definition, "");
        Assert.Equal(0, nothing.Facts.Count);
        var digests = new HashSet<string>(StringComparer.Ordinal) { Convert.ToHexString(nothing.Digest.Span) };
        foreach (var (cell, shown) in CellsOf(definition))
        {
            var row = await RowAsync(definition, cell);
            var fact = Assert.Single(row.Facts.All);
            Assert.Equal((code, shown, FactSource.Import), (fact.Code, fact.Shown, fact.Source));
            digests.Add(Convert.ToHexString(row.Digest.Span));
            Assert.Equal(row.Facts, JsonColumn.Read<ItemFacts>(JsonColumn.Write(row.Facts)));
            Assert.Equal(row.Facts, Valid(FactInput.Read([new(code, shown, FactSource.Import, Today)], "item", Today)));

            var (item, offer) = UnitOnOffer.From(row, Owner);
            Assert.Equal((definition.About == FactAbout.Unit, definition.About == FactAbout.Offer), (item.Facts.TryGet(code, out _), offer.Facts.TryGet(code, out _)));
            Assert.Equal(shown, Inputs.Of(code).Read(FactsOfListing.From(new(), item, offer, Today, KnownRecalls.None), RuleEdition.Current));
        }

        Assert.Equal(CellsOf(definition).Select(pair => pair.Shown).Distinct().Count() + 1, digests.Count);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_door_refuses_what_is_out_of_bounds(FactCode code)
    {
        var definition = FactCatalogue.Of(code);
        foreach (var cell in OutOfBounds(definition))
        {
            var read = await ReadAsync(definition, cell);
            Assert.Equal("facts." + definition.WireName, Assert.Single(read.Findings).Field);
            Assert.Equal(["input", "item", "facts", definition.WireName], FactInput.Read([new(code, cell, null, null)], "item", Today).Error!.Path);
        }
    }

    private static IEnumerable<(string Cell, string Shown)> CellsOf(FactDefinition fact) => fact.Kind switch
    {
        // A weight says in which unit, or the mapping does.
        FactKind.Integer when fact.Quantity == FactQuantity.Grams => [($"{fact.Min}g", Text(fact.Min)), ($"{fact.Min + 1}000 g", $"{fact.Min + 1}000")],
        FactKind.Integer => new[] { fact.Min, fact.Max ?? fact.Min + 1 }.Select(Text).SelectMany(text => new[] { (text, text), (text + fact.Unit?.Ja, text) }),
        FactKind.Boolean => [("済", "true"), ("なし", "false")],
        FactKind.Date => [("2026-11-02", "2026-11-02"), ("令和8年11月3日", "2026-11-03")],
        FactKind.Text => [("書いたとおり", "書いたとおり")],
        FactKind.Choice => fact.Choices.SelectMany(choice => new[] { (choice.Code, choice.Code), (choice.Name.Ja, choice.Code) }),
        _ => throw new InvalidOperationException($"No cell for {fact.Kind}."),
    };

    private static IEnumerable<string> OutOfBounds(FactDefinition fact) => fact.Kind switch
    {
        FactKind.Integer => new[] { fact.Min - 1, fact.Max + 1, fact.Quantity == FactQuantity.Year ? Today.Year + 1 : null }.OfType<long>().Select(Text),
        FactKind.Date => ["1999-12-31", "2026-11-21"],
        FactKind.Text => [new string('長', FactDefinition.MaxTextLength + 1)],
        FactKind.Choice or FactKind.Boolean => ["そのような値はない"],
        _ => throw new InvalidOperationException($"No bounds for {fact.Kind}."),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<StockRow> RowAsync(FactDefinition fact, string cell)
    {
        var read = await ReadAsync(fact, cell);
        Assert.Empty(read.Findings);
        return read.Value!;
    }

    private static async Task<StockRowRead> ReadAsync(FactDefinition fact, string cell)
    {
        var mapping = Valid(StockMapping.Parse(Encoding.UTF8.GetBytes(
            $$"""{ "columns": { "sourceId": "id", "category": "item", "kind": "kind", "facts.{{fact.WireName}}": "fact" } }""")));
        return Assert.Single(await Rows(Encoding.UTF8.GetBytes($"id,item,kind,fact\nA-1,洗濯機,REUSE,\"{cell}\"\n"), mapping));
    }
}
