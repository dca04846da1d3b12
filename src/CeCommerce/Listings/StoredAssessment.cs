using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>Why the standards looked at a listing.</summary>
public enum AssessmentOccasion
{
    Draft,
    Publish,
    Change,
    PriceChange,

    /// <summary>Nobody asked: the operator changed, or a new day began.</summary>
    Review,

    /// <summary>An auditor granted or ended a waiver for it.</summary>
    Waiver,
}

/// <summary>A verdict as it was given: the pack's version, the facts that went in and what came out. Never altered.</summary>
public sealed class StoredAssessment
{
    private StoredAssessment()
    {
    }

    public Guid Id { get; private init; }

    public ListingId ListingId { get; private init; }

    public AssessmentOccasion Occasion { get; private init; }

    public string PackVersion { get; private init; } = "";

    public AssessmentVerdict Verdict { get; private init; }

    public ListingFacts Inputs { get; private init; } = null!;

    public Compliance Result { get; private init; } = null!;

    public DateTimeOffset At { get; private init; }

    public static StoredAssessment Of(ListingId listing, AssessmentOccasion occasion, ListingFacts inputs, Compliance result, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ListingId = listing,
        Occasion = occasion,
        PackVersion = result.PackVersion,
        Verdict = result.Verdict,
        Inputs = inputs,
        Result = result,
        At = now,
    };
}
