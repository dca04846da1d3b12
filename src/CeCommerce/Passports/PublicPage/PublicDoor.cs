using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Transport;

namespace CeCommerce.Passports.PublicPage;

/// <summary>What the doors of passports have in common: they are open to anybody, from any page, and refuse in the caller's language.</summary>
internal static class PublicDoor
{
    public static RequestFault NotFound =>
        new("PASSPORT_NOT_FOUND", new("公開されたパスポートが見つかりません。", "There is no public passport of that name.")) { HttpStatus = StatusCodes.Status404NotFound };

    /// <summary>Where links lead: what the installation calls itself, else as it was called.</summary>
    public static string HomeOf(HttpContext http) => http.RequestServices.GetRequiredService<Settings>().PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host}";

    public static PassportId? IdOf(HttpContext http) => TypedId.TryParse<PassportId>(http.GetRouteValue("id") as string ?? "", out var id) ? id : null;

    /// <summary>The language of <c>?lang=</c>, else the one that is preferred.</summary>
    public static Language LanguageOf(HttpContext http) => http.Request.Query["lang"].ToString() switch
    {
        "ja" => Language.Ja,
        "en" => Language.En,
        _ => RequestLanguage.Of(http.Request.Headers.AcceptLanguage),
    };

    /// <summary>The content with its tag; nothing where the caller has it already.</summary>
    public static IResult Content(HttpContext http, string content, string mediaType)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32]}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(known => known == tag || known == $"W/{tag}" || known == "*")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(content, mediaType, Encoding.UTF8);
    }

    public static async Task AnswerAsync(HttpContext http, Func<HttpContext, Task<IResult>> answer)
    {
        var headers = http.Response.Headers;
        (headers.AccessControlAllowOrigin, headers.AccessControlExposeHeaders, headers.XContentTypeOptions) = ("*", "Link, Location", "nosniff");
        headers.Vary = "Accept, Accept-Language";
        try
        {
            await (await answer(http)).ExecuteAsync(http);
        }
        catch (RequestFault fault)
        {
            await FaultAnswer.WriteAsync(http, fault);
        }
    }
}
