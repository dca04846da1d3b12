using System.Linq.Expressions;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;

namespace CeCommerce.Listings;

/// <summary>Who may see or change which listings: part of the query, never a check after it.</summary>
internal static class ListingVisibility
{
    /// <summary>What is or was on the shelf.</summary>
    public static Expression<Func<Listing, bool>> IsPublic { get; } = x => x.State == ListingState.Published || x.State == ListingState.Sold;

    /// <summary>What is or was on the shelf is public; the rest is for its operator and those who audit, with the scope for it.</summary>
    public static IQueryable<Listing> VisibleTo(this IQueryable<Listing> listings, Caller caller)
    {
        if (SeesAll(caller))
        {
            return listings;
        }

        if (caller.Role == Role.Auditor && caller.Scopes.Contains(ListingScopes.Read))
        {
            var audited = caller.AuditedOperators();
            return listings.Where(x => x.State == ListingState.Published || x.State == ListingState.Sold || audited.Contains(x.OperatorId));
        }

        var own = SeenTenant(caller);
        return own is null ? listings.Where(IsPublic) : listings.Where(x => x.State == ListingState.Published || x.State == ListingState.Sold || x.OperatorId == own);
    }

    /// <summary>Whether listings in every state of every operator are visible.</summary>
    public static bool SeesAll(Caller caller) => caller.Role is Role.Platform && caller.Scopes.Contains(ListingScopes.Read);

    /// <summary>The operator whose listings are visible in every state; null: of nobody.</summary>
    public static OperatorId? SeenTenant(Caller caller) => caller.Scopes.Contains(ListingScopes.Read) ? OwnTenant(caller) : null;

    /// <summary>Equal for callers to whom the same listings are visible.</summary>
    public static string ViewersLike(Caller caller) => !caller.Scopes.Contains(ListingScopes.Read) ? "public"
        : SeesAll(caller) ? "all"
        : caller.Role == Role.Auditor ? $"auditor {caller.ClientId}"
        : OwnTenant(caller) is { } own ? own.ToString()
        : "public";

    /// <summary>Whole inventories: one's own, and for those who audit those of the operators whom they are assigned to.</summary>
    public static IQueryable<Listing> InspectableBy(this IQueryable<Listing> listings, Caller caller)
    {
        if (caller.Role != Role.Auditor)
        {
            return listings.ChangeableBy(caller);
        }

        var audited = caller.AuditedOperators();
        return listings.Where(x => audited.Contains(x.OperatorId));
    }

    public static IQueryable<Listing> ChangeableBy(this IQueryable<Listing> listings, Caller caller)
    {
        if (caller.Role == Role.Platform)
        {
            return listings;
        }

        var own = OwnTenant(caller);
        return listings.Where(x => own != null && x.OperatorId == own);
    }

    private static OperatorId? OwnTenant(Caller caller) =>
        caller is { Role: Role.Operator or Role.Refurbisher, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
}
