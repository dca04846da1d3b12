using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Personal.Keys;

/// <summary>The key of one person while it is used; disposing wipes it.</summary>
internal sealed class DataKey : IDisposable
{
    private readonly byte[] _bytes;

    private DataKey(Guid id, byte[] bytes) => (Id, _bytes) = (id, bytes);

    public Guid Id { get; }

    public static DataKey New(DateTimeOffset now) => new(Guid.CreateVersion7(now), RandomNumberGenerator.GetBytes(SealedBytes.KeySize));

    /// <summary>Null when that master key did not wrap it, or not as it is now.</summary>
    public static DataKey? Unwrap(StoredKey stored, MasterKey master) =>
        SealedBytes.Open(master.Bytes, stored.Wrapped, Entry(stored.Person, stored.KeyId, master)) is { } bytes ? new(stored.KeyId, bytes) : null;

    public StoredKey Wrap(Sha256Digest person, MasterKey master, DateTimeOffset madeAt) =>
        new(person, Id, master.Id, SealedBytes.Seal(master.Bytes, _bytes, Entry(person, Id, master)), madeAt);

    public byte[] Seal(ReadOnlySpan<byte> content, string boundTo) => SealedBytes.Seal(_bytes, content, Encoding.UTF8.GetBytes(boundTo));

    public byte[]? Open(ReadOnlySpan<byte> bytes, string boundTo) => SealedBytes.Open(_bytes, bytes, Encoding.UTF8.GetBytes(boundTo));

    /// <summary>Tells equal contents without the key's help to nobody: a plain digest of an address could be found by trying addresses.</summary>
    public string Mark(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(HMACSHA256.HashData(_bytes, content));

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    private static byte[] Entry(Sha256Digest person, Guid id, MasterKey master) => Encoding.UTF8.GetBytes($"key/{person}/{id:N}/{master.Id}");
}
