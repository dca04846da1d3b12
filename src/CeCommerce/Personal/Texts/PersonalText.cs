using System.Text.Json;
using CeCommerce.Personal.Keys;

namespace CeCommerce.Personal.Texts;

/// <summary>
/// What somebody wrote in a matter of a person, sealed under that person's key. Whoever asked for it refers to it by its id; it is never changed, and gone when the
/// person is erased.
/// </summary>
public sealed class PersonalText
{
    private PersonalText()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Null once the person was erased, as <see cref="ConsumerId"/>.</summary>
    public string? ClientId { get; private init; }

    public string? ConsumerId { get; private init; }

    public Guid KeyId { get; private init; }

    /// <summary>Null once the person was erased.</summary>
    public byte[]? Sealed { get; private init; }

    public DateTimeOffset WrittenAt { get; private init; }

    public DateTimeOffset? ErasedAt { get; private init; }

    internal Person? Owner => ClientId is { } client && ConsumerId is { } consumer ? new(client, consumer) : null;

    /// <param name="seal">The person's.</param>
    /// <param name="about">What it belongs to: it opens nowhere else.</param>
    /// <param name="text">What was written.</param>
    /// <param name="now">When.</param>
    internal static PersonalText Of(TextSeal seal, string about, string text, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new()
        {
            Id = id,
            ClientId = seal.Person.ClientId,
            ConsumerId = seal.Person.ConsumerId,
            KeyId = seal.Key.Id,
            Sealed = seal.Key.Seal(RecipientContent.Filled(JsonSerializer.SerializeToUtf8Bytes(text)), Place(id, about, seal.Person, seal.Key)),
            WrittenAt = now,
        };
    }

    /// <summary>Null when it is not as it was, or belongs elsewhere.</summary>
    internal string? Open(string about, Person owner, DataKey key) =>
        key.Open(Sealed, Place(Id, about, owner, key)) is { } bytes ? JsonSerializer.Deserialize<string>(bytes) : null;

    private static string Place(Guid id, string about, Person owner, DataKey key) => $"text/{id:N}/{about}/{owner.Digest}/{key.Id:N}";
}
