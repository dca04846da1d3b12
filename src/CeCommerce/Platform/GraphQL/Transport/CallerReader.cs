using System.Security.Claims;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Turns a request's credentials into a <see cref="Caller"/>. The identity feature replaces the default by one that checks access tokens.</summary>
public interface ICallerReader
{
    /// <summary>The caller of an HTTP request, anonymous without credentials. Throws a <see cref="RequestFault"/> (401) for bad ones.</summary>
    ValueTask<Caller> ReadAsync(HttpContext http);

    /// <summary>The caller behind a bearer token that came inside a WebSocket's <c>connection_init</c>; null when the token is no good.</summary>
    ValueTask<Caller?> AuthenticateAsync(HttpContext http, string bearerToken, CancellationToken cancellation);
}

/// <summary>Believes the claims that authentication middleware has already checked: role, operator, consumer, client_id, scope.</summary>
public sealed class ClaimsCallerReader : ICallerReader
{
    public ValueTask<Caller> ReadAsync(HttpContext http) => ValueTask.FromResult(Of(http.User));

    public ValueTask<Caller?> AuthenticateAsync(HttpContext http, string bearerToken, CancellationToken cancellation) => ValueTask.FromResult<Caller?>(null);

    public static Caller Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || !Enum.TryParse<Role>(user.FindFirstValue("role"), ignoreCase: true, out var role))
        {
            return Caller.Anonymous;
        }

        var scopes = user.FindAll("scope").SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new Caller(
            role,
            user.FindFirstValue("consumer"),
            Guid.TryParse(user.FindFirstValue("operator"), out var operatorId) ? operatorId : null,
            user.FindFirstValue("client_id"),
            scopes.ToHashSet(StringComparer.Ordinal));
    }
}
