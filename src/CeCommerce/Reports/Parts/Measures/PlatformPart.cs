using CeCommerce.Listings;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts.Circularity;
using CeCommerce.Reports.Reading;
using static CeCommerce.Reports.Parts.Measures.PlatformTables;

namespace CeCommerce.Reports.Parts.Measures;

/// <summary>The page of measures that a platform discloses (取引DPF法 3(2); 内閣府令 1, 2), over all operators.</summary>
internal sealed class PlatformPart(ReportContext context) : IReportPart
{
    /// <summary>Called once for each operator, before its listings.</summary>
    public void Add(ReportedOperator owner)
    {
        Count("operators", owner);
        var permits = owner.PermitsOn(context.Day).ToList();
        if (permits.Count > 0)
        {
            Count("operators_with_permit", owner);
            context.Tallies.Add(Counts.Figure("permits", Number), () => Behind(owner), permits.Count);
        }

        if (owner.Record.NotifiedUrls.Any(url => url.ValidFrom <= context.Day && (url.ValidTo is null || context.Day <= url.ValidTo)))
        {
            Count("shops_notified", owner);
        }
    }

    public void Add(ReportedListing listing)
    {
        Count("published", listing, listing.State == ListingState.Published);
        Count("published_in_period", listing, listing.WasOnShelf(context));
        Count("suspended", listing, listing.Moves.Any(move => move.To == ListingState.Suspended && context.InPeriod(move.At)));
        Count("suspended_now", listing, listing.State == ListingState.Suspended);
        var given = listing.Verdicts.Where(verdict => context.InPeriod(verdict.At)).ToList();
        Count("taken_off", listing, given.Exists(verdict => verdict.TookDown(listing)));
        Count("recalls", listing, given.Exists(verdict => verdict.FoundAny() && (verdict.TookDown(listing) || verdict.KeptOff(listing))));
        if (listing.State is ListingState.Draft or ListingState.Paused && listing.Standing is { Result.MayPublish: false } refused)
        {
            Count("kept_off", listing, true);
            foreach (var clause in refused.Result.Findings.Where(finding => finding.KeepsOff).Select(finding => finding.Name).Distinct(StringComparer.Ordinal))
            {
                context.Tallies.Add(Grounds.Figure(clause, Number), () => ReportContext.Row(listing, refused));
            }
        }
    }

    public DraftSection Draw() => new(
        "platform_measures", new("取引デジタルプラットフォームとしての措置", "Measures of the digital platform"),
        [
            new(
                "取引デジタルプラットフォーム消費者保護法3条2項による開示のためのページです。3条1項の措置は努力義務です。",
                "The page for the disclosure under 取引DPF法 3(2). The measures of 3(1) are duties of effort."),
            new("数字の根拠となる記録は運営だけが見られます。ファイルで公表するときは、根拠の一覧を除いてください。", "The records behind the figures are for the platform alone; leave their lists out of what you publish."),
        ],
        [
            new(MeasuresOfPlatform.Table, MeasuresOfPlatform.Rows),
            new(Counts, CountRows),
            new(Grounds, [.. context.Tallies.RowsOf(Grounds.Code).Select(clause => new DraftRow(clause, context.NameOf(clause)))]),
            new(Times, TimeRows),
        ]);

    private void Count(string row, ReportedOperator owner) => context.Tallies.Add(Counts.Figure(row, Number), () => Behind(owner));

    private void Count(string row, ReportedListing listing, bool holds)
    {
        if (holds)
        {
            context.Tallies.Add(Counts.Figure(row, Number), () => context.Row(listing));
        }
    }

    private static RowBehind Behind(ReportedOperator owner) => new(RowKind.Operator, owner.Id.ToString(), owner.RegisteredAt, owner.Record.Profile.TradeName ?? owner.Record.Profile.LegalName, null);
}
