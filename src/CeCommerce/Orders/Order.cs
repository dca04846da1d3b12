using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Platform;

namespace CeCommerce.Orders;

public readonly record struct OrderId(Guid Value) : ITypedId<OrderId>
{
    public static string Prefix => "ord";

    public static OrderId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// What follows a purchase with one operator. Everything that was agreed (prices, shipping, tax, the listings' words, the final
/// confirmation, the rule pack) is frozen in it and its lines, so that a later change of a listing changes no order.
/// </summary>
public sealed class Order
{
    /// <summary>When the clock goes on, the buyer has this much of it.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromDays(1);

    private readonly List<OrderLine> _lines = [];

    private Order()
    {
    }

    public OrderId Id { get; private init; }

    public PurchaseId PurchaseId { get; private init; }

    public Purchase Purchase { get; private init; } = null!;

    public OrderState State { get; private set; }

    public OperatorId OperatorId { get; private init; }

    /// <summary>At least one, by number.</summary>
    public IReadOnlyList<OrderLine> Lines => [.. _lines.OrderBy(line => line.Number)];

    /// <summary>For what is told of an order as if it had one.</summary>
    internal OrderLine First => Lines[0];

    public string ClientId { get; private init; } = "";

    public string ConsumerId { get; private init; } = "";

    /// <summary>The partner app's own word for the purchase.</summary>
    public string? ClientReference { get; private init; }

    public Money ShippingFee { get; private init; }

    public Money Total { get; private init; }

    /// <summary>Consumption tax contained in the total.</summary>
    public Money TaxIncluded { get; private init; }

    /// <summary>The <see cref="ConfirmationText"/> that the buyer agreed to.</summary>
    public string Confirmation { get; private init; } = "";

    public string ConfirmationDigest { get; private init; } = "";

    /// <summary>The payment processor's name for the means of payment.</summary>
    public string PaymentMethod { get; private init; } = "";

    /// <summary>Where the buyer goes to finish paying, while <see cref="OrderState.AwaitingPayment"/>; null where there is no such page, see the payment.</summary>
    public string? NextActionUrl { get; private set; }

    /// <summary>Unpaid by then, the order is cancelled.</summary>
    public DateTimeOffset PaymentDueAt { get; private set; }

    /// <summary>The processor's code for its refusal.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>How often a worker failed at it.</summary>
    public int Failures { get; private init; }

    /// <summary>After a failure: when the workers look at it again.</summary>
    public DateTimeOffset? RetryAt { get; private init; }

    /// <summary>What a deadline says; a person's words only as long as what a server of the version before wrote is not sealed.</summary>
    public string? CancelReason { get; private set; }

    public string? Carrier { get; private set; }

    public string? TrackingNumber { get; private set; }

    /// <summary>Paid and not shipped by then, it is given back.</summary>
    public DateTimeOffset? ShipBy { get; private set; }

    /// <summary>When it counts as delivered although nobody said so; null before it was shipped, and where a server of the version before shipped it.</summary>
    public DateTimeOffset? DeliveredAtLatest { get; private set; }

    /// <summary>When it completes by itself after the hand-over.</summary>
    public DateTimeOffset? CompletesAt { get; private set; }

    /// <summary>Since when its clock stands still, because of one of its units.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>What was left until completion when the clock was stopped.</summary>
    public TimeSpan? TimeLeft { get; private set; }

    /// <summary>When somebody will have been silent for too long about one of its units.</summary>
    public DateTimeOffset? LinesDueAt { get; private set; }

    /// <summary>How often its units changed: the order's row tells of that too, so that of two that change units at once the later sees the earlier.</summary>
    public int LineChanges { get; private set; }

    /// <summary>Minor units that were decided to go back.</summary>
    public long RefundDecidedAmount { get; private set; }

    /// <summary>Minor units that the processor has given back.</summary>
    public long RefundedAmount { get; private set; }

    public DateTimeOffset PlacedAt { get; private init; }

    public DateTimeOffset? PaidAt { get; private set; }

    public DateTimeOffset? HandedOverAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>By whose word it was delivered.</summary>
    public DeliveryWord? DeliveredBy { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public uint Version { get; private set; }

    internal static Order Place(Sale sale, DateTimeOffset dueAt)
    {
        var (purchase, text) = (sale.Purchase, sale.Contract.Text);
        var order = new Order
        {
            Id = OrderId.From(sale.Id),
            PurchaseId = purchase.Id,
            Purchase = purchase,
            State = OrderState.PaymentPending,
            OperatorId = sale.Contract.Holds[0].OperatorId,
            ClientId = purchase.ClientId,
            ConsumerId = purchase.ConsumerId,
            ShippingFee = text.Content.ShippingFee,
            Total = text.Content.Total,
            TaxIncluded = text.Content.Tax.Amount,
            Confirmation = text.Json,
            ConfirmationDigest = text.Digest,
            PaymentMethod = purchase.PaymentMethod,
            ClientReference = purchase.ClientReference,
            PaymentDueAt = dueAt,
            PlacedAt = purchase.PlacedAt,
            UpdatedAt = purchase.PlacedAt,
        };
        order._lines.AddRange(sale.Contract.Holds.Zip(text.Content.Lines, (hold, line) => OrderLine.Of(order._lines.Count + 1, hold, line.Price, text.Content.Tax.RatePercent)));
        return order;
    }

    /// <summary>Whether 特定商取引法 15-3 lets the buyer return one of its units.</summary>
    internal bool MayReturnByLaw => _lines.Exists(IsReturnedByLaw);

    /// <summary>What the money waits for, and until when; null while unpaid and once nothing is left to wait for.</summary>
    internal OrderCompletion? Completion => (State, ShipBy, CompletesAt) switch
    {
        (OrderState.Paid or OrderState.HandedOver or OrderState.Delivered, _, _) when LinesDueAt is { } due =>
            new(due, _lines.Exists(line => line.State == LineState.Problem) ? CompletionReason.ProblemReported : CompletionReason.ReturnRunning),
        (OrderState.Paid, { } at, _) => new(at, CompletionReason.WaitingForShipment),
        (OrderState.HandedOver, _, { } at) => new(at, CompletionReason.WaitingForDelivery),
        (OrderState.Delivered, _, { } at) => new(at, CompletionReason.DeliveredTimeToCheck),
        _ => null,
    };

    /// <summary>Sold: nobody else gets the item; the claim ends when the sale is completed and the item is the buyer's.</summary>
    internal Claim ClaimOf(OrderLine line) => new(line.ClaimId, line.ItemId, ClaimKind.Order, Id.Value, PlacedAt, null);

    public Outcome<Order> Move(OrderState to, OrderActor by, DateTimeOffset now)
    {
        if (!OrderMoves.Allows(State, to, by) || (to == OrderState.Completed && _lines.Exists(line => line.State.IsOpen())))
        {
            return new OrderMoveRefused(Id, State, to, OrderMoves.From(State, by));
        }

        (State, UpdatedAt) = (to, now);
        NextActionUrl = to == OrderState.AwaitingPayment ? NextActionUrl : null;
        PaidAt = to == OrderState.Paid ? now : PaidAt;
        if (to.IsBack())
        {
            _lines.ForEach(line => line.End(now));
        }

        if (to == OrderState.Refunded && RefundDecidedAmount > 0 && _lines.Exists(line => line.State != LineState.Refunded))
        {
            (RefundDecidedAmount, RefundedAmount) = (Total.Amount, Total.Amount);
        }

        return this;
    }

    internal void AwaitBuyer(string? url, DateTimeOffset dueAt) => (NextActionUrl, PaymentDueAt) = (url, dueAt);

    internal void AwaitProcessor(DateTimeOffset dueAt) => PaymentDueAt = dueAt;

    internal void Refuse(string reason) => FailureReason = reason;

    internal void Because(string reason) => CancelReason = reason;

    internal void AwaitShipment(DateTimeOffset until) => ShipBy = until;

    internal void HandOver(Dispatch dispatch, DateTimeOffset now, DateTimeOffset deliveredAtLatest, DateTimeOffset completesAt) =>
        (Carrier, TrackingNumber, HandedOverAt, DeliveredAtLatest, CompletesAt) = (dispatch.Carrier, dispatch.TrackingNumber, now, deliveredAtLatest, completesAt);

    internal void Correct(string? carrier, string? trackingNumber) => (Carrier, TrackingNumber) = (carrier, trackingNumber);

    internal void Deliver(DateTimeOffset at, DeliveryWord word, DateTimeOffset completesAt, DateTimeOffset now)
    {
        (DeliveredAt, DeliveredBy) = (at, word);
        (TimeLeft, CompletesAt) = TimeLeft is null ? ((TimeSpan?)null, (DateTimeOffset?)completesAt) : (completesAt - now, null);
    }

    /// <summary>The clock stands still while somebody has to do something about a unit, and goes on from there.</summary>
    internal void FollowLines(DateTimeOffset now)
    {
        LineChanges++;
        LinesDueAt = _lines.Min(line => line.DueAt);
        var open = _lines.Exists(line => line.State.IsOpen());
        if (open && TimeLeft is null && CompletesAt is { } at)
        {
            (PausedAt, TimeLeft, CompletesAt) = (now, at > now ? at - now : TimeSpan.Zero, null);
        }
        else if (!open && TimeLeft is { } left)
        {
            DeliveredAtLatest += now - PausedAt;
            (PausedAt, TimeLeft, CompletesAt) = (null, null, now + (left > AtLeast ? left : AtLeast));
        }
    }

    /// <summary>How it gets to the buyer, as agreed; null in orders from before it was part of that.</summary>
    internal ConfirmedShipping? Shipping => new ConfirmationText(Confirmation).Content.Shipping;

    internal Money RefundDecided => Total with { Amount = RefundDecidedAmount };

    /// <summary>Nothing of what was paid is left, whoever took it.</summary>
    internal bool IsAllBack => RefundedAmount >= Total.Amount;

    internal bool IsRefundOpen => RefundDecidedAmount != RefundedAmount;

    /// <summary>What was decided to go back and has not gone yet.</summary>
    internal Money RefundOpen => Total with { Amount = RefundDecidedAmount - RefundedAmount };

    internal void DecideRefund(Money amount) => (RefundDecidedAmount, LineChanges) = (RefundDecidedAmount + amount.Amount, LineChanges + 1);

    internal void FinishRefund(Money amount) => (RefundedAmount, LineChanges) = (RefundedAmount + amount.Amount, LineChanges + 1);

    /// <summary>Whether the law gives the return of that unit (特定商取引法 15-3): no term of the seller's own (返品特約) stands for it.</summary>
    internal bool IsReturnedByLaw(OrderLine line) => ReturnTerm.IsByLaw(line, Confirmed(line));

    /// <summary>Whether no day more than the law's eight was promised.</summary>
    internal bool IsNoDayMore(OrderLine line) => ReturnTerm.IsNoDayMore(line, Confirmed(line));

    private ConfirmedLine Confirmed(OrderLine line) => new ConfirmationText(Confirmation).Content.Lines[line.Number - 1];
}
