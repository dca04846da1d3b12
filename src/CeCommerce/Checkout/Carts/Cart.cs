using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Checkout.Carts;

public readonly record struct CartId(Guid Value) : ITypedId<CartId>
{
    public static string Prefix => "crt";

    public static CartId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// What a buyer of a partner app means to buy, of any number of operators. It keeps nothing from others: checking out does, with a hold for each line. A line whose hold
/// was bought is no longer in it, and is in it again when the payment was refused.
/// </summary>
public sealed class Cart
{
    private readonly List<CartLine> _lines = [];

    private Cart()
    {
    }

    public CartId Id { get; private init; }

    public string ClientId { get; private init; } = "";

    public string ConsumerId { get; private init; } = "";

    /// <summary>The partner app's own word for the purchase to come.</summary>
    public string? ClientReference { get; private set; }

    /// <summary>How the buyer wants to get it; null while they have said nothing and no operator in it has methods.</summary>
    public CartDelivery? Delivery { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>What is still to be bought, in the order in which it was put in.</summary>
    public IReadOnlyList<CartLine> Lines => [.. _lines.Where(line => !line.IsBought).OrderBy(line => line.Number)];

    internal int NextNumber => _lines.Select(line => line.Number).DefaultIfEmpty().Max() + 1;

    internal Buyer Buyer => new(ClientId, ConsumerId);

    internal static Cart Of(Buyer buyer, DateTimeOffset now) => new()
    {
        Id = TypedId.New<CartId>(now),
        ClientId = buyer.ClientId,
        ConsumerId = buyer.ConsumerId,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>As the listing is shown now; nothing when it is in already.</summary>
    internal void Put(Listing listing, AssessmentVerdict verdict, DateTimeOffset now)
    {
        if (_lines.Exists(line => line.ListingId == listing.Id && !line.IsBought))
        {
            return;
        }

        // Of something bought once and back on the shelf only the new line is of interest.
        _lines.RemoveAll(line => line.ListingId == listing.Id);
        var line = CartLine.Of(this, listing, now);
        line.See(verdict);
        _lines.Add(line);
        UpdatedAt = now;
    }

    internal void Remove(CartLine line, DateTimeOffset now)
    {
        _lines.Remove(line);
        UpdatedAt = now;
    }

    internal void NameIt(string? reference, DateTimeOffset now) => (ClientReference, UpdatedAt) = (reference, now);

    internal void Deliver(CartDelivery delivery) => Delivery = delivery.IsNone ? null : delivery;

    internal void Touch(DateTimeOffset now) => UpdatedAt = now;
}

/// <summary>One unit that a buyer means to buy, and how it was shown to them.</summary>
public sealed class CartLine
{
    private CartLine()
    {
    }

    public CartId CartId { get; private init; }

    /// <summary>Later ones are higher; there may be gaps.</summary>
    public int Number { get; private init; }

    public ListingId ListingId { get; private init; }

    public Listing Listing { get; private init; } = null!;

    /// <summary>What keeps it for the buyer since they checked out; it may be over.</summary>
    public HoldId? HoldId { get; private set; }

    public Hold? Hold { get; private set; }

    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>The price that the buyer saw last.</summary>
    public Money SeenPrice { get; private set; }

    /// <summary>The standards' verdict that the buyer saw last.</summary>
    public AssessmentVerdict SeenVerdict { get; private set; }

    internal bool IsBought => Hold is { UsedAt: not null };

    internal static CartLine Of(Cart cart, Listing listing, DateTimeOffset now) => new()
    {
        CartId = cart.Id,
        Number = cart.NextNumber,
        ListingId = listing.Id,
        Listing = listing,
        AddedAt = now,
        SeenPrice = listing.Price!.Value,
    };

    internal void See(AssessmentVerdict verdict) => (SeenPrice, SeenVerdict) = (Listing.Price ?? SeenPrice, verdict);

    internal void KeptBy(Hold hold) => (HoldId, Hold) = (hold.Id, hold);

    internal bool IsHeld(DateTimeOffset now) => Hold is { } hold && hold.IsLive(now);
}
