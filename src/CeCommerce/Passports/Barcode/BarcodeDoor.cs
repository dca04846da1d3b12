using CeCommerce.Passports.Identity;
using CeCommerce.Passports.PublicPage;
using CeCommerce.Platform;

namespace CeCommerce.Passports.Barcode;

/// <summary><c>GET /passports/{id}/qr.svg</c> and its like: the Digital Link of a unit to print on a label, and nothing else.</summary>
internal static class BarcodeDoor
{
    private static RequestFault WithoutLink => new(
        "PASSPORT_WITHOUT_LINK",
        new(
            "このパスポートには GS1 Digital Link がありません。商品に GTIN がなく、CECOMMERCE_GS1_PREFIX も設定されていません。",
            "This passport has no GS1 Digital Link: the unit has no GTIN, and CECOMMERCE_GS1_PREFIX is not set."))
    { HttpStatus = StatusCodes.Status404NotFound };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var (name, symbology) in new[] { ("qr", Symbology.Qr), ("datamatrix", Symbology.DataMatrix) })
        {
            endpoints.MapGet($"/passports/{{id}}/{name}.svg", Door(symbology, SvgImage.Of, SvgImage.MediaType));
            endpoints.MapGet($"/passports/{{id}}/{name}.png", Door(symbology, PngImage.Of, PngImage.MediaType));
        }
    }

    private static RequestDelegate Door(Symbology symbology, Func<ModuleGrid, byte[]> draw, string mediaType) => http => PublicDoor.AnswerAsync(http, async http =>
    {
        if (PublicDoor.IdOf(http) is not { } id || !await http.RequestServices.GetRequiredService<PublicPassports>().IsPublicAsync(id, http.RequestAborted))
            throw PublicDoor.NotFound;
        var link = await http.RequestServices.GetRequiredService<PassportLinks>().OfAsync(id, PublicDoor.HomeOf(http), http.RequestAborted) ?? throw WithoutLink;
        (http.Response.Headers.CacheControl, http.Response.Headers.ContentSecurityPolicy) = ("public, max-age=86400", "sandbox; default-src 'none'");
        return Results.Bytes(draw(Barcode.Of(link.ToUri(), symbology)), mediaType);
    });
}
