using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Transport;
using CeCommerce.Reports.Document;
using Microsoft.AspNetCore.Http.Features;

namespace CeCommerce.Reports;

/// <summary>
/// <c>POST /reports/verify</c>: the bytes of a report's file as the body, answered by what it comes to. For those who may read reports of the operator that it
/// is about; to others no such file was drawn.
/// </summary>
internal static class ReportVerifying
{
    /// <summary>Each reads everything behind a report once more.</summary>
    private static readonly SemaphoreSlim AtATime = new(2, 2);

    public static async Task AnswerAsync(HttpContext http)
    {
        try
        {
            var caller = await ReportDownload.CallerAsync(http);
            var file = await BodyAsync(http);
            await AtATime.WaitAsync(http.RequestAborted);
            try
            {
                var verified = await http.RequestServices.GetRequiredService<ReportVerification>().OfAsync(file, owner => owner is { } id ? caller.SeesInside(id.Value) : caller.Role == Role.Platform, http.RequestAborted);
                await http.Response.WriteAsJsonAsync(Answer(Taken(verified), RequestLanguage.Of(http.Request.Headers.AcceptLanguage)), CommerceJson.Options, http.RequestAborted);
            }
            finally
            {
                AtATime.Release();
            }
        }
        catch (RequestFault fault)
        {
            await FaultAnswer.WriteAsync(http, fault);
        }
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = ReportVerification.MostBytes;
        }

        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            return body.ToArray();
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw FaultAnswer.Of(new ReportFileTooLarge(http.Request.ContentLength ?? 0, ReportVerification.MostBytes), StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static VerifiedFile Taken(Outcome<VerifiedFile> verified) =>
        verified.Try(out var file, out var refused) ? file : throw FaultAnswer.Of(refused, StatusCodes.Status422UnprocessableEntity);

    private static object Answer(VerifiedFile file, Language language) => new
    {
        file.Result,
        Report = file.Report?.Id.ToString(),
        file.Report?.ContentHash,
        file.Format,
        file.Gone,
        DifferencesTotal = file.Differences?.Total ?? 0,
        Differences = file.Differences?.First.Select(one => new { one.Number, Place = one.Place.In(language), Was = one.Was?.In(language), Is = one.Is?.In(language) }) ?? [],
    };
}
