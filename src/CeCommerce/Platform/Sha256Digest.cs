using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace CeCommerce.Platform;

/// <summary>A SHA-256 digest: 32 bytes in the database, 64 lower-case hex digits outside. Nothing else can be made into one.</summary>
public sealed record Sha256Digest
{
    private const int Digits = SHA256.HashSizeInBytes * 2;

    private readonly string _hex;

    private Sha256Digest(string hex) => _hex = hex;

    /// <summary>Throws when there are not exactly 32 bytes.</summary>
    public static Sha256Digest From(ReadOnlySpan<byte> bytes) => bytes.Length == SHA256.HashSizeInBytes
        ? new(Convert.ToHexStringLower(bytes))
        : throw new ArgumentException($"A SHA-256 digest has {SHA256.HashSizeInBytes} bytes, not {bytes.Length}.", nameof(bytes));

    public static bool TryParse(string? text, [NotNullWhen(true)] out Sha256Digest? digest)
    {
        digest = text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;
        return digest is not null;
    }

    public byte[] ToBytes() => Convert.FromHexString(_hex);

    public override string ToString() => _hex;
}
