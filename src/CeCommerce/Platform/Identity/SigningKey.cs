using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Platform.Identity;

/// <summary>The key that signs access tokens, shared by all server processes of one home or cluster.</summary>
internal static class SigningKey
{
    public static Outcome<SigningCredentials> ReadOrMake(string file)
    {
        try
        {
            PrivateFile.WriteFirst(file, MakePem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SigningKeyUnusable(file, e.Message);
        }

        return Read(file);
    }

    public static Outcome<SigningCredentials> Read(string file)
    {
        try
        {
            return FromPem(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return new SigningKeyUnusable(file, e.Message);
        }
    }

    private static string MakePem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static SigningCredentials FromPem(string pem)
    {
        if (!pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            throw new CryptographicException("It holds no private key.");
        }

        var ec = ECDsa.Create();
        try
        {
            ec.ImportFromPem(pem);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            ec.Dispose();
            return FromRsaPem(pem);
        }

        return ec.KeySize == 256
            ? Named(new ECDsaSecurityKey(ec), SecurityAlgorithms.EcdsaSha256)
            : throw new CryptographicException($"The EC key has {ec.KeySize} bits, not 256.");
    }

    private static SigningCredentials FromRsaPem(string pem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa.KeySize >= 2048
            ? Named(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256)
            : throw new CryptographicException($"The RSA key has only {rsa.KeySize} bits.");
    }

    /// <summary>The key id is its RFC 7638 thumbprint, so that every process gives the same key the same name.</summary>
    private static SigningCredentials Named(AsymmetricSecurityKey key, string algorithm)
    {
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningCredentials(key, algorithm);
    }
}
