using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Payments.Disputes;

/// <summary>OAuth scopes for disputes of what was sold.</summary>
internal static class DisputeScopes
{
    public const string Read = "disputes:read";
    public const string Write = "disputes:write";

    public static IServiceCollection AddDisputeScopes(this IServiceCollection services) => services.AddScopes(new(Read, Role.Operator), new(Write, Role.Operator));

    public static bool SeesDisputes(this Caller caller) => caller.Role is Role.Operator or Role.Platform && caller.Scopes.Contains(Read);

    /// <summary>All for the platform, those of its own money for an operator.</summary>
    public static IQueryable<Dispute> VisibleTo(this IQueryable<Dispute> disputes, Caller caller)
    {
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return caller.Role == Role.Platform ? disputes : disputes.Where(x => own != null && x.Shares.Any(share => share.OperatorId == own));
    }
}
