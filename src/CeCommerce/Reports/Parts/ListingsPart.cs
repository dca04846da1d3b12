using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>What the operator lists: by goods, kind and state, and what came and went in the period.</summary>
internal sealed class ListingsPart(ReportContext context) : IReportPart
{
    private const string Shelf = "published";

    private static readonly LocalText Log = new("出品と出来事の記録", "Listings and event log");

    /// <summary>What happens to listings, by the word of its line in the event log.</summary>
    private static readonly (string What, LocalText Name)[] Happenings =
    [
        ("drafted", new("下書きの作成", "Drafted")),
        ("published", new("公開", "Published")),
        ("paused", new("一時停止", "Paused")),
        ("suspended", new("運営による停止", "Suspended by the platform")),
        ("sold", new("販売", "Sold")),
        ("withdrawn", new("取下げ", "Withdrawn")),
    ];

    private static readonly TableShape ByCategory = new(
        "listings_by_category", new("基準時点の出品(品目・種類別)", "Listings at the as-of instant, by goods and kind"), new("品目", "Goods"),
        [.. Kinds.Columns, new(Shelf, new("うち公開中", "Of which on the shelf"), ReportUnit.Count)])
    {
        Formula = new("基準時点に下書き・公開中・一時停止・運営による停止のいずれかだった出品の件数です。", "Listings that were draft, published, paused or suspended at the as-of instant."),
        Source = Log,
        Empty = new("基準時点に該当する出品はありません。", "There was no such listing at the as-of instant."),
        Caution = new("売り切れと取下げの出品は含みません(次の表にあります)。同じ物の出品が複数あれば、それぞれ数えます。", "Sold and withdrawn ones stand in the next table. Several listings of one unit count each."),
    };

    private static readonly TableShape ByState = new("listings_by_state", new("基準時点の出品(状態別)", "Listings at the as-of instant, by state"), new("状態", "State"), Kinds.Columns)
    {
        Formula = new("基準時点までに作られたすべての出品を、その時点の状態ごとに数えます。", "All listings that were drafted by the as-of instant, by their state at it."),
        Source = Log,
        Empty = new("出品はありません。", "There was no listing."),
    };

    private static readonly TableShape InPeriod = new("listings_in_period", new("期間中の動き", "What happened in the period"), new("動き", "What happened"), Kinds.Columns)
    {
        Formula = new("期間内に少なくとも一度その動きがあった出品の件数です。「初めて公開」は、その出品の最初の公開が期間内にあったものです。", "Listings to which it happened at least once in the period. First published: those whose first publication lies in it."),
        Source = Log,
        Empty = new("期間中の動きはありません。", "Nothing happened in the period."),
        Caution = new("販売は、後に取り消された注文によるものも含みます。", "Sold includes sales whose order was cancelled later."),
    };

    private static readonly TableShape ByMonth = new(
        "listing_moves_by_month", new("月別の動き", "What happened by month"), new("月", "Month"), [.. Happenings.Select(one => new ReportColumn(one.What, one.Name, ReportUnit.Count))])
    {
        Formula = new("その月の動きの回数です。一つの出品が何度も公開・一時停止されれば、その都度数えます。", "How often it happened in the month; a listing that was published or paused several times counts each time."),
        Source = Log,
        Empty = new("期間に月がありません。", "The period has no month."),
        Chart = ReportChart.StackedOverTime,
    };

    public void Add(ReportedListing listing)
    {
        Count(ByState, Terms<ListingState>.Of(listing.State).Code.ToLowerInvariant(), listing, () => context.Row(listing));
        if (listing.State.IsOpen())
        {
            var category = listing.Goods?.Code ?? listing.Item.Model.Category;
            Count(ByCategory, category, listing, () => context.Row(listing, Kinds.NameOf(listing.State)));
            if (listing.State == ListingState.Published)
            {
                context.Tallies.Add(ByCategory.Figure(category, Shelf), () => context.Row(listing));
            }
        }

        Moved(listing);
    }

    public DraftSection Draw() => new(
        "listings", new("出品", "Listings"),
        [new("種類と品目は、基準時点に登録されていたものによります。", "Kinds and goods are those on record at the as-of instant.")],
        [
            new(ByCategory, [.. context.Tallies.RowsOf(ByCategory.Code).Select(code => new DraftRow(code, NameOf(code)))]),
            new(ByState, [.. Terms<ListingState>.All.Select(state => new DraftRow(state.Code.ToLowerInvariant(), state.Name))]),
            new(InPeriod, [.. Happenings.SelectMany(RowsOf)]),
            new(ByMonth, context.MonthRows()),
        ]);

    private void Moved(ReportedListing listing)
    {
        var moves = listing.Moves.Where(move => context.InPeriod(move.At)).ToList();
        foreach (var move in moves)
        {
            context.Tallies.Add(ByMonth.Figure(ReportContext.MonthOf(move.At), move.What), () => At(listing, move));
        }

        foreach (var first in moves.DistinctBy(move => move.What))
        {
            Count(InPeriod, first.What, listing, () => At(listing, first));
        }

        if (listing.Moves.FirstOrDefault(move => move.To == ListingState.Published) is { } published && context.InPeriod(published.At))
        {
            Count(InPeriod, "first_published", listing, () => At(listing, published));
        }
    }

    private void Count(TableShape table, string row, ReportedListing listing, Func<RowBehind> behind)
    {
        foreach (var column in Kinds.ColumnsOf(listing))
        {
            context.Tallies.Add(table.Figure(row, column), behind);
        }
    }

    private RowBehind At(ReportedListing listing, ListingMove move) => context.Row(listing) with { At = move.At };

    private static IEnumerable<DraftRow> RowsOf((string What, LocalText Name) one) => one.What == "published"
        ? [new(one.What, one.Name), new("first_published", new("初めて公開", "First published"))]
        : [new(one.What, one.Name)];

    private static LocalText NameOf(string category) =>
        ProductCategories.TryGet(category, out var goods) ? goods.Name : new($"目録にない品目: {category}", $"Goods that the catalogue does not know: {category}");
}
