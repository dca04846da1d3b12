using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>Why the standards looked at a listing.</summary>
public enum AssessmentOccasion
{
    Draft,
    Publish,
    Change,
    PriceChange,

    /// <summary>A new day began.</summary>
    Review,

    /// <summary>An auditor granted or ended a waiver for it.</summary>
    Waiver,

    /// <summary>What it sold was handed over.</summary>
    HandOver,

    /// <summary>An edition of the rules was taken into use.</summary>
    Rules,

    /// <summary>Its operator changed.</summary>
    Operator,

    /// <summary>A recall of its unit came or ended.</summary>
    Recall,
}

/// <summary>A look of the standards at a listing.</summary>
/// <param name="By">Whose act made them look.</param>
/// <param name="At">The recorded moment up to which offer, item and operator were read.</param>
internal sealed record Judging(AssessmentOccasion Occasion, Caller By, DateTimeOffset At)
{
    /// <summary>Not before what was read of the listing was recorded: somebody may have changed it between the look at the clock and the reading.</summary>
    public Judging Having(Listing listing) => this with
    {
        At = new[] { At, listing.RecordedAt, listing.Item.RecordedAt, listing.Operator?.RecordedAt ?? At }.Max(),
    };
}

/// <summary>
/// A verdict as it was given, never altered. What went in is not copied: offer, item and operator keep their versions, and
/// <see cref="At"/> says which of them were read (<see cref="InputsAsOf"/>).
/// </summary>
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

    /// <summary>The partner app and role that made the standards look; null of verdicts from before that was kept.</summary>
    public string? Actor { get; private init; }

    /// <summary>What went in, of verdicts from before versions were kept.</summary>
    public ListingFacts? Inputs { get; private init; }

    /// <summary>SHA-256 of what went in; null where <see cref="Inputs"/> are kept.</summary>
    public byte[]? InputsDigest { get; private init; }

    /// <summary>The recalls that went in; null when there were none.</summary>
    public IReadOnlyList<ListedRecall>? Recalls { get; private init; }

    public Compliance Result => StoredResult!.Value;

    /// <summary><see cref="Result"/> as it is kept: the listing has the same.</summary>
    public LazyJson<Compliance>? StoredResult { get; private init; }

    public DateTimeOffset At { get; private init; }

    internal static StoredAssessment Of(ListingId listing, Judging judging, ListingFacts inputs, LazyJson<Compliance> result) => new()
    {
        Id = Guid.CreateVersion7(judging.At),
        ListingId = listing,
        Occasion = judging.Occasion,
        PackVersion = result.Value.PackVersion,
        Verdict = result.Value.Verdict,
        Actor = judging.By.Name,
        InputsDigest = DigestOf(inputs),
        Recalls = inputs.Recalls,
        StoredResult = result,
        At = judging.At,
    };

    internal static byte[] DigestOf(ListingFacts inputs) => SHA256.HashData(Encoding.UTF8.GetBytes(JsonColumn.Write(inputs)));
}
