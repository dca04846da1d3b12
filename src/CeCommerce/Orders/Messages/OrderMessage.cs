using CeCommerce.Personal.Texts;

namespace CeCommerce.Orders.Messages;

/// <summary>A side of an order.</summary>
public enum OrderSide
{
    /// <summary>Who buys.</summary>
    Buyer,

    /// <summary>The operator who sells.</summary>
    Seller,
}

/// <summary>What buyer or operator wrote to the other about an order. It is evidence: neither changed nor deleted, and gone only when the buyer is erased.</summary>
public sealed class OrderMessage
{
    private OrderMessage()
    {
    }

    public OrderId OrderId { get; private init; }

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    public OrderSide From { get; private init; }

    /// <summary>Keeps what was written.</summary>
    public Guid TextId { get; private init; }

    /// <summary>Digests of the photos that it shows.</summary>
    public IReadOnlyList<string> Photos { get; private init; } = [];

    public DateTimeOffset SentAt { get; private init; }

    /// <summary>What reading it came to.</summary>
    internal TextReading Said { get; private set; } = new(TextState.Unavailable);

    internal static OrderMessage Of(OrderId order, int number, OrderSide from, Written written, DateTimeOffset now) =>
        new() { OrderId = order, Number = number, From = from, TextId = written.Text, Photos = written.Photos, SentAt = now };

    internal void Tell(TextReading said) => Said = said;
}

/// <summary>What is sent.</summary>
internal sealed record Written(Guid Text, IReadOnlyList<string> Photos);

/// <summary>Up to which message a side of an order has read what the other wrote.</summary>
public sealed class MessageMark
{
    private MessageMark()
    {
    }

    public OrderId OrderId { get; private init; }

    public OrderSide Side { get; private init; }

    public int UpTo { get; private set; }

    internal static MessageMark Of(OrderId order, OrderSide side) => new() { OrderId = order, Side = side };

    /// <summary>Nothing becomes unread again.</summary>
    internal void Read(int upTo) => UpTo = Math.Max(UpTo, upTo);
}
