using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.Identity;
using GraphQL;

namespace CeCommerce.Partners;

/// <summary>A new partner app.</summary>
/// <param name="Name">What people call the app, 1 to 80 characters.</param>
/// <param name="Role">For whom the app works. CONSUMER is an app that consumers use.</param>
/// <param name="OperatorId">The operator (`opr_…`) that an app with the role OPERATOR or REFURBISHER works for; no other role has one.</param>
/// <param name="Scopes">The most that its tokens can be granted; all that the role may have when left out.</param>
/// <param name="MayActForConsumers">May exchange the id of one of its consumers for a token in that consumer's name; only with the role CONSUMER.</param>
/// <param name="TrustedDocumentsOnly">May only send GraphQL documents that were registered beforehand.</param>
public sealed record RegisterPartnerAppInput(
    string Name, Role Role, [property: Id] string? OperatorId, IReadOnlyList<string>? Scopes, bool MayActForConsumers, bool TrustedDocumentsOnly);

/// <summary>Which app to give a new secret.</summary>
/// <param name="Id">The app (`app_…`).</param>
public sealed record RotatePartnerAppSecretInput(PartnerAppId Id);

/// <summary>Which app to take the access from.</summary>
/// <param name="Id">The app (`app_…`).</param>
/// <param name="Reason">Kept in the history.</param>
public sealed record RevokePartnerAppInput(PartnerAppId Id, string? Reason);

/// <summary>The app with its secret, or why there is none.</summary>
/// <param name="PartnerApp">The app; null when it was refused.</param>
/// <param name="ClientSecret">The `client_secret` for the token endpoint. Shown in this answer and never again.</param>
/// <param name="Errors">Why it was refused; empty when it was not.</param>
internal sealed record PartnerAppSecretPayload(PartnerApp? PartnerApp, string? ClientSecret, IReadOnlyList<IUserError> Errors);

/// <summary>The revoked app, or why it was not revoked.</summary>
/// <param name="PartnerApp">The app; null when it was refused.</param>
/// <param name="Errors">Why it was refused; empty when it was not.</param>
internal sealed record RevokePartnerAppPayload(PartnerApp? PartnerApp, IReadOnlyList<IUserError> Errors);

/// <summary>Care of partner apps, for those who run the platform.</summary>
[Allow(Role.Platform, Scope = Scopes.Platform)]
internal sealed class PartnerAppMutations
{
    /// <summary>Registers an app that may ask for access tokens. Its secret is in this answer and never shown again.</summary>
    /// <param name="input">The app.</param>
    public static async Task<PartnerAppSecretPayload> RegisterPartnerAppAsync(
        RegisterPartnerAppInput input, Caller caller, [FromServices] PartnerAppService apps, CancellationToken cancellationToken)
    {
        if (!TryTenant(input.OperatorId, out var tenant))
        {
            return new(null, null, [new PartnerAppOperatorMissing(input.Role, "input", "operatorId")]);
        }

        var request = new PartnerAppRequest(input.Name, input.Role, tenant, input.Scopes, input.MayActForConsumers, input.TrustedDocumentsOnly);
        return Shown(await apps.RegisterAsync(request, caller, cancellationToken));
    }

    /// <summary>Gives an app a new secret; the old one stops working at once. Tokens already given live on until they expire.</summary>
    /// <param name="input">Which app.</param>
    public static async Task<PartnerAppSecretPayload> RotatePartnerAppSecretAsync(
        RotatePartnerAppSecretInput input, Caller caller, [FromServices] PartnerAppService apps, CancellationToken cancellationToken) =>
        Shown(await apps.RotateSecretAsync(input.Id, caller, cancellationToken));

    /// <summary>Takes an app's access away for good. Tokens already given live on until they expire, an hour at most.</summary>
    /// <param name="input">Which app and why.</param>
    public static async Task<RevokePartnerAppPayload> RevokePartnerAppAsync(
        RevokePartnerAppInput input, Caller caller, [FromServices] PartnerAppService apps, CancellationToken cancellationToken)
    {
        var outcome = await apps.RevokeAsync(input.Id, caller, input.Reason, cancellationToken);
        return outcome.Try(out var app, out var error) ? new(app, []) : new(null, [error]);
    }

    private static PartnerAppSecretPayload Shown(Outcome<IssuedPartnerApp> outcome) =>
        outcome.Try(out var issued, out var error) ? new(issued.App, issued.Secret, []) : new(null, null, [error]);

    private static bool TryTenant(string? text, out Guid? tenant)
    {
        tenant = TypedId.TrySplit(text, out var prefix, out var value) && prefix.SequenceEqual(OperatorId.Prefix) ? value : null;
        return text is null || tenant is not null;
    }
}
