using System.Security.Cryptography;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Platform.Proofs;

/// <summary>
/// The private keys of proofs: a file of PEM blocks, oldest first, that all servers of an installation share. The last one signs. They are never in the
/// database, so that whoever can write everything there cannot sign what they wrote, and never those that sign tokens.
/// </summary>
internal sealed class ProofKeyFile(ProofSettings settings, TimeProvider clock)
{
    private const string End = "-----END PRIVATE KEY-----";

    /// <summary>For messages.</summary>
    public string Place => settings.KeyFile;

    /// <summary>All of them, the newest last. The caller disposes it. Throws <see cref="StartRefused"/>.</summary>
    public ProofSigners Open()
    {
        try
        {
            if (settings.MayMakeKey)
            {
                PrivateFile.WriteFirst(settings.KeyFile, NewPem);
            }

            var pems = Pems();
            return pems.Count > 0 ? new([.. pems.Select(Signer)]) : throw new CryptographicException("There is none in it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new StartRefused(new ProofKeysUnusable(settings.KeyFile, e.Message));
        }
    }

    /// <summary>Adds a key, which signs from the next checkpoint on; answers its id.</summary>
    public string Rotate()
    {
        Open().Dispose();
        var pem = NewPem();
        PrivateFile.Write(settings.KeyFile, string.Join('\n', [.. Pems(), pem]) + "\n");
        using var made = Signer(pem);
        return made.Key.Id;
    }

    private List<string> Pems() =>
        [.. File.ReadAllText(settings.KeyFile).Split(End).Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => $"{part}\n{End}")];

    private ProofSigner Signer(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize == 256 ? new(key, clock.GetUtcNow()) : throw new CryptographicException($"The EC key has {key.KeySize} bits, not 256.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static string NewPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}

/// <summary>The file that should hold the keys of proofs does not, or cannot be read or made.</summary>
public sealed record ProofKeysUnusable(string File, string Reason) : UserError("CECOMMERCE_PROOF_KEYS")
{
    public override string Code => "PROOF_KEYS_UNUSABLE";

    public override LocalText Message => new(
        $"証明用の鍵 {File} を使えません。EC P-256 の秘密鍵(PEM)が必要です。({Reason})",
        $"The keys of proofs in {File} cannot be used: it must be a readable PEM file with EC P-256 private keys. {Reason}");
}
