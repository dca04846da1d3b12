namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Turns a request's credentials into a <see cref="Caller"/>.</summary>
public interface ICallerReader
{
    /// <summary>The caller of an HTTP request, anonymous without credentials. Throws a <see cref="RequestFault"/> (401) for bad ones.</summary>
    ValueTask<Caller> ReadAsync(HttpContext http);

    /// <summary>The caller behind a bearer token that came inside a WebSocket's <c>connection_init</c>; null when the token is no good.</summary>
    ValueTask<Caller?> AuthenticateAsync(HttpContext http, string bearerToken, CancellationToken cancellation);
}
