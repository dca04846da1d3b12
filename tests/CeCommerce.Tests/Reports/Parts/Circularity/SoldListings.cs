using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Standards;

namespace CeCommerce.Tests.Reports.Parts.Circularity;

/// <summary>Listings of October and November 2026 as a report hears of them, made by hand; read as of noon of November 20th.</summary>
internal static class SoldListings
{
    public static readonly OperatorId Owner = new(Guid.Parse("019a0000-0000-7000-8000-000000000001"));

    /// <summary>Nine in the morning, in Japan.</summary>
    public static DateTimeOffset On(int month, int day) => new(2026, month, day, 9, 0, 0, Tokyo.Offset);

    public static ReportContext Context(ReportKind kind = ReportKind.Operator, params CarbonFactor[] factors)
    {
        var scope = new ReportScope(kind, kind == ReportKind.Operator ? Owner.ToString() : null, "株式会社めぐる", new(2026, 10, 1), new(2026, 11, 20), On(11, 20).AddHours(3), 1) { Factors = factors };
        return new(scope, new(OperatorProfile.Empty, [], []), RuleEdition.Current, _ => RuleEdition.Current, new Tallies(RowWindow.First)) { SelfAssessments = [], Waivers = [], Auditors = [] };
    }

    /// <summary>A listing that went onto the shelf on October 2nd.</summary>
    public static ReportedListing Listed(ListingFacts facts, ItemId? unit = null, string? prefecture = "13") => new()
    {
        Id = new(Guid.CreateVersion7(On(10, 1))),
        ItemId = unit ?? new(Guid.CreateVersion7(On(10, 1))),
        Offer = new(facts.Kind, facts.Title, facts.Description, null, null, SaleTerms.None, []),
        Item = new(new ProductModel(null, "アオバ電機", facts.Title, facts.ModelNumber, facts.Category), ItemCondition.Unknown, facts.Facts, prefecture, []),
        Moves = [new("drafted", ListingState.Draft, On(10, 1)), new("published", ListingState.Published, On(10, 2))],
        Verdicts = [],
        Orders = [],
        Acts = [],
        Disclosures = [],
        ReadUntil = On(11, 20).AddHours(3),
    };

    public static ReportedListing Sold(this ReportedListing listing, long yen, DateTimeOffset completed) => listing.Ordered(
        yen, new(OrderState.PaymentPending, completed.AddDays(-3)), new(OrderState.Paid, completed.AddDays(-3)), new(OrderState.HandedOver, completed.AddDays(-2)), new(OrderState.Completed, completed));

    public static ReportedListing Ordered(this ReportedListing listing, long yen, params CeCommerce.Reports.Reading.OrderMove[] moves) =>
        listing with { Orders = [.. listing.Orders, new(new(Guid.CreateVersion7(moves[0].At)), Money.Jpy(yen), moves[0].At, moves)] };

    public static ReportedListing Moved(this ReportedListing listing, string what, ListingState to, DateTimeOffset at) => listing with { Moves = [.. listing.Moves, new(what, to, at)] };

    public static ReportedListing Judged(this ReportedListing listing, ListingFacts facts, DateTimeOffset at)
    {
        var result = Compliance.Of(StandardsEngine.Current.Assess(facts));
        return listing with { Verdicts = [.. listing.Verdicts, new(Guid.CreateVersion7(at), at, AssessmentOccasion.Change, result.PackVersion, result)] };
    }

    public static Act Done(ReportedListing listing, ActKind kind, ActResult result, DateTimeOffset at)
    {
        var item = Item.Register(listing.ItemId, Owner, null, listing.Item, On(10, 1));
        return Act.Of(new(Guid.CreateVersion7(at)), item, 1, new DoneWork(kind, Tokyo.DayOf(at), ActPerformer.OwnStaff, result, ActDetails.None, ItemFacts.Empty), ItemFacts.Empty, at);
    }

    public static ListingFacts Weighing(this ListingFacts facts, long grams) => facts.With(SampleListings.Of(FactCode.WeightGrams, grams));

    public static DrawnTables Draw(IReportPart part, ReportContext context, params ReportedListing[] listings)
    {
        foreach (var listing in listings)
        {
            part.Add(listing);
        }

        var (sections, rows) = Numbering.Of([part.Draw()], context.Tallies);
        return new(sections.Single(), rows);
    }
}

/// <summary>A section with its figures, by the codes of table, row and column.</summary>
internal sealed record DrawnTables(ReportSection Section, ReportRows Rows)
{
    public ReportTable Table(string table) => Section.Tables.Single(one => one.Code == table);

    public long? Value(string table, string row, string column) => Figure(table, row, column).Value;

    public string? Missing(string table, string row, string column) => Figure(table, row, column).Missing?.En;

    public string? Words(string table, string row, string column) => Cell(table, row, column).Text?.En;

    /// <summary>Ids of the records behind a figure.</summary>
    public IEnumerable<string> Behind(string table, string row, string column) => Rows.Of(Figure(table, row, column))?.First.Select(one => one.Id) ?? [];

    private ReportFigure Figure(string table, string row, string column) => Cell(table, row, column).Figure!;

    private ReportCell Cell(string table, string row, string column) =>
        Table(table).Columns.Zip(Table(table).Rows.Single(one => one.Code == row).Cells).Single(pair => pair.First.Code == column).Second;
}
