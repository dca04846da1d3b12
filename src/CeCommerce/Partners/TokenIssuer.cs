using System.Security.Claims;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using Scopes = CeCommerce.Platform.Identity.Scopes;

namespace CeCommerce.Partners;

/// <summary>
/// Decides what goes into a token, after OpenIddict checked the app's secret, its grant types and the scopes it asks for.
/// </summary>
internal sealed class TokenIssuer(OpenIddictApplicationManager<PartnerApp> apps, Scopes known) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<TokenIssuer>()
        .SetOrder(0)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var app = await apps.FindByClientIdAsync(context.ClientId!, context.CancellationToken);
        if (app is null || app.RevokedAt is not null)
        {
            context.Reject(Errors.InvalidClient, "The app has been revoked.");
            return;
        }

        var consumer = context.Request.IsTokenExchangeGrantType() ? context.SubjectTokenPrincipal!.GetClaim(Claims.Subject) : null;
        var scopes = app.Grant(context.Request.GetScopes(), known.WithoutConsumer, forConsumer: consumer is not null);
        if (scopes.IsEmpty)
        {
            context.Reject(Errors.InvalidScope, "None of these scopes can be granted to this app in this way.");
            return;
        }

        context.SignIn(Principal(app, consumer)
            .SetScopes(scopes)
            .SetResources(IdentitySettings.Audience)
            .SetDestinations(static _ => [Destinations.AccessToken]));
    }

    private static ClaimsPrincipal Principal(PartnerApp app, string? consumer)
    {
        var identity = new ClaimsIdentity("partner-app", Claims.Name, TokenClaims.Role);
        identity.SetClaim(Claims.Subject, consumer is null ? app.ClientId : $"{app.ClientId}/{consumer}");
        identity.SetClaim(TokenClaims.Consumer, consumer);
        identity.SetClaim(TokenClaims.Operator, app.OperatorId?.ToString("D"));
        identity.SetClaim(TokenClaims.TrustedDocuments, app.TrustedDocumentsOnly ? "true" : null);
        identity.SetClaim(TokenClaims.Role, app.Role == Role.Consumer && consumer is null ? null : TokenClaims.NameOf(app.Role));
        return new ClaimsPrincipal(identity);
    }
}
