using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>Why the standards looked at a listing.</summary>
[TermSource("Vocabulary of the product")]
public enum AssessmentOccasion
{
    [Term("下書き", "Draft", MeaningJa = "出品の下書きが作られた", MeaningEn = "the listing was drafted")]
    Draft,

    [Term("掲載", "Publication", MeaningJa = "掲載が求められた", MeaningEn = "it was to go on the shelf")]
    Publish,

    [Term("内容の変更", "Change", MeaningJa = "出品または現物の記載が変わった", MeaningEn = "what is said of the offer or of the unit changed")]
    Change,

    [Term("価格の変更", "Price change", MeaningJa = "価格だけが変わった", MeaningEn = "only its price changed")]
    PriceChange,

    [Term("日次の見直し", "Daily review", MeaningJa = "日が替わった", MeaningEn = "a new day began")]
    Review,

    [Term("適用除外", "Waiver", MeaningJa = "監査人が適用除外を認めた、または終わらせた", MeaningEn = "an auditor granted or ended a waiver for it")]
    Waiver,

    [Term("引渡し", "Hand-over", MeaningJa = "売れた物が引き渡された", MeaningEn = "what it sold was handed over")]
    HandOver,

    [Term("規則の変更", "New rules", MeaningJa = "規則の新しい版が使われ始めた", MeaningEn = "an edition of the rules was taken into use")]
    Rules,

    [Term("事業者の変更", "Operator", MeaningJa = "事業者の登録が変わった", MeaningEn = "its operator changed")]
    Operator,

    [Term("リコール", "Recall", MeaningJa = "現物のリコールが始まった、または終わった", MeaningEn = "a recall of its unit came or ended")]
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
