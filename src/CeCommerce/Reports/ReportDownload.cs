using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CeCommerce.Reports;

/// <summary><c>GET /reports/{id}/files/{sha256}</c>: a file of a report, for whoever may read the report; never altered, so it may be kept.</summary>
internal static class ReportDownload
{
    public static async Task AnswerAsync(HttpContext http)
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

    /// <summary>Who asks. Throws a <see cref="RequestFault"/> when they may not read reports.</summary>
    public static Task<Caller> CallerAsync(HttpContext http) => DownloadCaller.ReadAsync(
        http, ReportScopes.Read, new("報告書の取得と検証にはアクセストークンが必要です。", "Fetching or verifying a report needs an access token."));

    private static async Task<IResult> ResultAsync(HttpContext http)
    {
        var report = await ReportAsync(http);
        var file = report.Files.FirstOrDefault(file => file.Sha256 == http.GetRouteValue("sha256") as string) ?? throw NotFound();
        var opened = await http.RequestServices.GetRequiredService<ReportOutput>().OpenAsync(file, http.RequestAborted);
        if (!opened.Try(out var content, out var error))
        {
            throw FaultAnswer.Of(error, StatusCodes.Status503ServiceUnavailable);
        }

        var headers = http.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers.ContentSecurityPolicy) = ("private, immutable, max-age=31536000", "nosniff", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        return Results.File(content, file.MediaType, file.NameIn(report), entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>Throws a <see cref="RequestFault"/> when it is not the caller's to see.</summary>
    private static async Task<Report> ReportAsync(HttpContext http)
    {
        var (services, caller) = (http.RequestServices, await CallerAsync(http));
        return TypedId.TryParse<ReportId>(http.GetRouteValue("id") as string ?? "", out var id)
            && await services.GetRequiredService<CommerceDatabase>().Set<Report>().AsNoTracking().Whole().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, http.RequestAborted) is { } report
            ? report
            : throw NotFound();
    }

    private static RequestFault NotFound() => new("REPORT_NOT_FOUND", new("報告書またはファイルが見つかりません。", "There is no such report or file.")) { HttpStatus = StatusCodes.Status404NotFound };
}
