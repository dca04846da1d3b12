using CeCommerce.Items;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Oversight;

/// <summary>What ends for operators and their listings, next first: one statement for each kind of source, whoever many operators are asked about.</summary>
internal sealed class DeadlinesOfOperators(CommerceDatabase database, StandardsEngine standards, TimeProvider clock)
    : BatchLoader<OperatorId, IReadOnlyList<ComplianceDeadline>>
{
    private const int Most = 100;

    protected override async Task<IReadOnlyDictionary<OperatorId, IReadOnlyList<ComplianceDeadline>>> LoadAsync(
        IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation)
    {
        var today = clock.Today();
        var all = (await GracesAsync(keys, cancellation))
            .Concat(await WaiversAsync(keys, today, cancellation))
            .Concat(await PermitsAsync(keys, today, cancellation))
            .Concat(await RecallChecksAsync(keys, today, cancellation))
            .ToLookup(found => found.Owner, found => found.Deadline);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<ComplianceDeadline>)
            [.. all[key].OrderBy(one => one.On).ThenBy(one => one.Kind).ThenBy(one => one.Text.En, StringComparer.Ordinal).Take(Most)]);
    }

    private async Task<IEnumerable<(OperatorId Owner, ComplianceDeadline Deadline)>> GracesAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation)
    {
        var found = await database.Set<Listing>().AsNoTracking()
            .Where(x => keys.Contains(x.OperatorId) && x.State == ListingState.Published && x.GraceUntil != null)
            .GroupBy(x => new { x.OperatorId, x.GraceUntil })
            .Select(x => new { x.Key.OperatorId, x.Key.GraceUntil, Listings = x.Count() })
            .OrderBy(x => x.GraceUntil).ThenBy(x => x.OperatorId).Take(Most * keys.Count)
            .ToListAsync(cancellation);
        return found.Select(x => (x.OperatorId, ComplianceDeadline.OfGrace(x.GraceUntil!.Value, x.Listings)));
    }

    private async Task<IEnumerable<(OperatorId Owner, ComplianceDeadline Deadline)>> WaiversAsync(
        IReadOnlyCollection<OperatorId> keys, DateOnly today, CancellationToken cancellation)
    {
        var found = await database.Set<Waiver>().AsNoTracking()
            .Where(x => keys.Contains(x.OperatorId) && x.From <= today && today < x.Until)
            .GroupBy(x => new { x.OperatorId, x.Until, x.Clause, OfAll = x.ListingId == null })
            .Select(x => new { x.Key.OperatorId, x.Key.Until, x.Key.Clause, x.Key.OfAll, Listings = x.Count() })
            .OrderBy(x => x.Until).ThenBy(x => x.OperatorId).ThenBy(x => x.Clause).Take(Most * keys.Count)
            .ToListAsync(cancellation);
        return found.Select(x => (x.OperatorId, ComplianceDeadline.OfWaivers(x.Until, x.Clause, x.OfAll ? null : x.Listings)));
    }

    private async Task<IEnumerable<(OperatorId Owner, ComplianceDeadline Deadline)>> PermitsAsync(
        IReadOnlyCollection<OperatorId> keys, DateOnly today, CancellationToken cancellation)
    {
        var owners = await database.Set<Operator>().AsNoTracking().Where(x => keys.Contains(x.Id)).ToListAsync(cancellation);
        return owners.SelectMany(owner => owner.Licences
            .Where(permit => Runs(permit.ValidTo, today))
            .Select(permit => (owner.Id, ComplianceDeadline.OfPermit(permit.ValidTo!.Value.AddDays(1), permit.PermitNumber)))
            .Concat(owner.NotifiedUrls
                .Where(notice => Runs(notice.ValidTo, today))
                .Select(notice => (owner.Id, ComplianceDeadline.OfNotice(notice.ValidTo!.Value.AddDays(1), notice.Url)))));
    }

    private async Task<IEnumerable<(OperatorId Owner, ComplianceDeadline Deadline)>> RecallChecksAsync(
        IReadOnlyCollection<OperatorId> keys, DateOnly today, CancellationToken cancellation)
    {
        if (standards.Edition.Rules.FirstOrDefault(rule => rule.CheckName == "safety.recall-checked" && rule.InForceOn(today)) is not { Days: { } days } rule)
        {
            return [];
        }

        var found = await (
            from listing in database.Set<Listing>().AsNoTracking()
            where keys.Contains(listing.OperatorId) && listing.State == ListingState.Published
            join look in database.RecallLookUpsSince(today.AddDays(-days)) on listing.ItemId equals look.ItemId
            group look by new { listing.OperatorId, look.On } into day
            select new { day.Key.OperatorId, day.Key.On, Listings = day.Count() }).ToListAsync(cancellation);
        return found.Select(x => (x.OperatorId, ComplianceDeadline.OfRecallCheck(x.On.AddDays(days + 1), x.Listings, rule.ToString())));
    }

    // The calendar's last day is written for "no end".
    private static bool Runs(DateOnly? last, DateOnly today) => last is { } day && day >= today && day < DateOnly.MaxValue;
}
