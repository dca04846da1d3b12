using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Transport;

namespace CeCommerce.Payments.Webhooks;

/// <summary>Where processors tell that there is news: verified, kept, and then read at the processor itself.</summary>
internal static class WebhookDoor
{
    public const string Address = "/webhooks/payments/";

    private static readonly RequestFault Unknown = Fault("WEBHOOK_UNKNOWN", StatusCodes.Status404NotFound, "この決済事業者の通知は受け付けていません。", "No processor of that name is set up.");

    private static readonly RequestFault TooLarge = Fault("WEBHOOK_TOO_LARGE", StatusCodes.Status413PayloadTooLarge, "通知が大きすぎます。", "The notice is too large.");

    private static readonly RequestFault Unsigned = Fault(
        "WEBHOOK_SIGNATURE_WRONG", StatusCodes.Status401Unauthorized, "通知の署名が正しくないか、5分より古いものです。", "The signature of the notice is wrong, or older than 5 minutes.");

    private static readonly RequestFault Unreadable = Fault(
        "WEBHOOK_UNREADABLE", StatusCodes.Status400BadRequest,
        "通知として読めません。id・kind・reference(印字可能な ASCII 1〜100文字)と時刻が必要です。", "The body is no notice: id, kind and reference (1 to 100 printable ASCII characters) and a moment are needed.");

    private static readonly RequestFault WrongMode = Fault(
        "WEBHOOK_MODE_WRONG", StatusCodes.Status400BadRequest, "本番とテストが違う通知です。このサーバーのキーと同じモードの送信先を設定してください。",
        "The notice is of the other mode, live or test: point that mode's endpoint at a server with its keys.");

    private static readonly RequestFault OtherAccount = Fault(
        "WEBHOOK_ACCOUNT_UNKNOWN", StatusCodes.Status400BadRequest, "このサーバーの事業者のものではない口座についての通知です。", "The notice is about an account that belongs to no operator here.");

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(Address + "{gateway}", ReceiveAsync);

    private static async Task ReceiveAsync(HttpContext http, string gateway, WebhookInbox inbox, IEnumerable<IPaymentWebhooks> known, TimeProvider clock)
    {
        if (known.FirstOrDefault(webhooks => webhooks.Gateway == gateway) is not { } webhooks)
        {
            await FaultAnswer.WriteAsync(http, Unknown);
            return;
        }

        var body = await ReadAsync(http.Request, webhooks.BodyLimit, http.RequestAborted);
        var isSigned = body is not null && webhooks.IsSigned(http.Request.Headers, body);
        if (!isSigned || webhooks.Read(body) is not { } notice)
        {
            await FaultAnswer.WriteAsync(http, body is null ? TooLarge : isSigned ? Unreadable : Unsigned);
            return;
        }

        if (await RefusalOfAsync(webhooks, notice, http.RequestAborted) is { } refusal)
        {
            await FaultAnswer.WriteAsync(http, refusal);
            return;
        }

        await inbox.ReceiveAsync(
            new() { Gateway = gateway, EventId = notice.EventId, Kind = notice.Kind, Reference = notice.Reference, Account = notice.Account, Payload = body, ReceivedAt = clock.GetUtcNow() },
            http.RequestAborted);
    }

    private static async Task<RequestFault?> RefusalOfAsync(IPaymentWebhooks webhooks, WebhookNotice notice, CancellationToken cancellationToken) =>
        notice.IsLive is { } live && webhooks.IsLive is { } here && live != here ? WrongMode
        : notice.Account is { } account && !await webhooks.KnowsAsync(account, cancellationToken) ? OtherAccount
        : null;

    private static RequestFault Fault(string code, int status, string ja, string en) => new(code, new(ja, en)) { HttpStatus = status };

    private static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var body = new byte[limit + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length > limit ? null : body[..length];
    }
}
