using CeCommerce.Operators;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Reports.Drawing;

/// <summary>What the parts of a report share.</summary>
/// <param name="Owner">As on record at the as-of instant.</param>
/// <param name="Edition">In use at that instant.</param>
/// <param name="Editions">Those that gave the verdicts, by version, as far as this server can read them.</param>
internal sealed record ReportContext(ReportScope Scope, OperatorRecord Owner, RuleEdition Edition, Func<string, RuleEdition?> Editions, Tallies Tallies)
{
    /// <summary>Standing and replaced ones, recorded by then.</summary>
    public required IReadOnlyList<SelfAssessment> SelfAssessments { get; init; }

    /// <summary>Granted by then, ended ones too.</summary>
    public required IReadOnlyList<Waiver> Waivers { get; init; }

    /// <summary>Auditors that were assigned to the operator then, by their apps.</summary>
    public required IReadOnlyList<string> Auditors { get; init; }

    /// <summary>The rules of the operator's own that were in use then; null when there were none, or this server cannot read them.</summary>
    public RulePack? OwnRules { get; init; }

    /// <summary>The moment at which the period begins.</summary>
    public DateTimeOffset Start => Tokyo.StartOf(Scope.From);

    /// <summary>The moment after its last, or the as-of instant if that comes before.</summary>
    public DateTimeOffset End => Scope.AsOf < Tokyo.StartOf(Scope.To.AddDays(1)) ? Scope.AsOf.AddMilliseconds(1) : Tokyo.StartOf(Scope.To.AddDays(1));

    /// <summary>The day at whose end, or in which, is read.</summary>
    public DateOnly Day => Tokyo.DayOf(Scope.AsOf);

    public bool InPeriod(DateTimeOffset moment) => Start <= moment && moment < End;

    /// <summary>Months of the period, as first days.</summary>
    public IEnumerable<DateOnly> Months()
    {
        for (var month = new DateOnly(Scope.From.Year, Scope.From.Month, 1); month <= Scope.To; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    /// <summary>A row for each month of the period.</summary>
    public IReadOnlyList<DraftRow> MonthRows() => [.. Months().Select(month => new DraftRow(MonthOf(month), NameOf(month)))];

    public static string MonthOf(DateTimeOffset moment) => MonthOf(Tokyo.DayOf(moment));

    public static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    public static LocalText NameOf(DateOnly month) => new(FormattableString.Invariant($"{month.Year}年{month.Month}月"), FormattableString.Invariant($"{month:yyyy-MM}"));

    /// <summary>Id and title of a clause, as the edition in use words it, or the operator's own rules; the name alone of one that they no longer have.</summary>
    public LocalText NameOf(string clause) => RuleOf(clause)?.Title is { } title ? new($"{clause} {title.Ja}", $"{clause} {title.En}") : new(clause, clause);

    /// <summary>A clause of the edition in use or of the operator's own rules; null of one that they no longer have.</summary>
    public Rule? RuleOf(string clause)
    {
        var parts = clause.Split('/', 2);
        return Edition.Find(parts[0], parts[^1]) ?? OwnRules?.Find(parts[0], parts[^1]);
    }

    public RowBehind Row(ReportedListing listing, LocalText? note = null) => new(RowKind.Listing, listing.Id.ToString(), listing.Moves.Count > 0 ? listing.Moves[0].At : Scope.AsOf, listing.Offer.Title, note);

    public static RowBehind Row(ReportedListing listing, ReportedVerdict verdict, LocalText? note = null) => new(RowKind.Verdict, listing.Id.ToString(), verdict.At, listing.Offer.Title, note);

    public static RowBehind Row(ReportedListing listing, ReportedOrder order, LocalText? note = null) => new(RowKind.Order, order.Id.ToString(), order.PlacedAt, listing.Offer.Title, note);
}
