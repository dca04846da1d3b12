using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Transport;

namespace CeCommerce.Orders.Shipments;

/// <summary>What a carrier, or whoever speaks for carriers, tells of a shipment.</summary>
/// <param name="Id">Of the event, unique for who sends it: the same again changes nothing.</param>
/// <param name="TrackingNumber">The carrier's number.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it happened.</param>
/// <param name="Place">Where, in the carrier's words.</param>
internal sealed record CarrierNotice(string Id, string TrackingNumber, ShipmentEventKind Kind, DateTimeOffset At, string? Place);

/// <summary>Where carriers tell what became of shipments; nobody is asked back, so that the signature is all there is to trust.</summary>
internal static class ShipmentDoor
{
    public const string Address = "/shipments/events";
    public const string Header = "Shipment-Signature";
    private const int BodyLimit = 16 * 1024;
    private const int PlaceLength = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(new ConstantCaseNames(), allowIntegerValues: false) } };

    private static readonly TimeSpan Believable = TimeSpan.FromDays(365);

    private static readonly RequestFault Closed = Fault(
        "CARRIERS_NOT_SET_UP", StatusCodes.Status404NotFound, "配送業者からの通知は受け付けていません。", "No secret for carriers is set up.");

    private static readonly RequestFault TooLarge = Fault("CARRIER_EVENT_TOO_LARGE", StatusCodes.Status413PayloadTooLarge, "通知が大きすぎます。", "The event is too large.");

    private static readonly RequestFault Unsigned = Fault(
        "CARRIER_SIGNATURE_WRONG", StatusCodes.Status401Unauthorized, "通知の署名が正しくないか、5分より古いものです。", "The signature of the event is wrong, or older than 5 minutes.");

    private static readonly RequestFault Unreadable = Fault(
        "CARRIER_EVENT_UNREADABLE", StatusCodes.Status400BadRequest,
        "通知として読めません。id・trackingNumber・kind・at が必要です。", "The body is no event: id, trackingNumber, kind and at are needed.");

    private static readonly RequestFault Busy = Fault("CARRIER_EVENT_BUSY", StatusCodes.Status503ServiceUnavailable, "混み合っています。もう一度送ってください。", "Others were faster; send it again.");

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(Address, ReceiveAsync);

    private static async Task ReceiveAsync(HttpContext http, CarrierSecret secret, ShipmentInbox inbox, TimeProvider clock)
    {
        if (secret.Value is not { } key)
        {
            await FaultAnswer.WriteAsync(http, Closed);
            return;
        }

        var body = await ReadAsync(http.Request, http.RequestAborted);
        var isSigned = body is not null && WebhookSignature.Verify(key, clock.GetUtcNow(), http.Request.Headers[Header], body);
        if (!isSigned || Read(body, clock.GetUtcNow()) is not { } notice)
        {
            await FaultAnswer.WriteAsync(http, body is null ? TooLarge : isSigned ? Unreadable : Unsigned);
            return;
        }

        if ((await inbox.ReceiveAsync(notice, http.RequestAborted)).Error is not null)
        {
            await FaultAnswer.WriteAsync(http, Busy);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    /// <summary>Reads a signed body; null when it is no event.</summary>
    internal static CarrierNotice? Read(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        try
        {
            return JsonSerializer.Deserialize<CarrierNotice>(body, Json) is { } notice && IsReadable(notice, now) ? notice : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsReadable(CarrierNotice notice, DateTimeOffset now) =>
        notice.Id is { Length: > 0 and <= 100 } && notice.Id.All(c => c is >= '!' and <= '~')
        && notice.TrackingNumber is { Length: <= ShipmentService.CarrierLength } && StorableText.Is(notice.TrackingNumber) && ShipmentService.IsNumber(notice.TrackingNumber)
        && Enum.IsDefined(notice.Kind)
        && (notice.At - now).Duration() < Believable
        && (notice.Place is null || (notice.Place.Length <= PlaceLength && StorableText.Is(notice.Place)));

    private static RequestFault Fault(string code, int status, string ja, string en) => new(code, new(ja, en)) { HttpStatus = status };

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new byte[BodyLimit + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length > BodyLimit ? null : body[..length];
    }
}

/// <summary>Signs what carriers send; null where none do.</summary>
internal sealed record CarrierSecret(string? Value)
{
    public static CarrierSecret From(Settings settings) => new(settings.CarrierSecret ?? (settings.Environment == Environments.Development ? "only-for-development" : null));
}
