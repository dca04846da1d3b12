using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Orders.Fees;

/// <summary>Who may see which rules and fees: part of the query, never a check after it.</summary>
internal static class FeeVisibility
{
    /// <summary>The platform sees all rules, an operator those that are for all and its own.</summary>
    public static IQueryable<FeeRule> VisibleTo(this IQueryable<FeeRule> rules, Caller caller)
    {
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return caller.Role == Role.Platform ? rules : rules.Where(x => own != null && (x.OperatorId == null || x.OperatorId == own));
    }

    /// <summary>Those that can be the rule of a sale of that operator at that moment.</summary>
    public static IQueryable<FeeRule> HoldingFor(this IQueryable<FeeRule> rules, OperatorId whose, DateTimeOffset moment) =>
        rules.HoldingAt(moment).Where(x => x.OperatorId == null || x.OperatorId == whose);

    public static IQueryable<FeeRule> HoldingAt(this IQueryable<FeeRule> rules, DateTimeOffset moment) =>
        rules.Where(x => x.From <= moment && (x.Until == null || x.Until > moment));

    /// <summary>Fees of an order that the caller sees are for its operator and the platform, not for who bought.</summary>
    public static bool SeesFees(this Caller caller) => caller.Role is Role.Operator or Role.Platform;
}
