using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using static CeCommerce.Reports.Parts.Circularity.CircularityTables;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>Indicators of circularity, as far as what is on record carries them; the others say why they have no value.</summary>
internal sealed class CircularityPart(ReportContext context) : IReportPart
{
    private const string Returns = "return_rate";
    private const string Without = "without_factor";
    private const string Total = "total";

    private readonly AvoidedCarbon _carbon = new(context);

    /// <summary>A unit, and an act upon it, is heard of with each of its listings.</summary>
    private readonly HashSet<ItemId> _shared = [];

    private readonly HashSet<ActId> _acts = [];

    public void Add(ReportedListing listing)
    {
        foreach (var sale in Sale.Of(listing, context))
        {
            AddSale(CodeOf(listing.Offer.Kind), sale);
        }

        if (listing.Offer.Kind == ListingKind.Sharing && listing.WasOnShelf(context) && _shared.Add(listing.ItemId))
        {
            context.Tallies.AddUnit(Routes, CodeOf(ListingKind.Sharing), listing, () => context.Row(listing));
        }

        foreach (var order in listing.Orders)
        {
            if (order.Moves.FirstOrDefault(move => move.To == OrderState.HandedOver) is { } handed && context.InPeriod(handed.At))
            {
                context.Tallies.Add(Rates.Figure(Returns, "base"), () => ReportContext.Row(listing, order) with { At = handed.At });
            }
        }

        foreach (var act in listing.Acts.Where(act => context.Scope.From <= act.PerformedOn && act.PerformedOn <= context.Scope.To && _acts.Add(act.Id)))
        {
            var column = act.Result == ActResult.Succeeded ? "succeeded" : "failed";
            context.Tallies.Add(Work.Figure(NameOf(act.Kind).Code, column), () => new(RowKind.Act, act.Id.ToString(), act.RecordedAt, listing.Offer.Title, null));
        }
    }

    public DraftSection Draw() => new(
        "circularity", new("循環性の指標", "Circularity"),
        [
            new("公的に定められた算定方法がない指標は、当方の定義によります。各表に計算方法と出典を示します。", "Where no official method exists the definition is ours; each table says how and from what."),
            new("記録のない値は「記録なし」とし、ゼロや推計で埋めません。", "What is not on record says so; nothing is filled in with zero or an estimate."),
        ],
        [
            new(Routes, [.. Terms<ListingKind>.All.Select(kind => RouteOf(kind.Value))]),
            new(Age, [AgeOf(ListingKind.Reuse), AgeOf(ListingKind.Refurbished)]),
            new(Rates, MissingIndicators.Rates),
            new(Work, [.. Enum.GetValues<ActKind>().Select(kind => NameOf(kind)).Select(kind => new DraftRow(kind.Code, kind.Name))]),
            new(Carbon, [.. CarbonRows()]),
            new(CoreSet, MissingIndicators.CoreSet),
        ]);

    private void AddSale(string kind, Sale sale)
    {
        context.Tallies.AddUnit(Routes, kind, sale.Listing, () => sale.Behind);
        if (sale.Age is { } age)
        {
            context.Tallies.Add(Age.Figure(kind, "known"), () => sale.Behind);
            context.Tallies.Add(Age.Figure(kind, "years"), () => sale.Behind, age);
        }

        foreach (var row in (string[])[_carbon.Has(sale.Category) ? sale.Category : Without, Total])
        {
            context.Tallies.Add(Carbon.Figure(row, Units.Items), () => sale.Behind);
            _carbon.Add(Carbon, row, sale);
        }
    }

    private DraftRow RouteOf(ListingKind kind) => new(CodeOf(kind), Terms<ListingKind>.Of(kind).Name)
    {
        Cells = Named("I-14"),
        Missing = context.Tallies.UnknownWeight(Routes, CodeOf(kind)),
    };

    private DraftRow AgeOf(ListingKind kind)
    {
        var (row, missing) = (CodeOf(kind), new Dictionary<string, LocalText> { ["extension"] = MissingIndicators.Extension });
        var (known, years) = (context.Tallies.Of(Age.Figure(row, "known"))?.Value ?? 0, context.Tallies.Of(Age.Figure(row, "years"))?.Value ?? 0);
        if (known == 0)
        {
            missing["mean"] = missing["years"] = context.Tallies.Of(Routes.Figure(row, Units.Items)) is null ? Units.NothingSold : MissingIndicators.NoYear;
        }

        return new(row, Terms<ListingKind>.Of(kind).Name) { Cells = Named("I-12"), Values = known == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["mean"] = years / known }, Missing = missing };
    }

    private IEnumerable<DraftRow> CarbonRows()
    {
        foreach (var factor in context.Scope.Factors.OrderBy(factor => factor.Category, StringComparer.Ordinal))
        {
            yield return new(factor.Category, Goods.NameOf(factor.Category))
            {
                Cells = new Dictionary<string, ReportCell>
                {
                    ["factor"] = Shown(factor.Grams, ReportUnit.Grams),
                    ["displaced"] = Shown(factor.DisplacedPermille, ReportUnit.Permille),
                    ["source"] = new() { Text = new(factor.Source, factor.Source) },
                },
            };
        }

        yield return new(Without, new("係数が示されていない品目", "Goods without a factor")) { Missing = _carbon.Unknown(Carbon, Without) };
        yield return new(Total, new("合計", "Total")) { Missing = _carbon.Unknown(Carbon, Total) };
    }

    private static ReportCell Shown(long value, ReportUnit unit)
    {
        var figure = new ReportFigure("", value, null);
        return new() { Text = new(ReportText.Of(figure, unit, Language.Ja), ReportText.Of(figure, unit, Language.En)) };
    }

    private static Dictionary<string, ReportCell> Named(string indicator) => new() { [Indicator] = new() { Text = new(indicator, indicator) } };

    private static string CodeOf(ListingKind kind) => Terms<ListingKind>.Of(kind).Code.ToLowerInvariant();

    private static (string Code, LocalText Name) NameOf(ActKind kind) => kind switch
    {
        ActKind.Inspection => ("inspection", new("点検", "Inspections")),
        ActKind.Erasure => ("erasure", new("データ消去", "Erasures")),
        ActKind.Repair => ("repair", new("修理", "Repairs")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name is known for that work."),
    };
}
