using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.OperatorRules;
using CeCommerce.Standards.Packs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports.Drawing;

/// <summary>Reads what the parts of a report share, as it was on record at the as-of instant.</summary>
internal sealed class ReportContexts(CommerceDatabase database, ReportedOperators operators, RuleEditions editions, OperatorPacks ownRules)
{
    private const string PlatformName = "取引デジタルプラットフォーム / Digital platform";

    public async Task<ReportContext> OfAsync(ReportWish wish, ReportMoment moment, Tallies tallies, ReadInputs inputs, CancellationToken cancellationToken)
    {
        if (wish.Operator is null)
        {
            var platform = new ReportScope(ReportKind.Platform, null, PlatformName, wish.From, wish.To, moment.AsOf, moment.FeedPosition);
            return new(platform, new(OperatorProfile.Empty with { LegalName = PlatformName }, [], []), await EditionAsync(moment, cancellationToken), editions.Known, tallies) { SelfAssessments = [], Waivers = [], Auditors = [] };
        }

        var (_, _, owner, until) = await operators.OneAsync(wish.Operator.Value, moment, cancellationToken);
        var rated = await database.Set<SelfAssessment>().AsNoTracking().Where(x => x.OperatorId == wish.Operator && x.RecordedAt <= until).OrderBy(x => x.Id).ToListAsync(cancellationToken);
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
