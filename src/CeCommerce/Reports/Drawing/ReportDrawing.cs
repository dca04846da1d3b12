using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Parts.Measures;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.OperatorRules;
using CeCommerce.Standards.Packs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports.Drawing;

/// <summary>What is to be drawn; the same wish gives the same report on any day.</summary>
/// <param name="Operator">Null for the platform's own page, which is read over all of them.</param>
/// <param name="From">First day of the period, in Japan.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="AsOf">Whole milliseconds, not in the future.</param>
internal sealed record ReportWish(OperatorId? Operator, DateOnly From, DateOnly To, DateTimeOffset AsOf, IReadOnlyList<CarbonFactor> Factors);

/// <summary>
/// Draws a report: reads everything that was on record at the as-of instant once, listing by listing, and lets each part count. Nothing of it depends on
/// when it is drawn.
/// </summary>
internal sealed class ReportDrawing(CommerceDatabase database, ReportMoments moments, ReportedListings listings, RuleEditions editions, OperatorPacks ownRules)
{
    /// <summary>So often it is told how far it is.</summary>
    private const int BetweenMarks = 1_000;

    private const string PlatformName = "取引デジタルプラットフォーム / Digital platform";

    /// <param name="progress">Hears how many listings were read.</param>
    public async Task<DrawnReport> DrawAsync(ReportWish wish, RowWindow window, Func<int, Task>? progress, CancellationToken cancellationToken)
    {
        var moment = await moments.OfAsync(wish.AsOf, cancellationToken);
        using var inputs = new ReadInputs();
        var tallies = new Tallies(window);
        var context = await ContextAsync(wish, moment, tallies, inputs, cancellationToken);
        var parts = ReportParts.Of(context);
        var read = 0;
        var all = wish.Operator is { } owner
            ? listings.ReadAsync(owner, moment, inputs, cancellationToken)
            : listings.ReadAllAsync(moment, inputs, joined => parts.OfType<PlatformPart>().Single().Add(joined), cancellationToken);
        await foreach (var listing in all)
        {
            foreach (var part in parts)
            {
                part.Add(listing);
            }

            if (++read % BetweenMarks == 0 && progress is not null)
            {
                await progress(read);
            }
        }

        var (sections, rows) = Numbering.Of(parts.Select(part => part.Draw()), tallies);
        var packs = context.Edition.Packs.Select(pack => new ReportedPack(pack.Code, pack.Version)).OrderBy(pack => pack.Code, StringComparer.Ordinal);
        return DrawnReport.Of(new(ReportDocument.CurrentFormat, context.Scope, context.Edition.Version, [.. packs], sections, inputs.All()), rows);
    }

    private async Task<ReportContext> ContextAsync(ReportWish wish, ReportMoment moment, Tallies tallies, ReadInputs inputs, CancellationToken cancellationToken)
    {
        if (wish.Operator is null)
        {
            var platform = new ReportScope(ReportKind.Platform, null, PlatformName, wish.From, wish.To, moment.AsOf, moment.FeedPosition);
            return new(platform, new(OperatorProfile.Empty with { LegalName = PlatformName }, [], []), await EditionAsync(moment, cancellationToken), editions.Known, tallies) { SelfAssessments = [], Waivers = [], Auditors = [] };
        }

        var owner = await OwnerAsync(wish.Operator.Value, moment, cancellationToken);
        var rated = await database.Set<SelfAssessment>().AsNoTracking().Where(x => x.OperatorId == wish.Operator && x.RecordedAt <= moment.AsOf).OrderBy(x => x.Id).ToListAsync(cancellationToken);
        var waivers = await database.Set<Waiver>().AsNoTracking().Where(x => x.OperatorId == wish.Operator && x.GrantedAt <= moment.AsOf).OrderBy(x => x.Id).ToListAsync(cancellationToken);
        var day = Tokyo.DayOf(moment.AsOf);
        var auditors = await database.Set<Assignment>().AsNoTracking()
            .Where(x => x.OperatorId == wish.Operator && x.CreatedAt <= moment.AsOf && x.From <= day && (x.Until == null || x.Until >= day))
            .Select(x => x.ClientId).Distinct().OrderBy(x => x).ToListAsync(cancellationToken);
        rated.ForEach(one => inputs.Note("selfAssessments", one.Id.Value, one.RecordedAt));
        waivers.ForEach(one => inputs.Note("waivers", one.Id.Value, one.GrantedAt));
        var scope = new ReportScope(ReportKind.Operator, wish.Operator.ToString(), owner.Profile.LegalName, wish.From, wish.To, moment.AsOf, moment.FeedPosition) { Factors = wish.Factors };
        return new(scope, owner, await EditionAsync(moment, cancellationToken), editions.Known, tallies)
        {
            SelfAssessments = rated,
            Waivers = waivers,
            Auditors = auditors,
            OwnRules = owner.OwnRules is { } own ? await ownRules.FindAsync(own.Digest, cancellationToken) : null,
        };
    }

    private async Task<OperatorRecord> OwnerAsync(OperatorId id, ReportMoment moment, CancellationToken cancellationToken)
    {
        var versions = await database.VersionsAsync<OperatorVersion>([new(id.Value, moment.AsOf)], cancellationToken);
        return versions.Values.FirstOrDefault()?.Content ?? (await database.Set<Operator>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken)).AsRecord();
    }

    /// <summary>The one that was in use then; all others are read too, for the words of the verdicts that they gave.</summary>
    private async Task<RuleEdition> EditionAsync(ReportMoment moment, CancellationToken cancellationToken)
    {
        var activated = await database.Set<ActivatedEdition>().AsNoTracking().OrderBy(x => x.Number).Select(x => new { x.Version, x.ActivatedAt }).ToListAsync(cancellationToken);
        foreach (var edition in activated)
        {
            await editions.FindAsync(edition.Version, cancellationToken);
        }

        var version = (activated.LastOrDefault(edition => edition.ActivatedAt <= moment.AsOf) ?? activated.FirstOrDefault())?.Version;
        return (version is null ? null : editions.Known(version)) ?? RuleEdition.Current;
    }
}
