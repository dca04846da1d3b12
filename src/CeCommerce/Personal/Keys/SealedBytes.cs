using System.Security.Cryptography;

namespace CeCommerce.Personal.Keys;

/// <summary>AES-256-GCM (NIST SP 800-38D): a byte for the form, a nonce of 12 random bytes, the ciphertext, a tag of 16 bytes.</summary>
internal static class SealedBytes
{
    public const int KeySize = 32;

    private const byte Form = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <param name="key">32 bytes. One key seals few things, so that random nonces never meet.</param>
    /// <param name="content">What is to be kept.</param>
    /// <param name="boundTo">Where it belongs: it opens nowhere else.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> boundTo)
    {
        var bytes = new byte[1 + NonceSize + content.Length + TagSize];
        bytes[0] = Form;
        var nonce = bytes.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, content, bytes.AsSpan(1 + NonceSize, content.Length), bytes.AsSpan(bytes.Length - TagSize), boundTo);
        return bytes;
    }

    /// <summary>Null when it was sealed under another key, belongs elsewhere, or is not as it was.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> boundTo)
    {
        if (bytes.Length < 1 + NonceSize + TagSize || bytes[0] != Form)
        {
            return null;
        }

        var content = new byte[bytes.Length - 1 - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(bytes.Slice(1, NonceSize), bytes.Slice(1 + NonceSize, content.Length), bytes[^TagSize..], content, boundTo);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
