using CeCommerce.Personal.Keys;

namespace CeCommerce.Personal;

/// <summary>A sealed content and the place that it is bound to.</summary>
/// <param name="Id">Whose it is.</param>
/// <param name="Version">Null: as it is now.</param>
/// <param name="Owner">Null once they were erased.</param>
/// <param name="KeyId">Under which key of the person.</param>
/// <param name="Bytes">Null once the person was erased.</param>
internal sealed record SealedRecipient(RecipientId Id, int? Version, Person? Owner, Guid KeyId, byte[]? Bytes)
{
    public string Place => Version is { } number ? $"recipient/{Id}/{number}/{Owner?.Digest}/{KeyId:N}" : $"recipient/{Id}/{Owner?.Digest}/{KeyId:N}";

    /// <summary>Null when it is not as it was, or belongs elsewhere.</summary>
    public RecipientContent? Open(DataKey key) => RecipientContent.Open(Bytes, Place, key);
}
