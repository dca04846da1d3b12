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

    public string Text { get; private init; } = "";

    public DateTimeOffset RaisedAt { get; private init; }

    public bool? Accepted { get; private set; }

    public string? Answer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? Carrier { get; private set; }

    public string? TrackingNumber { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? Inspection { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    internal static Objection Of(OrderLine line, int number, Complaint complaint, DateTimeOffset now) => new()
    {
        OrderId = line.OrderId,
        Line = line.Number,
        Number = number,
        Problem = complaint.Problem,
        Reason = complaint.Reason,
        Text = complaint.Text,
        RaisedAt = now,
    };

    internal void Decide(bool accepted, string? answer, DateTimeOffset now) => (Accepted, Answer, AnsweredAt) = (accepted, answer, now);

    internal void Send(string? carrier, string? trackingNumber, DateTimeOffset now) => (Carrier, TrackingNumber, SentAt) = (carrier, trackingNumber, now);

    internal void Receive(string? inspection, DateTimeOffset now) => (Inspection, ReceivedAt) = (inspection, now);
}

/// <summary>What the buyer says.</summary>
internal sealed record Complaint(ProblemKind? Problem, ReturnReason? Reason, string Text);

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

    public string? Why { get; private init; }

    public DateTimeOffset DecidedAt { get; private init; }

    /// <summary>When the processor had given it back.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    internal static OrderRefund Of(OrderLine line, Money amount, string? why, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), OrderId = line.OrderId, Line = line.Number, Amount = amount, Why = why, DecidedAt = now };

    internal void Finish(DateTimeOffset now) => DoneAt = now;
}
