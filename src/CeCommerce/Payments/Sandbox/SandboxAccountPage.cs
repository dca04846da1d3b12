using CeCommerce.Payments.Connect;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CeCommerce.Payments.Sandbox;

/// <summary>The page on which a test operator's account is restricted, ended or paid again.</summary>
internal static class SandboxAccountPage
{
    private static readonly string Page = PlainPage.Of(
        "決済サンドボックス / Payment sandbox",
        """
        <h1>販売者の口座 / Seller's account</h1>
        <form method="post">
        <button name="state" value="enabled">有効にする / Enable</button>
        <button name="state" value="restricted">書類を求める / Restrict</button>
        <button name="state" value="rejected">拒否する / Reject</button>
        </form>
        """);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sandbox/accounts/{account}", (string account) => TypedResults.Content(Page, "text/html; charset=utf-8"));
        endpoints.MapPost("/sandbox/accounts/{account}", ChangeAsync).DisableAntiforgery();
    }

    private static async Task<Results<ContentHttpResult, NotFound, BadRequest<string>>> ChangeAsync(
        string account, HttpRequest request, SandboxAccounts accounts, PayoutAccounts mirror, CancellationToken cancellationToken)
    {
        var state = request.HasFormContentType ? (await request.ReadFormAsync(cancellationToken))["state"].ToString() : request.Query["state"].ToString();
        if (state is not ("enabled" or "restricted" or "rejected"))
        {
            return TypedResults.BadRequest("A form or query field state is needed: enabled, restricted or rejected.");
        }

        if (!WebhookNotice.IsName(account) || !await mirror.KnowsAsync(accounts.Name, account, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        await accounts.SayAsync(account, state switch { "enabled" => null, "restricted" => "requirements.past_due", _ => "rejected.other" }, cancellationToken);
        await mirror.HearOfAsync(account, cancellationToken);
        return TypedResults.Content(Page, "text/html; charset=utf-8");
    }
}
