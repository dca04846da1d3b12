using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Partners;

/// <summary>Whom a token made on this machine speaks for, in the words of the command line.</summary>
internal sealed record LocalTokenAsked(Role Role, string Operator, string Consumer, IReadOnlyList<string> Scopes);

/// <summary>Whom a token made on this machine speaks for.</summary>
internal sealed record LocalTokenRequest(Role Role, Guid? OperatorId, string? Consumer, IReadOnlyList<string> Scopes);

/// <summary>Tokens without a secret are for development only.</summary>
public sealed record LocalTokenOutsideDevelopment() : UserError("--as")
{
    public override string Code => "LOCAL_TOKEN_OUTSIDE_DEVELOPMENT";

    public override LocalText Message => new(
        "token コマンドは開発環境でのみ使えます。アプリを登録し、/connect/token でトークンを取得してください。",
        "The command token works in development only. Register an app and get its tokens at /connect/token.");
}

/// <summary>No operator has this code.</summary>
public sealed record OperatorCodeUnknown(string OperatorCode) : UserError("--operator")
{
    public override string Code => "OPERATOR_CODE_UNKNOWN";

    public override LocalText Message => new($"事業者 {OperatorCode} は登録されていません。", $"There is no operator with the code {OperatorCode}.");
}

/// <summary>What was given as a consumer's id could be an e-mail address or a name.</summary>
public sealed record ConsumerIdInvalid() : UserError("--consumer")
{
    public override string Code => "CONSUMER_ID_INVALID";

    public override LocalText Message => new("消費者 ID は '@' と空白を含まない ASCII 1〜128 文字です。", ConsumerId.Rule);
}

/// <summary>
/// Makes a token without server and secret, for whoever can read the signing key of this home; the door is open in
/// development only.
/// </summary>
internal sealed class LocalToken(IdentitySettings settings, OperatorDirectory operators, Scopes known, TimeProvider clock)
{
    /// <summary>A working day: with CECOMMERCE_CLOCK the running server's clock is ahead of the command's.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public async Task<Outcome<string>> MakeAsync(LocalTokenAsked asked, CancellationToken cancellationToken)
    {
        if (!settings.Development)
        {
            return new LocalTokenOutsideDevelopment();
        }

        var allowed = known.Of(asked.Role);
        if (asked.Scopes.FirstOrDefault(scope => !allowed.Contains(scope)) is { } wrong)
        {
            return new PartnerAppScopeRefused(wrong, [.. allowed.Order(StringComparer.Ordinal)], "--scope");
        }

        if (asked.Role == Role.Consumer)
        {
            return ConsumerId.IsValid(asked.Consumer) ? Make(new(asked.Role, null, asked.Consumer, asked.Scopes)) : new ConsumerIdInvalid();
        }

        if (asked.Role is not (Role.Operator or Role.Refurbisher))
        {
            return Make(new(asked.Role, null, null, asked.Scopes));
        }

        return await operators.FindAsync(asked.Operator, cancellationToken) is { } tenant
            ? Make(new(asked.Role, tenant, null, asked.Scopes))
            : new OperatorCodeUnknown(asked.Operator);
    }

    public string Make(LocalTokenRequest request)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var client = request.Role == Role.Consumer ? "demo-app" : $"demo-{TokenClaims.NameOf(request.Role)}";
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = request.Consumer is null ? client : $"{client}/{request.Consumer}",
            [TokenClaims.ClientId] = client,
            [TokenClaims.Role] = TokenClaims.NameOf(request.Role),
            [TokenClaims.Scope] = string.Join(' ', (IEnumerable<string>)(request.Scopes.Count > 0 ? request.Scopes : known.Of(request.Role))),
        };
        if (request.Consumer is not null)
        {
            claims[TokenClaims.Consumer] = request.Consumer;
        }

        if (request.OperatorId is { } tenant)
        {
            claims[TokenClaims.Operator] = tenant.ToString("D");
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = settings.Issuer.AbsoluteUri,
            Audience = IdentitySettings.Audience,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = settings.Key,
        });
    }
}
