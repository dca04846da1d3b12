namespace CeCommerce.Payments.Disputes;

/// <summary>Where a dispute stands.</summary>
public enum DisputeState
{
    /// <summary>The bank only asks; no money has moved, and a refund may settle it.</summary>
    Warning,

    /// <summary>The bank took the money and wants evidence until it is due.</summary>
    NeedsResponse,

    /// <summary>The bank looks at the evidence.</summary>
    UnderReview,

    /// <summary>The money stays ours, or nothing came of an inquiry.</summary>
    Won,

    /// <summary>The money is the buyer's.</summary>
    Lost,

    /// <summary>It was lost, and the bank looks at our appeal.</summary>
    Appealed,
}

/// <summary>What the buyer says to the bank.</summary>
public enum DisputeReason
{
    /// <summary>Nothing that is named here.</summary>
    Other,

    /// <summary>The card was used by somebody else.</summary>
    Fraudulent,

    /// <summary>The buyer does not know the charge.</summary>
    Unrecognised,

    /// <summary>It was charged twice.</summary>
    Duplicate,

    /// <summary>What was bought did not come.</summary>
    ProductNotReceived,

    /// <summary>It is not as described, or broken.</summary>
    ProductUnacceptable,

    /// <summary>Money that was promised back did not come.</summary>
    CreditNotProcessed,

    /// <summary>It was charged after it had been cancelled.</summary>
    SubscriptionCancelled,
}
