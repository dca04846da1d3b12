using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Orders.Fees;

/// <summary>What the platform takes of sales; what is left out of operator, kind and category narrows nothing.</summary>
internal sealed record SetFeeRuleInput
{
    /// <summary>Only sales of this operator.</summary>
    public OperatorId? OperatorId { get; init; }

    /// <summary>Only listings of this kind.</summary>
    public ListingKind? Kind { get; init; }

    /// <summary>Only goods of this category: code of one of `productCategories`.</summary>
    public string? Category { get; init; }

    /// <summary>Hundredths of a percent of a unit's price with tax, without shipping; 0 to 10000. 1000 is 10 %.</summary>
    public required int BasisPoints { get; init; }

    /// <summary>For each unit, without tax, in yen, at most ￥1,000,000; left out: nothing.</summary>
    public Money? Fixed { get; init; }

    /// <summary>Whether what goes back to a buyer takes its part of the fee with it; left out: yes.</summary>
    public bool? ReturnedOnRefund { get; init; }

    /// <summary>For contracts that are concluded from then on; left out: from now on. Not in the past.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Not for contracts that are concluded then or later; left out: until it is ended.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>A rule that is to hold no longer.</summary>
internal sealed record EndFeeRuleInput
{
    /// <summary>Which.</summary>
    public required FeeRuleId FeeRuleId { get; init; }

    /// <summary>Not for contracts that are concluded then or later; left out: from now on. Not in the past.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}
