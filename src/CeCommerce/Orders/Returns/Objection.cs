using CeCommerce.Personal.Texts;
using CeCommerce.Platform;

namespace CeCommerce.Orders.Returns;

/// <summary>What is wrong with a unit.</summary>
public enum ProblemKind
{
    /// <summary>It did not come.</summary>
    NotArrived,

    /// <summary>Damaged on its way.</summary>
    Damaged,

    /// <summary>Not as it was described, e.g. in a lower grade (契約不適合).</summary>
    NotAsDescribed,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Why a buyer wants to return a unit.</summary>
public enum ReturnReason
{
    /// <summary>No longer wanted: within 8 days of delivery by law, unless the seller's own term of return says otherwise (特定商取引法 15-3).</summary>
    ChangedMind,

    /// <summary>Not as it was described, e.g. in a lower grade (契約不適合).</summary>
    NotAsDescribed,
}

/// <summary>What a buyer has against a unit, and what became of it.</summary>
public sealed class Objection
{
    private Objection()
    {
    }

    public OrderId OrderId { get; private init; }

    public int Line { get; private init; }

    /// <summary>From 1, for each unit.</summary>
    public int Number { get; private init; }

    public ProblemKind? Problem { get; private init; }

    public ReturnReason? Reason { get; private init; }

    /// <summary>
    /// The buyer's words, once they were read; <see cref="TextId"/> keeps them. In the table there is something only as long as what a server of the version before wrote is
    /// not sealed, as in <see cref="Answer"/> and <see cref="Inspection"/>.
    /// </summary>
    public string Text { get; private set; } = "";

    public Guid? TextId { get; private set; }

    /// <summary>Digests of the photos that show it.</summary>
    public IReadOnlyList<string> Photos { get; private init; } = [];

    public DateTimeOffset RaisedAt { get; private init; }

    public bool? Accepted { get; private set; }

    public string? Answer { get; private set; }

    public Guid? AnswerId { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? Carrier { get; private set; }

    public string? TrackingNumber { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? Inspection { get; private set; }

    public Guid? InspectionId { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>When the buyer was erased while words still stood in clear.</summary>
    public DateTimeOffset? WordsErasedAt { get; private set; }

    /// <summary>What reading the words came to, the worst of them.</summary>
    internal TextState WordsState { get; private set; }

    /// <summary>Whether the buyer's words were read.</summary>
    internal bool IsRead { get; private set; } = true;

    internal static Objection Of(OrderLine line, int number, Complaint complaint, DateTimeOffset now) => new()
    {
        OrderId = line.OrderId,
        Line = line.Number,
        Number = number,
        Problem = complaint.Problem,
        Reason = complaint.Reason,
        TextId = complaint.Text,
        Photos = complaint.Photos ?? [],
        RaisedAt = now,
    };

    internal void Decide(bool accepted, Guid? answer, DateTimeOffset now) => (Accepted, AnswerId, AnsweredAt) = (accepted, answer, now);

    internal void Send(string? carrier, string? trackingNumber, DateTimeOffset now) => (Carrier, TrackingNumber, SentAt) = (carrier, trackingNumber, now);

    internal void Receive(Guid? inspection, DateTimeOffset now) => (InspectionId, ReceivedAt) = (inspection, now);

    /// <summary>Takes what stands in clear out of the row.</summary>
    /// <param name="keep">Seals a text and answers its id.</param>
    /// <param name="erased">What was written before is the buyer's no more.</param>
    internal void Seal(Func<string, Guid> keep, DateTimeOffset? erased)
    {
        Guid? Kept(Guid? id, string? text, DateTimeOffset? at) => string.IsNullOrEmpty(text) || at < erased ? id : keep(text);
        WordsErasedAt = RaisedAt < erased ? erased : WordsErasedAt;
        (TextId, AnswerId, InspectionId) = (Kept(TextId, Text, RaisedAt), Kept(AnswerId, Answer, AnsweredAt), Kept(InspectionId, Inspection, ReceivedAt));
        (Text, Answer, Inspection) = ("", null, null);
    }

    internal void Forget(DateTimeOffset now) => (Text, Answer, Inspection, WordsErasedAt) = ("", null, null, now);

    /// <summary>Tells the words that were read; only of a row that nobody saves.</summary>
    internal void Tell(IReadOnlyDictionary<Guid, TextReading> read)
    {
        string? Said(Guid? id, string? clear) => id is { } known ? read[known].Text : clear;
        var states = new[] { TextId, AnswerId, InspectionId }.OfType<Guid>().Select(id => read[id].State).Append(WordsErasedAt is null ? TextState.Read : TextState.Erased);
        (WordsState, IsRead) = (states.Max(), TextId is { } id ? read[id].Text is not null : WordsErasedAt is null);
        (Text, Answer, Inspection) = (Said(TextId, Text) ?? "", Said(AnswerId, Answer), Said(InspectionId, Inspection));
    }
}

/// <summary>What the buyer says.</summary>
internal sealed record Complaint(ProblemKind? Problem, ReturnReason? Reason, Guid? Text = null, IReadOnlyList<string>? Photos = null);

/// <summary>Money of a unit that goes back, whole or in part.</summary>
public sealed class OrderRefund
{
    private OrderRefund()
    {
    }

    /// <summary>The cause under which payments give it back.</summary>
    public Guid Id { get; private init; }

    public OrderId OrderId { get; private init; }

    public int Line { get; private init; }

    public Money Amount { get; private init; }

    /// <summary>Only as long as what a server of the version before wrote is not sealed.</summary>
    public string? Why { get; private set; }

    public Guid? WhyId { get; private set; }

    public DateTimeOffset DecidedAt { get; private init; }

    /// <summary>When the processor had given it back.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    internal static OrderRefund Of(OrderLine line, Money amount, Guid? why, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), OrderId = line.OrderId, Line = line.Number, Amount = amount, WhyId = why, DecidedAt = now };

    internal void Finish(DateTimeOffset now) => DoneAt = now;

    internal void Seal(Guid? why) => (Why, WhyId) = (null, why ?? WhyId);
}
