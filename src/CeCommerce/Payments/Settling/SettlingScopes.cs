using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Payments.Settling;

/// <summary>OAuth scopes for what is paid to operators; only the platform sets terms and makes payouts by hand.</summary>
internal static class SettlingScopes
{
    public const string Read = "payouts:read";
    public const string Write = "payouts:write";

    public static IServiceCollection AddSettlingScopes(this IServiceCollection services) => services.AddScopes(new(Read, Role.Operator), new(Write));

    /// <summary>Its own staff and the platform.</summary>
    public static bool SeesSettling(this Caller caller, OperatorId whose) =>
        caller.Scopes.Contains(Read) && (caller.Role == Role.Platform || (caller.Role == Role.Operator && caller.OperatorId == whose.Value));

    public static IQueryable<Payout> VisibleTo(this IQueryable<Payout> payouts, Caller caller)
    {
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return caller.Role == Role.Platform ? payouts : payouts.Where(x => own != null && x.OperatorId == own);
    }

    public static IQueryable<SettlementTerms> VisibleTo(this IQueryable<SettlementTerms> terms, Caller caller)
    {
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return caller.Role == Role.Platform ? terms : terms.Where(x => own != null && x.OperatorId == own);
    }
}
