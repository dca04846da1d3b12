using System.Net.Http.Headers;
using CeCommerce.Checkout;
using CeCommerce.Personal;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Transport;
using Microsoft.AspNetCore.Http.Features;

namespace CeCommerce.Orders.Photos;

/// <summary>
/// <c>POST /orders/{id}/photos</c>: the bytes of a JPEG or PNG as the body, answered by the <c>sha256</c> of what is kept of it, by which messages and problems name it;
/// <c>GET /orders/{id}/photos/{sha256}</c> gives it to the two sides and the platform's staff.
/// </summary>
internal static class PhotoDoor
{
    private static readonly LocalText s_token = new("写真の送受信にはアクセストークンが必要です。", "Photos need an access token.");

    public static string PathOf(OrderPhoto photo) => $"/orders/{photo.OrderId}/photos/{photo.Sha256}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/orders/{id}/photos", (RequestDelegate)(http => AnswerAsync(http, TakeAsync)));
        endpoints.MapGet("/orders/{id}/photos/{sha256}", (RequestDelegate)(http => AnswerAsync(http, GiveAsync)));
    }

    private static async Task AnswerAsync(HttpContext http, Func<HttpContext, Task<IResult>> answer)
    {
        try
        {
            await (await answer(http)).ExecuteAsync(http);
        }
        catch (RequestFault fault)
        {
            await FaultAnswer.WriteAsync(http, fault);
        }
    }

    private static async Task<IResult> TakeAsync(HttpContext http)
    {
        var caller = await DownloadCaller.ReadAsync(http, BuyingScopes.Write, s_token);
        if (caller.Role is not (Role.Consumer or Role.Operator))
        {
            throw new RequestFault("FORBIDDEN", new("写真を送信できるのは購入者と事業者だけです。", "Only the buyer and the operator of an order send photos.")) { HttpStatus = StatusCodes.Status403Forbidden };
        }

        var bytes = await BytesAsync(http);
        var (file, flaw) = PhotoFile.Read(bytes, MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? type.MediaType ?? "" : "");
        if (file is null)
        {
            throw FaultAnswer.Of(new PhotoRefused(flaw), flaw == PhotoFlaw.WrongType ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status422UnprocessableEntity);
        }

        var sent = await http.RequestServices.GetRequiredService<PhotoService>().SendAsync(caller, OrderOf(http), file, http.RequestAborted);
        return sent.Try(out var photo, out var refusal)
            ? Results.Json(new { sha256 = photo.Sha256, mediaType = photo.MediaType, photo.Width, photo.Height, photo.Length, path = PathOf(photo) }, statusCode: StatusCodes.Status201Created)
            : throw FaultAnswer.Of(refusal, StatusOf(refusal));
    }

    private static async Task<IResult> GiveAsync(HttpContext http)
    {
        var caller = await DownloadCaller.ReadAsync(http, BuyingScopes.Read, s_token);
        var opened = await http.RequestServices.GetRequiredService<PhotoService>().OpenAsync(caller, OrderOf(http), http.GetRouteValue("sha256") as string ?? "", http.RequestAborted);
        if (!opened.Try(out var photo, out var refusal))
        {
            throw FaultAnswer.Of(refusal, StatusOf(refusal));
        }

        var headers = http.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers.ContentSecurityPolicy) = ("private, no-store", "nosniff", "sandbox; default-src 'none'");
        return Results.File(photo.Bytes, photo.Photo.MediaType);
    }

    /// <summary>Throws a <see cref="RequestFault"/> when it is too large to be kept, before it was read.</summary>
    private static async Task<byte[]> BytesAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Counted below, where it is refused in words.
            limit.MaxRequestBodySize = PhotoVault.MostBytes + 1024;
        }

        var content = new byte[PhotoVault.MostBytes + 1];
        var length = http.Request.ContentLength > PhotoVault.MostBytes
            ? content.Length
            : await http.Request.Body.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, http.RequestAborted);
        return length <= PhotoVault.MostBytes ? content[..length] : throw FaultAnswer.Of(new PhotoRefused(PhotoFlaw.TooLarge), StatusCodes.Status413PayloadTooLarge);
    }

    private static OrderId OrderOf(HttpContext http) => TypedId.TryParse<OrderId>(http.GetRouteValue("id") as string ?? "", out var id)
        ? id
        : throw FaultAnswer.Of(new OrderNotFound("", "orderId"), StatusCodes.Status404NotFound);

    private static int StatusOf(IUserError refusal) => refusal switch
    {
        OrderNotFound or PhotoNotFound => StatusCodes.Status404NotFound,
        TooManyPhotos => StatusCodes.Status409Conflict,
        PhotoErased => StatusCodes.Status410Gone,
        PersonalKeysUnavailable or PersonalDataBusy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
