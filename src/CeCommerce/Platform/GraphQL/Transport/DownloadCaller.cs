namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Who fetches a file by a door beside the GraphQL endpoint.</summary>
internal static class DownloadCaller
{
    /// <summary>Throws a <see cref="RequestFault"/> without a token or the scope.</summary>
    /// <param name="missing">Said to those without a token.</param>
    public static async Task<Caller> ReadAsync(HttpContext http, string scope, LocalText missing)
    {
        var services = http.RequestServices;
        var caller = await services.AsOfNowAsync(await services.GetRequiredService<ICallerReader>().ReadAsync(http), http.RequestAborted);
        if (caller.Role is null)
        {
            throw new RequestFault("UNAUTHENTICATED", missing) { HttpStatus = StatusCodes.Status401Unauthorized };
        }

        return caller.Scopes.Contains(scope)
            ? caller
            : throw new RequestFault("FORBIDDEN", new($"スコープ {scope} が必要です。", $"The scope {scope} is needed.")) { HttpStatus = StatusCodes.Status403Forbidden };
    }
}
