using CeCommerce.Platform.Identity;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Tells the GraphQL transport who asks; a token that is not accepted is refused with 401, never read as anonymous.</summary>
internal sealed class TokenCallers(CallerReader reader) : ICallerReader
{
    public async ValueTask<Caller> ReadAsync(HttpContext http)
    {
        var read = await reader.ReadAsync(http.Request.Headers.Authorization);
        return read.Try(out var caller, out var error)
            ? caller
            : throw new RequestFault(error.Code, error.Message) { HttpStatus = StatusCodes.Status401Unauthorized };
    }

    public async ValueTask<Caller?> AuthenticateAsync(HttpContext http, string bearerToken, CancellationToken cancellation) =>
        (await reader.ReadAsync("Bearer " + bearerToken)).Value;
}
