using System.Security.Cryptography;
using System.Text;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;

namespace CeCommerce.Orders.Photos;

/// <summary>Keeps the bytes of photos in the store of files, each sealed under a key of its own.</summary>
internal sealed class PhotoVault(FileStore store)
{
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Of what is kept, which nobody can look into.</summary>
    public const string MediaType = "application/octet-stream";

    /// <summary>What the seal adds to the photo itself, and a new word on how to hold it.</summary>
    private const int Around = 64;

    private static readonly FileArea Area = new("photos", MostBytes + Around, MediaType);

    public async Task<Outcome<SentPhoto>> KeepAsync(OrderId order, PhotoFile file, CancellationToken cancellationToken)
    {
        var digest = Sha256Digest.From(SHA256.HashData(file.Bytes));
        var key = RandomNumberGenerator.GetBytes(SealedBytes.KeySize);
        using var content = new MemoryStream(SealedBytes.Seal(key, file.Bytes, Place(order, digest.ToString())), writable: false);
        return (await store.PutAsync(Area, content, MediaType, cancellationToken)).Try(out var stored, out var refusal)
            ? new SentPhoto(digest, file, file.Bytes.Length, stored, Convert.ToBase64String(key))
            : Outcome<SentPhoto>.Refused(refusal);
    }

    /// <summary>The photo as it was kept.</summary>
    /// <param name="photo">Which.</param>
    /// <param name="key">As its text says it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<byte[]>> OpenAsync(OrderPhoto photo, string key, CancellationToken cancellationToken)
    {
        if (!(await store.OpenAsync(Area, photo.Stored, cancellationToken)).Try(out var stream, out var refusal))
        {
            return Outcome<byte[]>.Refused(refusal);
        }

        await using (stream)
        {
            var kept = new byte[photo.StoredLength];
            await stream.ReadExactlyAsync(kept, cancellationToken);
            return SealedBytes.Open(Convert.FromBase64String(key), kept, Place(photo.OrderId, photo.Sha256)) is { } bytes ? bytes : new FileDamaged(photo.Stored.Digest);
        }
    }

    private static byte[] Place(OrderId order, string digest) => Encoding.UTF8.GetBytes($"photo/{order}/{digest}");
}
