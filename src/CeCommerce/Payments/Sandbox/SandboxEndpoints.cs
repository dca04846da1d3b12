using System.Globalization;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CeCommerce.Payments.Sandbox;

/// <summary>The page on which a test buyer authenticates or pays.</summary>
internal static class SandboxEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sandbox/authenticate/{reference}", ShowAsync);
        endpoints.MapPost("/sandbox/authenticate/{reference}", DecideAsync);
        endpoints.MapPost("/sandbox/transfers/{reference}", SendAsync).DisableAntiforgery();
    }

    /// <summary>The buyer sends money by bank transfer. Form or query field <c>amount</c>: whole yen.</summary>
    private static async Task<Results<ContentHttpResult, NotFound, BadRequest<string>>> SendAsync(
        string reference, HttpRequest request, SandboxGateway gateway, SandboxCash cash, CancellationToken cancellationToken)
    {
        if (!long.TryParse(await FieldAsync(request, "amount", cancellationToken), CultureInfo.InvariantCulture, out var amount) || amount is < 1 or > 99_999_999)
        {
            return TypedResults.BadRequest("A form or query field amount is needed: whole yen.");
        }

        return WebhookNotice.IsName(reference) && await cash.SendAsync(reference, amount, cancellationToken) is not null && await gateway.FindAsync(reference, cancellationToken) is { } charge
            ? TypedResults.Content(Page(charge), "text/html; charset=utf-8")
            : TypedResults.NotFound();
    }

    private static async Task<Results<ContentHttpResult, NotFound>> ShowAsync(string reference, SandboxGateway gateway, CancellationToken cancellationToken) =>
        WebhookNotice.IsName(reference) && await gateway.FindAsync(reference, cancellationToken) is { } charge
            ? TypedResults.Content(Page(charge), "text/html; charset=utf-8")
            : TypedResults.NotFound();

    /// <summary>Form or query field <c>outcome</c>: <c>success</c> or <c>failure</c>.</summary>
    private static async Task<Results<ContentHttpResult, NotFound, BadRequest<string>>> DecideAsync(
        string reference, HttpRequest request, SandboxGateway gateway, SandboxCash cash, CancellationToken cancellationToken)
    {
        var outcome = await FieldAsync(request, "outcome", cancellationToken);
        if (outcome is not ("success" or "failure"))
        {
            return TypedResults.BadRequest("A form or query field outcome is needed: success or failure.");
        }

        // A transfer is paid by money that comes, not by a word.
        if (outcome == "success" && WebhookNotice.IsName(reference) && await gateway.FindAsync(reference, cancellationToken) is { Action: BankTransferDetails bank })
        {
            await cash.SendAsync(reference, bank.Remaining.Amount, cancellationToken);
        }

        return WebhookNotice.IsName(reference) && await gateway.DecideAsync(reference, outcome == "success", cancellationToken) is { } charge
            ? TypedResults.Content(Page(charge), "text/html; charset=utf-8")
            : TypedResults.NotFound();
    }

    /// <summary>Null when there is none, or when the form cannot be read.</summary>
    private static async Task<string?> FieldAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasFormContentType ? (await request.ReadFormAsync(cancellationToken))[name] : request.Query[name];
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    private static string Page(Charge charge) => PlainPage.Of(
        "決済サンドボックス / Payment sandbox",
        $"""
        <h1>決済サンドボックス / Payment sandbox</h1>
        <p>{charge.Reference}: {charge.Amount} ({charge.Status})</p>
        {(charge.Action is BankTransferDetails bank ? Transfer(charge, bank) : charge.Status is ChargeStatus.NeedsAuthentication or ChargeStatus.Pending ? Buttons : "<p>アプリに戻ってください。 / You can go back to the app.</p>")}
        """);

    private static string Transfer(Charge charge, BankTransferDetails bank) =>
        $"""
        <form method="post" action="/sandbox/transfers/{charge.Reference}">
        <label>振込額（円） / Yen to send <input name="amount" type="number" min="1" value="{bank.Remaining.Amount}"></label>
        <button>振り込む / Send</button>
        </form>
        """;

    private const string Buttons =
        """
        <form method="post">
        <button name="outcome" value="success">認証・支払を成功させる / Succeed</button>
        <button name="outcome" value="failure">失敗させる / Fail</button>
        </form>
        """;
}
