using CeCommerce.Personal.Keys;

namespace CeCommerce.Personal;

/// <summary>Which recipient, as it stood.</summary>
internal readonly record struct RecipientVersionId(RecipientId Recipient, int Number);

/// <summary>
/// A recipient as it stood when something was agreed for it: later saves leave it alone, erasing its person empties it. Versions that nothing was agreed for are not kept.
/// </summary>
public sealed class RecipientVersion
{
    private RecipientVersion()
    {
    }

    public RecipientId RecipientId { get; private init; }

    public int Number { get; private init; }

    /// <summary>Null once the person was erased, as <see cref="ConsumerId"/>.</summary>
    public string? ClientId { get; private set; }

    public string? ConsumerId { get; private set; }

    public Guid KeyId { get; private init; }

    /// <summary>A <see cref="RecipientContent"/>; null once the person was erased.</summary>
    public byte[]? Sealed { get; private set; }

    public DateTimeOffset FrozenAt { get; private init; }

    public DateTimeOffset? ErasedAt { get; private set; }

    internal RecipientVersionId Id => new(RecipientId, Number);

    internal static RecipientVersion Of(Recipient recipient, Person person, RecipientContent content, DataKey key, DateTimeOffset now) => new()
    {
        RecipientId = recipient.Id,
        Number = recipient.Number,
        ClientId = person.ClientId,
        ConsumerId = person.ConsumerId,
        KeyId = key.Id,
        Sealed = content.SealFor(new SealedRecipient(recipient.Id, recipient.Number, person, key.Id, null).Place, key),
        FrozenAt = now,
    };

    internal SealedRecipient AsSealed() => new(RecipientId, Number, ClientId is { } client && ConsumerId is { } consumer ? new(client, consumer) : null, KeyId, Sealed);

    internal void Erase(DateTimeOffset now) => (ClientId, ConsumerId, Sealed, ErasedAt) = (null, null, null, now);
}
