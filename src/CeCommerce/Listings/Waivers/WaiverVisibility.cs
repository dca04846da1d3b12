using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Waivers;

/// <summary>Who may see which waivers: part of the query, never a check after it.</summary>
internal static class WaiverVisibility
{
    /// <summary>Those of one's own operator, and for those who audit of the operators whom they are assigned to.</summary>
    public static IQueryable<Waiver> VisibleTo(this IQueryable<Waiver> waivers, Caller caller)
    {
        if (caller.Role == Role.Platform)
        {
            return waivers;
        }

        if (caller.Role == Role.Auditor)
        {
            var audited = caller.AuditedOperators();
            return waivers.Where(x => audited.Contains(x.OperatorId));
        }

        OperatorId? own = caller is { Role: Role.Operator or Role.Refurbisher, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return waivers.Where(x => own != null && x.OperatorId == own);
    }

    public static IQueryable<Waiver> InForceOn(this IQueryable<Waiver> waivers, DateOnly day) => waivers.Where(x => x.From <= day && day < x.Until);

    /// <summary>What may excuse that listing today; for one that is not stored yet, what goes for all of the operator's.</summary>
    public static async Task<IReadOnlyList<Waiver>> WaiversAsync(
        this CommerceDatabase database, OperatorId owner, ListingId? listing, DateOnly today, CancellationToken cancellationToken) =>
        await database.Set<Waiver>().AsNoTracking().InForceOn(today)
            .Where(x => x.OperatorId == owner && (x.ListingId == null || x.ListingId == listing))
            .ToListAsync(cancellationToken);

    /// <summary>What may excuse any of those listings today, in one statement.</summary>
    public static async Task<WaiversInForce> WaiversAsync(
        this CommerceDatabase database, IReadOnlyCollection<OperatorId> owners, IReadOnlyCollection<ListingId> listings, DateOnly today, CancellationToken cancellationToken)
    {
        var some = listings.Select(id => (ListingId?)id).ToList();
        return new(await database.Set<Waiver>().AsNoTracking().InForceOn(today)
            .Where(x => owners.Contains(x.OperatorId) && (x.ListingId == null || some.Contains(x.ListingId)))
            .ToListAsync(cancellationToken));
    }
}

/// <summary>Waivers of several listings.</summary>
internal sealed class WaiversInForce(IReadOnlyList<Waiver> all)
{
    public IReadOnlyList<Waiver> Of(OperatorId owner, ListingId? listing) => all.Count == 0
        ? []
        : [.. all.Where(waiver => waiver.OperatorId == owner && (waiver.ListingId is null || waiver.ListingId == listing))];
}
