using CeCommerce.Operators;

namespace CeCommerce.Payments.Connect;

/// <summary>Whose account is opened.</summary>
internal sealed record OpenPayoutAccountInput
{
    /// <summary>The operator, `opr_…`.</summary>
    public required OperatorId OperatorId { get; init; }

    /// <summary>Where the processor sends the operator's staff when they are done, or when its page is over: an absolute https address.</summary>
    public required string ReturnPage { get; init; }

    /// <summary>A fresh key for each new request; the same key again goes on with the same account.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which account goes on.</summary>
internal sealed record RenewPayoutOnboardingInput
{
    /// <summary>The account, `pac_…`.</summary>
    public required PayoutAccountId PayoutAccountId { get; init; }

    /// <summary>Where the processor sends the operator's staff when they are done, or when its page is over: an absolute https address.</summary>
    public required string ReturnPage { get; init; }

    /// <summary>A fresh key for each new request. A page is for one visit, so even the same key gives another one; nothing else is made.</summary>
    public required string IdempotencyKey { get; init; }
}
