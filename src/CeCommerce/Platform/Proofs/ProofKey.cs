using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Platform.Proofs;

/// <summary>The public half of a key that signs proofs (P-256), and who vouches for it: the first of a ring nobody, each later one the key before it.</summary>
/// <param name="Id">SHA-256 of the public key (SubjectPublicKeyInfo, DER), base64url.</param>
/// <param name="Public">That key in base64.</param>
/// <param name="MadeAt">In whole seconds.</param>
/// <param name="Before">The key that vouches; null for the first.</param>
/// <param name="Vouching">Its signature over <see cref="Body"/> in base64; null for the first.</param>
internal sealed record ProofKey(string Id, string Public, DateTimeOffset MadeAt, string? Before, string? Vouching)
{
    public const int SignatureSize = 64;
    public const int HintSize = 4;
    private const int IdLength = 43;

    /// <summary>What the key before signs.</summary>
    [JsonIgnore]
    public string Body => string.Create(CultureInfo.InvariantCulture, $"cecommerce proof key\n{Id}\n{Public}\n{MadeAt.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'}\n{Before}\n");

    public static bool IsId(string text) => text.Length == IdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The first bytes of the id, by which a reader of notes finds the key.</summary>
    public static byte[] Hint(string id) => IsId(id) ? Base64UrlEncoder.DecodeBytes(id[..8])[..HintSize] : new byte[HintSize];

    /// <summary>What somebody may have written over; empty when it is no base64.</summary>
    public static byte[] Decode(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? "", bytes, out var length) ? bytes[..length] : [];
    }

    public static string IdOf(ReadOnlySpan<byte> publicKey) => Base64UrlEncoder.Encode(SHA256.HashData(publicKey));

    public bool Verifies(string text, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(Public), out _);
            return key.KeySize == 256 && key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether it is called what its bytes say.</summary>
    public bool IsItself() => IdOf(Decode(Public)) == Id;
}

/// <summary>A key that can sign.</summary>
internal sealed class ProofSigner : IDisposable
{
    private readonly ECDsa _key;

    public ProofSigner(ECDsa key, DateTimeOffset madeAt)
    {
        _key = key;
        var spki = key.ExportSubjectPublicKeyInfo();
        Key = new(ProofKey.IdOf(spki), Convert.ToBase64String(spki), DateTimeOffset.FromUnixTimeSeconds(madeAt.ToUnixTimeSeconds()), null, null);
    }

    /// <summary>As the first of a ring.</summary>
    public ProofKey Key { get; }

    public byte[] Sign(string text) => _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>The other key, vouched for by this one.</summary>
    public ProofKey Vouch(ProofKey next)
    {
        var body = next with { Before = Key.Id };
        return body with { Vouching = Convert.ToBase64String(Sign(body.Body)) };
    }

    public void Dispose() => _key.Dispose();
}

/// <summary>The keys of a file.</summary>
internal sealed class ProofSigners(IReadOnlyList<ProofSigner> all) : IDisposable
{
    public ProofSigner Newest => all[^1];

    public ProofSigner? Find(string keyId) => all.FirstOrDefault(signer => signer.Key.Id == keyId);

    public void Dispose()
    {
        foreach (var signer in all)
        {
            signer.Dispose();
        }
    }
}
