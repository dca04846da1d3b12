namespace CeCommerce.Payments.Saved;

/// <summary>What is saved, and for what it may be charged.</summary>
internal sealed record SavePaymentMethodInput
{
    /// <summary>The payment processor's name for the means of payment, e.g. `card`.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>For what the consumer agrees to be charged while they are away; none: only when they pay themselves.</summary>
    public required IReadOnlyList<OffSessionPurpose> AgreedPurposes { get; init; }

    /// <summary>The version of savingTerms whose words they agreed to.</summary>
    public required string AgreedVersion { get; init; }

    /// <summary>A fresh key for each new request; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What is removed.</summary>
internal sealed record RemovePaymentMethodInput
{
    /// <summary>The saved means of payment, `svm_…`.</summary>
    public required SavedMethodId SavedPaymentMethodId { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
