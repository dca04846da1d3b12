using System.Globalization;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>The figures that partnerships and subsidies tend to ask for, by kind and year, on one sheet.</summary>
internal sealed class SheetPart(ReportContext context) : IReportPart
{
    private const string Records = "records";

    private static readonly LocalText NotSold = new("貸出しの実績は記録していません。", "what was lent is not recorded");

    private static readonly TableShape Sheet = new(
        "activity_sheet", new("活動の集計(年・種類別)", "Activity by year and kind"), new("年・種類", "Year and kind"),
        [.. Units.Sold, new(Records, new("公開した出品の記録", "Listings first published"), ReportUnit.Count)])
    {
        Formula = new($"{Units.SoldFormula.Ja}出品の記録は、その年に初めて公開された出品の件数です。", $"{Units.SoldFormula.En} Listings: those whose first publication lies in the year."),
        Source = new("注文、出品、イベント記録、現物の事実「重量」", "Orders, listings, event log, fact \"weight\" of the unit"),
        Empty = new("期間に年がありません。", "The period has no year."),
        Caution = new($"公式様式は確認できていません。提出先が様式を定めている場合は、その様式に転記してください。{Units.WeightCaution.Ja}", $"No official form was found. Where the addressee has one, copy the figures into it. {Units.WeightCaution.En}"),
    };

    public void Add(ReportedListing listing)
    {
        foreach (var sale in Sale.Of(listing, context))
        {
            context.Tallies.AddSold(Sheet, CodeOf(sale.Day.Year, listing.Offer.Kind), sale);
        }

        if (listing.Moves.FirstOrDefault(move => move.To == ListingState.Published) is { } first && context.InPeriod(first.At))
        {
            context.Tallies.Add(Sheet.Figure(CodeOf(Tokyo.DayOf(first.At).Year, listing.Offer.Kind), Records), () => context.Row(listing) with { At = first.At });
        }
    }

    public DraftSection Draw() => new(
        "sheet", new("パートナーシップ・補助金申請のための集計", "Sheet for partnerships and subsidies"),
        [
            new(
                "サーキュラーパートナーズや補助金の申請に転記するための集計です。公式様式は確認できていません。",
                "Figures to copy into applications to Circular Partners or for subsidies. No official form was found."),
        ],
        [new(Sheet, [.. Years().SelectMany(year => Terms<ListingKind>.All.Select(kind => RowOf(year, kind)))])]);

    private IEnumerable<int> Years() => Enumerable.Range(context.Scope.From.Year, context.Scope.To.Year - context.Scope.From.Year + 1);

    private DraftRow RowOf(int year, Term<ListingKind> kind)
    {
        var row = CodeOf(year, kind.Value);
        return new(row, new(string.Create(CultureInfo.InvariantCulture, $"{year}年 {kind.Name.Ja}"), string.Create(CultureInfo.InvariantCulture, $"{year} {kind.Name.En}")))
        {
            Missing = kind.Value == ListingKind.Sharing
                ? Units.Sold.ToDictionary(column => column.Code, _ => NotSold)
                : context.Tallies.UnknownWeight(Sheet, row),
        };
    }

    private static string CodeOf(int year, ListingKind kind) => string.Create(CultureInfo.InvariantCulture, $"{year}/{Terms<ListingKind>.Of(kind).Code.ToLowerInvariant()}");
}
