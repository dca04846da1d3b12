using CeCommerce.Items;
using CeCommerce.Passports.Identity;
using CeCommerce.Platform;

namespace CeCommerce.Passports.PublicPage;

/// <summary><c>GET /models/{gtin}</c>: what a GTIN is, told by a public unit that bears it. A link to an unknown serial leads here.</summary>
internal static class ModelDoor
{
    public static string PathOf(string gtin) => $"/models/{gtin}";

    /// <summary>As people call it: brand, name and number, as far as there are any.</summary>
    public static string NameOf(ProductModel model) => string.Join(' ', new[] { model.Brand, model.Name, model.ModelNumber }.Where(part => !string.IsNullOrWhiteSpace(part)));

    public static Task AnswerAsync(HttpContext http) => PublicDoor.AnswerAsync(http, ResultAsync);

    private static async Task<IResult> ResultAsync(HttpContext http)
    {
        var gtin = http.GetRouteValue("gtin") as string ?? "";
        if (await http.RequestServices.GetRequiredService<PassportLinks>().AnyOfModelAsync(new("01", gtin), http.RequestAborted) is not { } id)
            throw PublicDoor.NotFound;
        var model = await http.RequestServices.GetRequiredService<PublicPassports>().ModelAsync(id, http.RequestAborted);
        http.Response.Headers.CacheControl = "public, max-age=60";
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return PublicDoor.Content(http, PassportJson.Of(model with { Gtin = gtin }).ToJsonString(), "application/json; charset=utf-8");
        http.Response.Headers.ContentSecurityPolicy = PassportStyle.Policy;
        return PublicDoor.Content(http, Page(gtin, model, PublicDoor.LanguageOf(http)), "text/html; charset=utf-8");
    }

    private static string Page(string gtin, ProductModel model, Language language)
    {
        var (title, tag) = language == Language.En ? ("Product model", "en") : ("製品モデル", "ja");
        return $"""
            <!DOCTYPE html>
            <html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{PassportStyle.Text}</style></head>
            <body>
            <h1>{title}</h1>
            <p><bdi>{Html.Text(NameOf(model))}</bdi></p>
            <p>GTIN {gtin}</p>
            </body></html>
            """;
    }
}
