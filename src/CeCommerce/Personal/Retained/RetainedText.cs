using CeCommerce.Platform;

namespace CeCommerce.Personal.Retained;

/// <summary>What the law wants kept for a time, whatever becomes of the person meanwhile.</summary>
public enum RetainedKind
{
    /// <summary>The name on a qualified invoice (適格請求書): its issuer keeps a copy for seven years (消費税法 57-4(6), 施行令 70-13).</summary>
    NamedInvoice,
}

/// <summary>
/// A text of a person that waits for its day: it is sealed under a key of its own file, apart from the person's, so that it can still be read when the person was erased. After its
/// last day it is emptied, and the key goes with the file's last text.
/// </summary>
public sealed class RetainedText
{
    private RetainedText()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Digest of whose it is.</summary>
    public byte[] Person { get; private init; } = [];

    public RetainedKind Kind { get; private init; }

    /// <summary>Digest under which the key of its file lies in the key store.</summary>
    public byte[] File { get; private init; } = [];

    public Guid KeyId { get; private init; }

    /// <summary>Null once its day was over.</summary>
    public byte[]? Sealed { get; private set; }

    /// <summary>The last day on which it is kept, in Japan.</summary>
    public DateOnly RetainedUntil { get; private init; }

    public DateTimeOffset KeptAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    internal Sha256Digest FileDigest => Sha256Digest.From(File);

    internal static RetainedText Of(RetainedPlace place, RetainedKind kind, Guid keyId, byte[] content) => new()
    {
        Id = place.Id,
        Person = place.Person.ToBytes(),
        Kind = kind,
        File = place.File.ToBytes(),
        KeyId = keyId,
        Sealed = content,
        RetainedUntil = place.Until,
        KeptAt = place.At,
    };

    internal void End(DateTimeOffset now) => (Sealed, EndedAt) = (null, now);
}

/// <summary>Where a text lies and until when.</summary>
/// <param name="Until">The last day.</param>
internal sealed record RetainedPlace(Guid Id, Sha256Digest Person, Sha256Digest File, DateOnly Until, DateTimeOffset At);
