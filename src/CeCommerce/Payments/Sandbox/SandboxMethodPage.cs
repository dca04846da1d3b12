using CeCommerce.Payments.Saved;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CeCommerce.Payments.Sandbox;

/// <summary>The page on which a test consumer authenticates, so that a card is saved.</summary>
internal static class SandboxMethodPage
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sandbox/methods/{key}", ShowAsync);
        endpoints.MapPost("/sandbox/methods/{key}", DecideAsync).DisableAntiforgery();
    }

    private static async Task<Results<ContentHttpResult, NotFound>> ShowAsync(string key, SandboxMethods methods, CancellationToken cancellationToken) =>
        WebhookNotice.IsName(key) && await methods.FindAsync(key, cancellationToken) is { } method ? Page(method) : TypedResults.NotFound();

    /// <summary>Form or query field <c>outcome</c>: <c>success</c> or <c>failure</c>.</summary>
    private static async Task<Results<ContentHttpResult, NotFound, BadRequest<string>>> DecideAsync(string key, HttpRequest request, SandboxMethods methods, CancellationToken cancellationToken)
    {
        var outcome = request.HasFormContentType ? (await request.ReadFormAsync(cancellationToken))["outcome"].ToString() : request.Query["outcome"].ToString();
        if (outcome is not ("success" or "failure"))
        {
            return TypedResults.BadRequest("A form or query field outcome is needed: success or failure.");
        }

        return WebhookNotice.IsName(key) && await methods.DecideAsync(key, outcome == "success", cancellationToken) is { } method ? Page(method) : TypedResults.NotFound();
    }

    private static ContentHttpResult Page(MethodAtProcessor method) => TypedResults.Content(
        PlainPage.Of(
            "決済サンドボックス / Payment sandbox",
            $"""
            <h1>カードの保存 / Saving a card</h1>
            <p>{method.SetupId} ({method.State})</p>
            {(method.State == SavedMethodState.Pending ? Buttons : "<p>アプリに戻ってください。 / You can go back to the app.</p>")}
            """),
        "text/html; charset=utf-8");

    private const string Buttons =
        """
        <form method="post">
        <button name="outcome" value="success">認証を成功させる / Succeed</button>
        <button name="outcome" value="failure">失敗させる / Fail</button>
        </form>
        """;
}
