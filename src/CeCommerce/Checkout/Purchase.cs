using CeCommerce.Platform;

namespace CeCommerce.Checkout;

public readonly record struct PurchaseId(Guid Value) : ITypedId<PurchaseId>
{
    public static string Prefix => "pur";

    public static PurchaseId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>A person who buys: the partner app and the app's own id of the person. Nothing else about people is kept.</summary>
internal sealed record Buyer(string ClientId, string ConsumerId)
{
    public static Buyer? Of(Caller caller) =>
        caller is { Role: Role.Consumer, ClientId: { } client, ConsumerId: { } consumer } ? new(client, consumer) : null;

    /// <summary>Who may see which holds: part of the query, never a check after it.</summary>
    public IQueryable<Hold> Own(IQueryable<Hold> holds) => holds.Where(x => x.ClientId == ClientId && x.ConsumerId == ConsumerId);
}

/// <summary>What a buyer agrees to buy of one operator.</summary>
/// <param name="Text">The final confirmation of it.</param>
/// <param name="Holds">What keeps it, in the order of the confirmation's lines.</param>
internal sealed record Contract(ConfirmationText Text, IReadOnlyList<Hold> Holds);

/// <summary>
/// What a buyer agreed to at once: one contract with each operator, paid by one payment. It never changes; what follows it, an order with each operator, does. The order
/// of its first contract has the same UUID, and its payment is named after that order: by both a server of the version before, which knows orders alone, finds it.
/// </summary>
public sealed class Purchase
{
    /// <summary>The kind of purpose that it is to payments.</summary>
    internal const string Purpose = "order";

    private const string NamePrefix = "ord";

    private Purchase()
    {
    }

    public PurchaseId Id { get; private init; }

    public string ClientId { get; private init; } = "";

    public string ConsumerId { get; private init; } = "";

    /// <summary>The payment processor's name for the means of payment.</summary>
    public string PaymentMethod { get; private init; } = "";

    public Money Total { get; private init; }

    /// <summary>Canonical JSON of the <see cref="PurchaseConfirmation"/>, as it was agreed.</summary>
    public string Confirmation { get; private init; } = "";

    public string ConfirmationDigest { get; private init; } = "";

    /// <summary>The partner app's own word for it.</summary>
    public string? ClientReference { get; private init; }

    public DateTimeOffset PlacedAt { get; private init; }

    internal static Purchase Of(PurchaseIntent intent, IReadOnlyList<Contract> contracts, DateTimeOffset now)
    {
        var confirmation = PurchaseConfirmation.Over(contracts);
        var text = CanonicalJson.Of(confirmation);
        return new()
        {
            Id = intent.Id,
            ClientId = intent.Buyer.ClientId,
            ConsumerId = intent.Buyer.ConsumerId,
            PaymentMethod = intent.Means.Name,
            ClientReference = intent.Request.ClientReference,
            Total = confirmation.Total,
            Confirmation = text,
            ConfirmationDigest = CanonicalJson.Digest(text),
            PlacedAt = now,
        };
    }

    /// <summary>As the payment processor knows it.</summary>
    internal static string NameOf(PurchaseId id) => TypedId.Format(NamePrefix, id.Value);

    internal static PurchaseId IdOf(string name) => TypedId.Parse<PurchaseId>(PurchaseId.Prefix + name[NamePrefix.Length..]);
}

/// <summary>What the last screen showed over all contracts (特定商取引法 12-6): each by its digest, and what is paid for all.</summary>
/// <param name="Contracts">One with each operator.</param>
/// <param name="Total">What the buyer pays at once.</param>
internal sealed record PurchaseConfirmation(IReadOnlyList<ConfirmedContract> Contracts, Money Total)
{
    internal static PurchaseConfirmation Over(IReadOnlyList<Contract> contracts)
    {
        List<ConfirmedContract> confirmed = [.. contracts.Select(contract => new ConfirmedContract(contract.Text.Digest, contract.Text.Content.Total))];
        return new(confirmed, confirmed.Select(contract => contract.Total).Aggregate((sum, one) => sum + one));
    }
}

/// <summary>One contract of a purchase.</summary>
/// <param name="Digest">SHA-256 of its confirmation's canonical JSON.</param>
/// <param name="Total">What is paid for it; computed by itself, never a part of the whole.</param>
internal sealed record ConfirmedContract(string Digest, Money Total);
