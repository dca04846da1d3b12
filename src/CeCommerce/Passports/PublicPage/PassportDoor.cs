using System.Globalization;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Passports.PublicPage;

/// <summary><c>GET /passports/{id}</c>: the history of a unit, as a page for people and as JSON for everybody else.</summary>
internal static class PassportDoor
{
    public static string PathOf(PassportId id) => $"/passports/{id}";

    public static Task AnswerAsync(HttpContext http) => PublicDoor.AnswerAsync(http, ResultAsync);

    private static async Task<IResult> ResultAsync(HttpContext http)
    {
        var passports = http.RequestServices.GetRequiredService<PublicPassports>();
        if (PublicDoor.IdOf(http) is not { } id || await passports.FindAsync(id, PublicDoor.HomeOf(http), Before(http), http.RequestAborted) is not { } passport)
            throw PublicDoor.NotFound;
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=60";
        if (passport.Link is { } link)
            headers.Link = $"<{link.ToUri()}?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\"";
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return Results.Text(PassportJson.Of(passport), "application/json; charset=utf-8", Encoding.UTF8);
        headers.ContentSecurityPolicy = PassportPage.Policy;
        return Results.Text(PassportPage.Of(passport, PublicDoor.LanguageOf(http)), "text/html; charset=utf-8", Encoding.UTF8);
    }

    /// <summary>The number of the event that the page ends before; the newest when nobody says it.</summary>
    private static long Before(HttpContext http) => http.Request.Query["before"].ToString() switch
    {
        "" => long.MaxValue,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var before) => before,
        _ => throw new RequestFault("ARGUMENT_INVALID", new("before は整数で指定してください。", "Give before as a whole number.")) { HttpStatus = StatusCodes.Status400BadRequest },
    };
}
