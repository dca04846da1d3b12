using CeCommerce.Personal.Keys;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

public readonly record struct RecipientId(Guid Value) : ITypedId<RecipientId>
{
    public static string Prefix => "rcp";

    public static RecipientId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// Where something is sent to, of one consumer. Others refer to it by its id; what it says is sealed under the consumer's own key, and gone when they
/// are erased.
/// </summary>
public sealed class Recipient
{
    private Recipient()
    {
    }

    public RecipientId Id { get; private init; }

    /// <summary>Null once the person was erased, as <see cref="ConsumerId"/>.</summary>
    public string? ClientId { get; private set; }

    public string? ConsumerId { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts its savings, from 1 on.</summary>
    public int Number { get; private set; }

    /// <summary>Under which key of the person it was sealed.</summary>
    public Guid KeyId { get; private set; }

    /// <summary>A <see cref="RecipientContent"/>; null once the person was erased.</summary>
    public byte[]? Sealed { get; private set; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public uint Version { get; private set; }

    internal Person? Owner => ClientId is { } client && ConsumerId is { } consumer ? new(client, consumer) : null;

    internal static Recipient Of(Person person, DateTimeOffset now) => new()
    {
        Id = TypedId.New<RecipientId>(now),
        ClientId = person.ClientId,
        ConsumerId = person.ConsumerId,
        CreatedAt = now,
        UpdatedAt = now,
    };

    internal void Keep(RecipientContent content, Person person, DataKey key, DateTimeOffset now) =>
        (KeyId, Sealed, Number, UpdatedAt) = (key.Id, content.SealFor(new SealedRecipient(Id, null, person, key.Id, null).Place, key), Number + 1, now);

    internal SealedRecipient AsSealed() => new(Id, null, Owner, KeyId, Sealed);

    internal void Erase(DateTimeOffset now) => (ClientId, ConsumerId, Sealed, ErasedAt) = (null, null, null, now);
}
