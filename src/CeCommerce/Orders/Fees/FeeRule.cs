using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Orders.Fees;

public readonly record struct FeeRuleId(Guid Value) : ITypedId<FeeRuleId>
{
    public static string Prefix => "fer";

    public static FeeRuleId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What a rule is for; what is left out narrows nothing.</summary>
internal sealed record FeeScope(OperatorId? OperatorId, ListingKind? Kind, string? Category);

/// <summary>What the platform takes of a sale.</summary>
/// <param name="BasisPoints">Hundredths of a percent of the price with tax, without shipping.</param>
/// <param name="Fixed">For each unit, without tax.</param>
/// <param name="ReturnedOnRefund">Whether what goes back to the buyer takes its part of the fee with it.</param>
internal sealed record FeeTerms(int BasisPoints, Money Fixed, bool ReturnedOnRefund);

/// <summary>The platform's fee for sales of one operator, kind and category, or of all, from one moment to another.</summary>
public sealed class FeeRule
{
    private FeeRule()
    {
    }

    public FeeRuleId Id { get; private init; }

    public OperatorId? OperatorId { get; private init; }

    public Operator? Operator { get; private init; }

    public ListingKind? Kind { get; private init; }

    /// <summary>Code of a category of goods.</summary>
    public string? Category { get; private init; }

    public int BasisPoints { get; private init; }

    public Money Fixed { get; private init; }

    public bool ReturnedOnRefund { get; private init; }

    /// <summary>For contracts that are concluded from then on.</summary>
    public DateTimeOffset From { get; private init; }

    /// <summary>Not for those concluded then or later; null while nobody has said.</summary>
    public DateTimeOffset? Until { get; private set; }

    public DateTimeOffset SetAt { get; private init; }

    public uint Version { get; private set; }

    internal static FeeRule Of(FeeScope scope, Operator? owner, FeeTerms terms, DateTimeOffset now, (DateTimeOffset From, DateTimeOffset? Until) during) => new()
    {
        Id = TypedId.New<FeeRuleId>(now),
        OperatorId = scope.OperatorId,
        Operator = owner,
        Kind = scope.Kind,
        Category = scope.Category,
        BasisPoints = terms.BasisPoints,
        Fixed = terms.Fixed,
        ReturnedOnRefund = terms.ReturnedOnRefund,
        From = during.From,
        Until = during.Until,
        SetAt = now,
    };

    internal void End(DateTimeOffset at) => Until = at;

    internal bool HoldsAt(DateTimeOffset moment) => From <= moment && (Until is null || moment < Until);

    internal bool IsFor(FeeScope sale) =>
        (OperatorId is null || OperatorId == sale.OperatorId) && (Kind is null || Kind == sale.Kind) && (Category is null || Category == sale.Category);

    /// <summary>How special it is: one for an operator comes before any that is for all, then one for a category, then one for a kind.</summary>
    internal int Rank => (OperatorId is null ? 0 : 4) + (Category is null ? 0 : 2) + (Kind is null ? 0 : 1);

    /// <summary>The rule for a sale at that moment: the most special; of equally special ones that which began last, then the one that was set last. Null when none holds: then there is no fee.</summary>
    internal static FeeRule? For(IEnumerable<FeeRule> rules, FeeScope sale, DateTimeOffset moment) => rules
        .Where(rule => rule.HoldsAt(moment) && rule.IsFor(sale))
        .MaxBy(rule => (rule.Rank, rule.From, rule.SetAt, rule.Id.Value));
}
