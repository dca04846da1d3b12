using CeCommerce.Personal.Keys;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>
/// That a person was erased: written before their key goes, so that whatever dies on the way is finished later, and a store of keys that comes back
/// from a backup brings nobody back.
/// </summary>
public sealed class PersonalDataErasure
{
    /// <summary>
    /// So long backups of the key store are kept: the longest month and some days to notice that one is needed. After that no copy of the person's
    /// key is left anywhere.
    /// </summary>
    public static readonly TimeSpan Backups = TimeSpan.FromDays(35);

    private PersonalDataErasure()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Digest of who it was; null when no backup can bring the key back any more.</summary>
    public byte[]? Person { get; private set; }

    /// <summary>Keys that may never be used again.</summary>
    public Guid[] KeyIds { get; private init; } = [];

    public DateTimeOffset At { get; private init; }

    /// <summary>App and role of who asked; not which consumer.</summary>
    public string ByWhom { get; private init; } = "";

    /// <summary>How many recipients went.</summary>
    public int Recipients { get; private init; }

    /// <summary>When the keys were gone from the key store.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>From when on no backup knows the person.</summary>
    public DateTimeOffset ForgottenAt => At + Backups;

    /// <summary>None once nobody knows whose they were: no backup brings them back.</summary>
    internal IEnumerable<ErasedKey> Keys => Person is { } person ? KeyIds.Select(id => new ErasedKey(Sha256Digest.From(person), id, At)) : [];

    internal static PersonalDataErasure Of(Sha256Digest person, IReadOnlyCollection<Guid> keys, int recipients, Caller caller, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Person = person.ToBytes(),
        KeyIds = [.. keys],
        // As it is told, and no finer: the same answer again is the same.
        At = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
        ByWhom = RecipientRead.NameOf(caller),
        Recipients = recipients,
    };

    internal void Finish(DateTimeOffset now) => FinishedAt = now;
}
