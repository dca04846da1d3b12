using Microsoft.IdentityModel.JsonWebTokens;

namespace CeCommerce.Platform.Identity;

/// <summary>Names of the claims in our access tokens, and what they say about the caller.</summary>
internal static class TokenClaims
{
    public const string ClientId = "client_id";
    public const string Scope = "scope";

    /// <summary>Camel-case name of a <see cref="Platform.Role"/>; absent when an app speaks for nobody.</summary>
    public const string Role = "role";

    /// <summary>The tenant, a UUID.</summary>
    public const string Operator = "operator";

    /// <summary>The partner app's own id of the consumer.</summary>
    public const string Consumer = "consumer";

    /// <summary>"true" when the app may only send registered documents.</summary>
    public const string TrustedDocuments = "trusted_documents";

    /// <summary>Null when the claims do not add up to a caller: then the token is none of ours, whatever its signature.</summary>
    public static Caller? Read(JsonWebToken token)
    {
        var clientId = Text(token, ClientId);
        if (clientId is null || !StorableText.Is(clientId) || !TryRole(Text(token, Role), out var role) || !TryTenant(Text(token, Operator), out var tenant))
        {
            return null;
        }

        var consumer = Text(token, Consumer);
        var complete = role switch
        {
            null or Platform.Role.Auditor or Platform.Role.Platform => consumer is null && tenant is null,
            Platform.Role.Consumer => ConsumerId.IsValid(consumer) && tenant is null,
            _ => consumer is null && tenant is not null,
        };
        var scopes = (Text(token, Scope) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return !complete ? null : new(role, consumer, tenant, clientId, scopes)
        {
            TrustedDocumentsOnly = Text(token, TrustedDocuments) == "true",
            ExpiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero),
        };
    }

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static bool TryRole(string? text, out Role? role)
    {
        role = Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(known => text == NameOf(known!.Value));
        return text is null || role is not null;
    }

    private static bool TryTenant(string? text, out Guid? tenant)
    {
        tenant = Guid.TryParseExact(text, "D", out var id) ? id : null;
        return text is null || tenant is not null;
    }

    public static string NameOf(Role role) => role switch
    {
        Platform.Role.Consumer => "consumer",
        Platform.Role.Operator => "operator",
        Platform.Role.Refurbisher => "refurbisher",
        Platform.Role.Auditor => "auditor",
        Platform.Role.Platform => "platform",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
