using BitFaster.Caching.Lru;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Platform.Identity;

/// <summary>The request carried a token, but not one that this API accepts. Answered with HTTP 401, never read as anonymous.</summary>
public sealed record TokenRefused(bool Expired) : UserError
{
    public override string Code => "UNAUTHENTICATED";

    public override LocalText Message => Expired
        ? new("アクセストークンの有効期限が切れています。/connect/token で新しいトークンを取得してください。", "The access token has expired; get a new one at /connect/token.")
        : new("アクセストークンを受け付けられません。/connect/token で取得した Bearer トークンを送ってください。", "The access token is not accepted; send a bearer token from /connect/token.");

    /// <summary>For the <c>WWW-Authenticate</c> header of the answer (RFC 6750 3.1).</summary>
    public string Challenge => Expired
        ? "Bearer error=\"invalid_token\", error_description=\"The access token has expired.\""
        : "Bearer error=\"invalid_token\", error_description=\"The access token is not accepted.\"";
}

/// <summary>
/// Tells from an <c>Authorization</c> value who asks: from the HTTP header or from a WebSocket's <c>connection_init</c>.
/// Signature, type, issuer, audience and time are checked here without any SQL.
/// </summary>
internal sealed class CallerReader(IdentitySettings settings, TimeProvider clock)
{
    private const int Remembered = 4096;

    /// <summary>A token longer than this is none of ours, and not worth the reading.</summary>
    private const int Longest = 4096;

    /// <summary>Clocks of cluster members differ a little; a token may come from a server that is ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Verifying a signature costs more than a small query's answer, and an app sends one token thousands of times.</summary>
    private readonly ConcurrentLru<string, Caller> _known = new(Remembered);

    private readonly TokenValidationParameters _parameters = new()
    {
        ValidTypes = ["at+jwt"],
        ValidAlgorithms = [settings.Key.Algorithm],
        IssuerSigningKey = settings.Key.Key,
        ValidIssuer = settings.Issuer.AbsoluteUri,
        ValidAudience = IdentitySettings.Audience,
        ClockSkew = TimeSpan.Zero,
        LifetimeValidator = (from, until, _, _) => until > clock.GetUtcNow().UtcDateTime && (from ?? default) <= (clock.GetUtcNow() + Ahead).UtcDateTime,
    };

    /// <param name="authorization"><c>Bearer …</c>; nothing at all makes an anonymous caller.</param>
    public async ValueTask<Outcome<Caller>> ReadAsync(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization))
        {
            return Caller.Anonymous;
        }

        const string scheme = "Bearer ";
        if (authorization.Length > Longest || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new TokenRefused(Expired: false);
        }

        var token = authorization[scheme.Length..].Trim();
        if (_known.TryGet(token, out var known))
        {
            return known.ExpiresAt > clock.GetUtcNow() ? known : new TokenRefused(Expired: true);
        }

        return await VerifyAsync(token);
    }

    private async ValueTask<Outcome<Caller>> VerifyAsync(string token)
    {
        var result = await Handler.ValidateTokenAsync(token, _parameters);
        if (!result.IsValid)
        {
            return new TokenRefused(Expired: result.Exception is SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException);
        }

        if (TokenClaims.Read((JsonWebToken)result.SecurityToken) is not { } caller)
        {
            return new TokenRefused(Expired: false);
        }

        _known.AddOrUpdate(token, caller);
        return caller;
    }
}
