namespace CeCommerce.Platform.Proofs;

/// <summary>Where the keys of proofs lie, and who else is told of checkpoints.</summary>
/// <param name="KeyFile">CECOMMERCE_PROOF_KEYS; without it <c>keys/proofs.pem</c> of the home.</param>
/// <param name="MayMakeKey">Whether a file that is not there is made.</param>
/// <param name="WitnessFile">CECOMMERCE_WITNESS_FILE; null for none.</param>
/// <param name="WitnessUrl">CECOMMERCE_WITNESS_URL; null for none.</param>
internal sealed record ProofSettings(string KeyFile, bool MayMakeKey, string? WitnessFile, Uri? WitnessUrl)
{
    private const string Url = "CECOMMERCE_WITNESS_URL";

    public static Outcome<ProofSettings> Read(Func<string, string?> variable, string home)
    {
        var (keys, file, url) = (Given(variable, "CECOMMERCE_PROOF_KEYS"), Given(variable, "CECOMMERCE_WITNESS_FILE"), Given(variable, Url));
        Uri? address = null;
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out address) || address.Scheme is not ("https" or "http")))
        {
            return new SettingUnreadable(Url, new("https://witness.example.jp/checkpoints のような絶対 URL を指定してください", "write an absolute address like https://witness.example.jp/checkpoints"));
        }

        return new ProofSettings(keys ?? Path.Combine(home, "keys", "proofs.pem"), keys is null, file is null ? null : Path.GetFullPath(file), address);
    }

    private static string? Given(Func<string, string?> variable, string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
