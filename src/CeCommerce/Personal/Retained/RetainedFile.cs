using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;

namespace CeCommerce.Personal.Retained;

/// <summary>A text that is to be saved, and what proves it to whoever may read it: a keyed digest, since a plain one could be found by trying names.</summary>
internal sealed record KeptText(RetainedText Row, Sha256Digest Digest);

/// <summary>Some texts of one person under one key.</summary>
internal sealed class RetainedFile(Sha256Digest person, Sha256Digest file, DataKey key) : IDisposable
{
    /// <summary>Tells equal texts to nobody but who has the key.</summary>
    public string Mark(string text) => key.Mark(Encoding.UTF8.GetBytes(text));

    /// <param name="until">The last day on which it is kept.</param>
    public KeptText Keep(RetainedKind kind, string text, DateOnly until, DateTimeOffset now)
    {
        var place = new RetainedPlace(Guid.CreateVersion7(now), person, file, until, now);
        var salt = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
        var content = RecipientContent.Filled(JsonSerializer.SerializeToUtf8Bytes(new SealedText(text, Convert.ToBase64String(salt)), CommerceJson.Options));
        var row = RetainedText.Of(place, kind, key.Id, key.Seal(content, BoundTo(place.Id)));
        return new(row, Sha256Digest.From(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Null when it was sealed for another place, or is not as it was.</summary>
    public static string? Open(RetainedText row, DataKey key) =>
        row.Sealed is { } bytes && key.Open(bytes, BoundTo(row.Id)) is { } content ? JsonSerializer.Deserialize<SealedText>(content, CommerceJson.Options)?.Text : null;

    public void Dispose() => key.Dispose();

    private static string BoundTo(Guid id) => $"retained/{id:N}";

    private sealed record SealedText(string Text, string Salt)
    {
        /// <summary>Nothing of it: it may be in a hand that logs.</summary>
        public override string ToString() => nameof(SealedText);
    }
}
