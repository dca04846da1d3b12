using CeCommerce.Operators;

namespace CeCommerce.Listings.Waivers;

/// <summary>What an auditor waives, why, and until when. Give either the listing or the operator.</summary>
internal sealed record GrantWaiverInput
{
    /// <summary>For this listing alone.</summary>
    public ListingId? ListingId { get; init; }

    /// <summary>For every listing of this operator.</summary>
    public OperatorId? OperatorId { get; init; }

    /// <summary>Rule id and clause, such as `LS-013/fifteen-years`.</summary>
    public required string Clause { get; init; }

    /// <summary>Why; at most 2,000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>What it rests on.</summary>
    public required WaiverEvidenceInput Evidence { get; init; }

    /// <summary>First day, in Japan; left out: today.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day on which it no longer holds; at most a year after the first.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>A fresh key for each new waiver; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What a waiver rests on: give exactly one.</summary>
internal sealed record WaiverEvidenceInput
{
    /// <summary>In the auditor's words; at most 4,000 characters, nothing personal.</summary>
    public string? Text { get; init; }

    /// <summary>Where it can be read; starts with `https://`, at most 500 characters.</summary>
    public string? Address { get; init; }

    /// <summary>SHA-256 of a document that the auditor keeps, 64 lower-case hex digits.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>Which waiver to end.</summary>
internal sealed record EndWaiverInput
{
    /// <summary>The waiver.</summary>
    public required WaiverId WaiverId { get; init; }

    /// <summary>Why, for the history; at most 2,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
