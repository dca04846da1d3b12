namespace CeCommerce.Payments.Disputes;

/// <summary>Which dispute is answered with what there is to say.</summary>
internal sealed record SubmitEvidenceInput
{
    /// <summary>The dispute, `dsp_…`.</summary>
    public required DisputeId DisputeId { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives what became of it and hands nothing in.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which dispute that was lost is to be looked at again.</summary>
internal sealed record AppealDisputeInput
{
    /// <summary>The dispute, `dsp_…`.</summary>
    public required DisputeId DisputeId { get; init; }

    /// <summary>Why it was decided wrongly; 1 to 2,000 characters, which the buyer's bank reads. Name no person.</summary>
    public required string Reason { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives what became of it and hands nothing in.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which dispute is given up.</summary>
internal sealed record ConcedeDisputeInput
{
    /// <summary>The dispute, `dsp_…`.</summary>
    public required DisputeId DisputeId { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives what became of it.</summary>
    public required string IdempotencyKey { get; init; }
}
