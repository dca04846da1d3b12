using System.Text.Json;
using CeCommerce.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CeCommerce.Payments.Sandbox;

/// <summary>Where the sandbox's webhooks arrive, and the page on which a test buyer authenticates or pays.</summary>
internal static class SandboxEndpoints
{
    private const int BodyLimit = 16 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(SandboxPost.Path, ReceiveAsync);
        endpoints.MapGet("/sandbox/authenticate/{reference}", ShowAsync);
        endpoints.MapPost("/sandbox/authenticate/{reference}", DecideAsync);
    }

    private static async Task<Results<Ok, BadRequest<string>, StatusCodeHttpResult>> ReceiveAsync(
        HttpRequest request, WebhookInbox inbox, SandboxGateway gateway, SandboxSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } body)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!WebhookSignature.Verify(settings.Secret, clock.GetUtcNow(), request.Headers[WebhookSignature.Header], body))
        {
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (Parse(body) is not { } notice)
        {
            return TypedResults.BadRequest("The body is no notice: id, kind and reference (1 to 100 printable ASCII characters) and at (a moment) are needed.");
        }

        await inbox.ReceiveAsync(
            new() { Gateway = gateway.Name, EventId = notice.Id, Kind = notice.Kind, Reference = notice.Reference, ReceivedAt = clock.GetUtcNow() },
            cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new byte[BodyLimit + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length > BodyLimit ? null : body[..length];
    }

    private static SandboxNotice? Parse(byte[] body)
    {
        try
        {
            var notice = JsonSerializer.Deserialize<SandboxNotice>(body, CommerceJson.Options);
            return notice is not null && IsName(notice.Id) && IsName(notice.Kind) && IsName(notice.Reference) ? notice : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsName(string? text) => text is { Length: > 0 and <= 100 } && text.All(c => c is >= '!' and <= '~');

    private static async Task<Results<ContentHttpResult, NotFound>> ShowAsync(string reference, SandboxGateway gateway, CancellationToken cancellationToken) =>
        IsName(reference) && await gateway.FindAsync(reference, cancellationToken) is { } charge
            ? TypedResults.Content(Page(charge), "text/html; charset=utf-8")
            : TypedResults.NotFound();

    /// <summary>Form or query field <c>outcome</c>: <c>success</c> or <c>failure</c>.</summary>
    private static async Task<Results<ContentHttpResult, NotFound, BadRequest<string>>> DecideAsync(
        string reference, HttpRequest request, SandboxGateway gateway, CancellationToken cancellationToken)
    {
        var outcome = await OutcomeAsync(request, cancellationToken);
        if (outcome is not ("success" or "failure"))
        {
            return TypedResults.BadRequest("A form or query field outcome is needed: success or failure.");
        }

        return IsName(reference) && await gateway.DecideAsync(reference, outcome == "success", cancellationToken) is { } charge
            ? TypedResults.Content(Page(charge), "text/html; charset=utf-8")
            : TypedResults.NotFound();
    }

    /// <summary>Null when there is none, or when the form cannot be read.</summary>
    private static async Task<string?> OutcomeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasFormContentType ? (await request.ReadFormAsync(cancellationToken))["outcome"] : request.Query["outcome"];
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    private static string Page(Charge charge) =>
        $"""
        <!DOCTYPE html>
        <html lang="ja"><head><meta charset="utf-8"><title>決済サンドボックス / Payment sandbox</title></head>
        <body>
        <h1>決済サンドボックス / Payment sandbox</h1>
        <p>{charge.Reference}: {charge.Amount} ({charge.Status})</p>
        {(charge.Status is ChargeStatus.NeedsAuthentication or ChargeStatus.Pending ? Buttons : "<p>アプリに戻ってください。 / You can go back to the app.</p>")}
        </body></html>
        """;

    private const string Buttons =
        """
        <form method="post">
        <button name="outcome" value="success">認証・支払を成功させる / Succeed</button>
        <button name="outcome" value="failure">失敗させる / Fail</button>
        </form>
        """;
}
