using CeCommerce.Platform;

namespace CeCommerce.Payments.Reconciling;

public readonly record struct ReconciliationId(Guid Value) : ITypedId<ReconciliationId>
{
    public static string Prefix => "rcn";

    public static ReconciliationId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What came of comparing the books with what processors told of some days. Never changed.</summary>
internal sealed class Reconciliation
{
    /// <summary>As many exceptions are kept of one comparison, alarming ones first; the counts are of all.</summary>
    public const int Most = 1_000;

    public ReconciliationId Id { get; init; }

    public DateOnly FromDay { get; init; }

    /// <summary>The day after the last.</summary>
    public DateOnly ToDay { get; init; }

    /// <summary>Exceptions of this processor only; null for all.</summary>
    public string? Gateway { get; init; }

    /// <summary>Whether the server did it by itself.</summary>
    public bool Nightly { get; init; }

    public DateTimeOffset RanAt { get; init; }

    public string Currency { get; init; } = Money.Yen;

    /// <summary>How many causes moved the same on both sides.</summary>
    public long Matched { get; init; }

    /// <summary>What was at the processors by the books before those days: buyer clearing the other way round.</summary>
    public long BooksOpening { get; init; }

    /// <summary>What came to it in those days, by the books.</summary>
    public long BooksMoved { get; init; }

    public long ProcessorOpening { get; init; }

    /// <summary>What came to the processors' balances, fees taken off, and <see cref="OutsideMoved"/> among it.</summary>
    public long ProcessorMoved { get; init; }

    /// <summary>Of that what the books do not know by decision: between the platform's balance and its bank.</summary>
    public long OutsideMoved { get; init; }

    /// <summary>Exceptions that want a person.</summary>
    public int ExceptionCount { get; init; }

    /// <summary>Those that time explains.</summary>
    public int TimingCount { get; init; }

    public long BooksClosing => checked(BooksOpening + BooksMoved);

    public long ProcessorClosing => checked(ProcessorOpening + ProcessorMoved);

    public bool IsClean => ExceptionCount == 0;
}

/// <summary>What may be wrong between the two sides.</summary>
public enum DiscrepancyKind
{
    /// <summary>The books have it, the processor does not.</summary>
    MissingAtProcessor,

    /// <summary>The processor has it, the books do not.</summary>
    MissingInBooks,

    /// <summary>Both have it, with different amounts.</summary>
    AmountDiffers,

    /// <summary>Both have it, in different currencies.</summary>
    CurrencyDiffers,

    /// <summary>The processor moved it more than once, or it was booked so.</summary>
    Duplicate,

    /// <summary>The processor's word for it is none that is known here.</summary>
    UnknownKind,

    /// <summary>The sides met on different days, or the other side may still come: nobody needs to do anything.</summary>
    Timing,
}

/// <summary>One exception: what the two sides say about one cause, each null where it says nothing.</summary>
internal sealed class ReconciliationException
{
    public ReconciliationId ReconciliationId { get; init; }

    /// <summary>From 1, alarming ones first.</summary>
    public int Number { get; init; }

    public DiscrepancyKind Kind { get; init; }

    public string? Gateway { get; init; }

    /// <summary>Prefix of what moved the money by us; null where the processor names nothing of ours.</summary>
    public string? CauseKind { get; init; }

    public Guid? CauseId { get; init; }

    /// <summary>The processor's transaction, the first of several.</summary>
    public string? ProcessorId { get; init; }

    /// <summary>Minor units that came to the processor by the books; minus went.</summary>
    public long? BooksAmount { get; init; }

    public string? BooksCurrency { get; init; }

    public DateTimeOffset? BooksAt { get; init; }

    /// <summary>The same as the processor tells it.</summary>
    public long? ProcessorAmount { get; init; }

    public string? ProcessorCurrency { get; init; }

    public DateTimeOffset? ProcessorAt { get; init; }

    public Money? Books => BooksAmount is { } amount ? new(amount, BooksCurrency!) : null;

    public Money? Processor => ProcessorAmount is { } amount ? new(amount, ProcessorCurrency!) : null;

    /// <summary>As outside, e.g. <c>pay_…</c>.</summary>
    public string? Cause => CauseKind is { } kind && CauseId is { } id ? TypedId.Format(kind, id) : null;

    /// <summary>What it is about, for people.</summary>
    public string Subject => Cause ?? ProcessorId ?? "";

    public LocalText Advice => Kind switch
    {
        DiscrepancyKind.MissingAtProcessor => new(
            "帳簿にありますが処理会社にありません。処理会社の画面で探し、なければ --fetch で取り直してください。", "The books have it, the processor does not: look for it in the processor's own pages, then fetch again with --fetch."),
        DiscrepancyKind.MissingInBooks => new(
            "処理会社にありますが帳簿にありません。届いていない通知を確かめ、処理会社の画面での返金・操作でないか調べてください。", "The processor has it, the books do not: see whether news of it is still open, or somebody moved money in the processor's own pages."),
        DiscrepancyKind.AmountDiffers => new("金額が違います。決済と処理会社の明細を比べてください。", "The amounts differ: compare the payment with the processor's receipt."),
        DiscrepancyKind.CurrencyDiffers => new("通貨が違います。処理会社の設定を確かめてください。", "The currencies differ: look at the processor's settings."),
        DiscrepancyKind.Duplicate => new("同じ取引が二度動いています。買い手に余分に請求・返金していないか確かめてください。", "It moved more than once: see whether the buyer was charged or refunded twice."),
        DiscrepancyKind.UnknownKind => new("知らない種類の明細です。処理会社の文書で意味を調べ、開発者に知らせてください。", "A kind that is not known here: look it up with the processor and tell the developers."),
        DiscrepancyKind.Timing => new("日をまたいだか、相手側がまだ届いていません。何もしなくてかまいません。", "The sides lie on different days, or one has not come yet: nothing to do."),
    };
}
