using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Platform.Identity;

/// <summary>How tokens are signed and named.</summary>
/// <param name="Issuer">The same for all server processes on one database; part of every token.</param>
/// <param name="Home">The folder for what the server keeps outside the database.</param>
/// <param name="Key">Signs every token.</param>
/// <param name="Development">Allows plain HTTP at the token endpoint, demo apps and tokens from the command line.</param>
internal sealed record IdentitySettings(Uri Issuer, string Home, SigningCredentials Key, bool Development)
{
    /// <summary>A name that can never resolve: whoever wants OpenID discovery by issuer sets <c>CECOMMERCE_ISSUER</c>.</summary>
    public const string UnnamedIssuer = "https://cecommerce.invalid/";

    /// <summary>Who may accept the tokens: this API.</summary>
    public const string Audience = "urn:cecommerce:api";

    /// <summary>How long a token lives, and so how long a lost one can do harm.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Reads <c>CECOMMERCE_ISSUER</c> and the key file named by <c>CECOMMERCE_SIGNING_KEY</c>; without the latter the key is
    /// <c>keys/signing.pem</c> in the home, made on first use.
    /// </summary>
    public static Outcome<IdentitySettings> Read(Func<string, string?> variable, string home, bool development)
    {
        var issuerText = Given(variable, "CECOMMERCE_ISSUER") ?? UnnamedIssuer;
        if (!Uri.TryCreate(issuerText, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("https" or "http") || issuer.Query.Length > 0 || issuer.Fragment.Length > 0)
        {
            return new IssuerUnreadable(issuerText);
        }

        var loaded = Given(variable, "CECOMMERCE_SIGNING_KEY") is { } named
            ? SigningKey.Read(named)
            : SigningKey.ReadOrMake(Path.Combine(home, "keys", "signing.pem"));
        return loaded.Try(out var key, out var error) ? new IdentitySettings(issuer, home, key, development) : Outcome<IdentitySettings>.Refused(error);
    }

    private static string? Given(Func<string, string?> variable, string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

/// <summary>The issuer is no web address.</summary>
public sealed record IssuerUnreadable(string Issuer) : UserError("CECOMMERCE_ISSUER")
{
    public override string Code => "ISSUER_UNREADABLE";

    public override LocalText Message => new(
        "CECOMMERCE_ISSUER には https://api.example.jp/ のような、クエリーのない絶対 URL を指定してください。",
        "CECOMMERCE_ISSUER must be an absolute address without a query, such as https://api.example.jp/.");
}

/// <summary>The file that should hold the signing key does not, or cannot be read or made.</summary>
public sealed record SigningKeyUnusable(string File, string Reason) : UserError("CECOMMERCE_SIGNING_KEY")
{
    public override string Code => "SIGNING_KEY_UNUSABLE";

    public override LocalText Message => new(
        $"署名鍵 {File} を使えません。EC P-256 または 2048 ビット以上の RSA の秘密鍵（PEM）が必要です。({Reason})",
        $"The signing key {File} cannot be used: it must be a readable PEM file with an EC P-256 private key, or an RSA one of 2048 bits or more. {Reason}");
}
