using System.Globalization;
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
            headers.Link = $"<{link.ToUri()}?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\", <{link.ToUri()}?linkType=gs1:dpp>; rel=\"dpp\"; type=\"application/json\"";
        var accepted = http.Request.Query["format"].ToString() switch { "json" => "application/json", "jsonld" => PassportLinkedData.MediaType, _ => http.Request.Headers.Accept.ToString() };
        if (accepted.Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentSecurityPolicy = PassportStyle.Policy;
            var language = PublicDoor.LanguageOf(http);
            headers.ContentLanguage = language == Language.En ? "en" : "ja";
            return PublicDoor.Content(http, PassportPage.Of(passport, await passports.ReviewAsync(passport, http.RequestAborted), language), "text/html; charset=utf-8");
        }

        return accepted.Contains(PassportLinkedData.MediaType, StringComparison.OrdinalIgnoreCase)
            ? PublicDoor.Content(http, PassportLinkedData.Of(passport), PassportLinkedData.MediaType)
            : PublicDoor.Content(http, PassportJson.Of(passport), "application/json; charset=utf-8");
    }

    /// <summary>The number of the event that the page ends before; the newest when nobody says it.</summary>
    private static long Before(HttpContext http) => http.Request.Query["before"].ToString() switch
    {
        "" => long.MaxValue,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var before) => before,
        _ => throw new RequestFault("ARGUMENT_INVALID", new("before は整数で指定してください。", "Give before as a whole number.")) { HttpStatus = StatusCodes.Status400BadRequest },
    };
}
