using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CeCommerce.Platform.Identity;

/// <summary>
/// Reads the subject of a token exchange. OpenIddict takes a subject token for a signed one; here it is the app's own id
/// of its consumer, which needs no signature because the app proved itself with its secret in the same request and the
/// id counts only within that app. So the principal is made here, before OpenIddict tries to verify a signature.
/// </summary>
internal sealed class ConsumerSubject : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .UseSingletonHandler<ConsumerSubject>()
        .SetOrder(int.MinValue)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.ValidTokenTypes.Contains(ConsumerId.TokenType))
        {
            return default;
        }

        if (!ConsumerId.IsValid(context.Token))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidRequest, ConsumerId.Rule);
            return default;
        }

        context.Principal = new ClaimsPrincipal(new ClaimsIdentity("consumer-id"))
            .SetTokenType(ConsumerId.TokenType)
            .SetPresenters(context.Request?.ClientId ?? "")
            .SetClaim(OpenIddictConstants.Claims.Subject, context.Token);
        return default;
    }
}
