using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Transport;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Disputes;

/// <summary><c>GET /disputes/{id}/evidence</c>: what there is to say to the buyer's bank as a PDF, made as it is asked for, for the operator of an order and the platform's staff.</summary>
internal static class EvidenceDoor
{
    private static readonly LocalText s_token = new("証拠資料の取得にはアクセストークンが必要です。", "Fetching evidence needs an access token.");

    public static string PathOf(DisputeId id) => $"/disputes/{id}/evidence";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/disputes/{id}/evidence", (RequestDelegate)AnswerAsync);

    public static void Extend(ObjectGraphType<Dispute> graph) => graph.Field<NonNullGraphType<StringGraphType>>("evidencePath")
        .Description("Where to fetch what there is to say to the bank as a PDF: a path on this server, to be asked with the same token. Its first page says until when, what is there and what is missing.")
        .Resolve(field => PathOf(field.Source.Id));

    private static async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await (await ResultAsync(http)).ExecuteAsync(http);
        }
        catch (RequestFault fault)
        {
            await FaultAnswer.WriteAsync(http, fault);
        }
    }

    private static async Task<IResult> ResultAsync(HttpContext http)
    {
        var (services, stop) = (http.RequestServices, http.RequestAborted);
        var caller = await DownloadCaller.ReadAsync(http, DisputeScopes.Read, s_token);
        var database = services.GetRequiredService<CommerceDatabase>();
        var (dispute, purchase) = await FindAsync(http, database, caller);
        if (!(await services.GetRequiredService<PurchaseEvidence>().MakeAsync(dispute, purchase, caller, stop) ?? throw NotFound()).Try(out var evidence, out var error))
        {
            throw FaultAnswer.Of(error, StatusCodes.Status503ServiceUnavailable);
        }

        await database.SaveWithJournalAsync(stop);
        var headers = http.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers.ContentSecurityPolicy) = ("private, no-store", "nosniff", "sandbox; default-src 'none'");
        return Results.File(evidence.Pdf, "application/pdf", $"{dispute.Id}.pdf");
    }

    /// <summary>Throws a <see cref="RequestFault"/> when there is none that the caller may see.</summary>
    private static async Task<(Dispute Dispute, Guid Purchase)> FindAsync(HttpContext http, CommerceDatabase database, Caller caller)
    {
        var stop = http.RequestAborted;
        if (!caller.SeesDisputes() || !TypedId.TryParse<DisputeId>(http.GetRouteValue("id") as string ?? "", out var id)
            || await database.Set<Dispute>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, stop) is not { } dispute)
        {
            throw NotFound();
        }

        return (dispute, await database.Set<Payment>().Where(x => x.Id == dispute.PaymentId && x.PurposeKind == Purchase.Purpose).Select(x => x.PurposeId).SingleOrDefaultAsync(stop));
    }

    private static RequestFault NotFound() => new("DISPUTE_NOT_FOUND", new("異議申立てが見つかりません。", "There is no such dispute.")) { HttpStatus = StatusCodes.Status404NotFound };
}
