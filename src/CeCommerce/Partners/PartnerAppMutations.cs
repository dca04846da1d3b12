using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.Identity;
using GraphQL;

namespace CeCommerce.Partners;

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
        return PartnerAppSecretPayload.Of(await apps.RegisterAsync(request, caller, cancellationToken));
    }

    /// <summary>Gives an app a new secret; the old one stops working at once. Tokens already given live on until they expire.</summary>
    /// <param name="input">Which app.</param>
    public static async Task<PartnerAppSecretPayload> RotatePartnerAppSecretAsync(
        RotatePartnerAppSecretInput input, Caller caller, [FromServices] PartnerAppService apps, CancellationToken cancellationToken) =>
        PartnerAppSecretPayload.Of(await apps.RotateSecretAsync(input.Id, caller, cancellationToken));

    /// <summary>Takes an app's access away for good. Tokens already given live on until they expire, an hour at most.</summary>
    /// <param name="input">Which app and why.</param>
    public static async Task<RevokePartnerAppPayload> RevokePartnerAppAsync(
        RevokePartnerAppInput input, Caller caller, [FromServices] PartnerAppService apps, CancellationToken cancellationToken) =>
        RevokePartnerAppPayload.Of(await apps.RevokeAsync(input.Id, caller, input.Reason, cancellationToken));

    private static bool TryTenant(string? text, out Guid? tenant)
    {
        tenant = TypedId.TryParse<OperatorId>(text, out var id) ? id.Value : null;
        return text is null || tenant is not null;
    }
}
