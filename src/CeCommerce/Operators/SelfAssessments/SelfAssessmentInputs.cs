namespace CeCommerce.Operators.SelfAssessments;

/// <summary>How the caller's operator rates itself on one item.</summary>
internal sealed record RecordSelfAssessmentInput
{
    /// <summary>On what.</summary>
    public required SelfAssessmentItem Item { get; init; }

    /// <summary>For which goods: a group of `productCategories`, such as `apparel`, or nothing for all goods; for what is leased a value of the fact `leaseProductGroup`, such as `TELEVISION`.</summary>
    public string? ProductGroup { get; init; }

    /// <summary>0: not done; 1: in part; 2: for the most part; 3: throughout. The scale is ours.</summary>
    public required int Score { get; init; }

    /// <summary>What it rests on; needed for 1 and more.</summary>
    public EvidenceInput? Evidence { get; init; }

    /// <summary>For which day it is said, in Japan, not after today; left out: today.</summary>
    public DateOnly? AssessedOn { get; init; }

    /// <summary>A fresh key for each new self-assessment; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What a statement rests on: give exactly one.</summary>
internal sealed record EvidenceInput
{
    /// <summary>In words; at most 4,000 characters, nothing personal.</summary>
    public string? Text { get; init; }

    /// <summary>Where it can be read; starts with `https://`, at most 500 characters.</summary>
    public string? Address { get; init; }

    /// <summary>SHA-256 of a document that the operator keeps, 64 lower-case hex digits.</summary>
    public string? Sha256 { get; init; }
}
