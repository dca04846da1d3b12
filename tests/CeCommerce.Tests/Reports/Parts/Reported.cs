using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Reports.Parts;

/// <summary>Listings as a report hears of them, made by hand: an operator that rents and refurbishes, two months up to noon of 2026-11-20.</summary>
internal static class Reported
{
    public static readonly DateTimeOffset AsOf = On(11, 20).AddHours(3);

    public static readonly Operator Owner = Operator.Register(new(Guid.Parse("019a0000-0000-7000-8000-000000000001")), "meguru", Profile(), On(1, 1));

    public static OperatorProfile Profile(params OperatorType[] types) => OperatorProfile.Empty with
    {
        LegalName = "株式会社めぐる",
        IsCorporation = true,
        CorporateNumber = "7000012050002",
        Types = types.Length == 0 ? [OperatorType.Rental, OperatorType.Refurbisher] : types,
        Contact = new("100-0001", "東京都千代田区0-0", "03-1111-2222", "回 花子", "hanako@example.jp", null),
    };

    /// <summary>Nine in the morning, in Japan.</summary>
    public static DateTimeOffset On(int month, int day) => new(2026, month, day, 9, 0, 0, Tokyo.Offset);

    public static ReportContext Context(OperatorRecord? owner = null, DateTimeOffset? asOf = null)
    {
        owner ??= new(Profile(), [], []);
        var scope = new ReportScope(ReportKind.Operator, Owner.Id.ToString(), owner.Profile.LegalName, new(2026, 10, 1), new(2026, 11, 30), asOf ?? AsOf, 1);
        return new(scope, owner, RuleEdition.Current, version => version == RuleEdition.Current.Version ? RuleEdition.Current : null, new Tallies(RowWindow.First))
        {
            SelfAssessments = [],
            Waivers = [],
            Auditors = ["audit-app"],
        };
    }

    /// <summary>A draft of October 1st, without a verdict.</summary>
    public static ReportedListing Drafted(ListingFacts facts) => new()
    {
        Id = new(Guid.CreateVersion7(On(10, 1))),
        ItemId = new(Guid.CreateVersion7(On(10, 1))),
        Offer = new(facts.Kind, facts.Title, facts.Description, null, null, SaleTerms.None, []) { LeaseDisclosure = facts.LeaseDisclosure },
        Item = new(new ProductModel(null, "アオバ電機", facts.Title, facts.ModelNumber, facts.Category), ItemCondition.Unknown, facts.Facts, null, []),
        Moves = [new("drafted", ListingState.Draft, On(10, 1))],
        Verdicts = [],
        Orders = [],
        Acts = [],
        Disclosures = [],
        ReadUntil = AsOf,
    };

    public static ReportedListing Moved(this ReportedListing listing, string what, ListingState to, DateTimeOffset at) => listing with { Moves = [.. listing.Moves, new(what, to, at)] };

    public static ReportedListing Published(this ReportedListing listing, DateTimeOffset at) => listing.Moved("published", ListingState.Published, at);

    public static ReportedListing Judged(this ReportedListing listing, DateTimeOffset at, ListingFacts facts) => listing.Judged(at, Compliance.Of(StandardsEngine.Current.Assess(facts)));

    public static ReportedListing Judged(this ReportedListing listing, DateTimeOffset at, Compliance result) =>
        listing with { Verdicts = [.. listing.Verdicts, new(Guid.CreateVersion7(at), at, AssessmentOccasion.Change, result.PackVersion, result)] };

    public static ReportedListing Done(this ReportedListing listing, ActKind kind, DateTimeOffset at)
    {
        var item = Item.Register(listing.ItemId, Owner.Id, null, listing.Item, On(10, 1));
        var work = new DoneWork(kind, Tokyo.DayOf(at), ActPerformer.OwnStaff, ActResult.Succeeded, ActDetails.None, ItemFacts.Empty);
        return listing with { Acts = [.. listing.Acts, Act.Of(new(Guid.CreateVersion7(at)), item, listing.Acts.Count + 1, work, ItemFacts.Empty, at)] };
    }

    /// <summary>What it tells before a lease, kept as its first version.</summary>
    public static ReportedListing Kept(this ReportedListing listing, DateTimeOffset at)
    {
        var item = Item.Register(listing.ItemId, Owner.Id, null, listing.Item, On(10, 1));
        return listing with { Disclosures = [LeaseDisclosureRecord.After(null, Listing.Draft(listing.Id, item, null, listing.Offer, at), at)!] };
    }

    public static SelfAssessment Rated(SelfAssessmentItem item, string? goods, int score, DateTimeOffset at, int last = 0) => SelfAssessment.After(
        last, Owner, new(item, goods, score, score > 0 ? new("点検表", null, null) : null, Tokyo.DayOf(at)), "own-app", at);

    public static DrawnPart Draw(IReportPart part, ReportContext context, params ReportedListing[] listings)
    {
        foreach (var listing in listings)
        {
            part.Add(listing);
        }

        var (sections, rows) = Numbering.Of([part.Draw()], context.Tallies);
        return new(sections.Single(), rows);
    }
}

/// <summary>A section with its figures.</summary>
internal sealed record DrawnPart(ReportSection Section, ReportRows Rows)
{
    public ReportTable Table(string table) => Section.Tables.Single(one => one.Code == table);

    public IEnumerable<string> RowsOf(string table) => Table(table).Rows.Select(row => row.Code);

    public ReportCell Cell(string table, string row, string column) =>
        Table(table).Columns.Zip(Table(table).Rows.Single(one => one.Code == row).Cells).Single(pair => pair.First.Code == column).Second;

    public long? Value(string table, string row, string column) => Cell(table, row, column).Figure!.Value;

    public string? Missing(string table, string row, string column) => Cell(table, row, column).Figure!.Missing?.En;

    public string? Words(string table, string row, string column) => Cell(table, row, column).Text?.En;

    /// <summary>Ids of the records behind a figure.</summary>
    public IEnumerable<string> Behind(string table, string row, string column) => Rows.Of(Cell(table, row, column).Figure!)?.First.Select(one => one.Id) ?? [];
}
