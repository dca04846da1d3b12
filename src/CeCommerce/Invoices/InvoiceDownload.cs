using CeCommerce.Invoices.Named;
using CeCommerce.Invoices.Pdf;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Transport;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary><c>GET /invoices/{id}/pdf/{language}</c>: a document as a PDF, for whoever may see it.</summary>
internal static class InvoiceDownload
{
    public static string PathOf(InvoiceId id, Language language) => $"/invoices/{id}/pdf/{(language == Language.En ? "en" : "ja")}";

    public static Task AnswerAsync(HttpContext http) => AnswerAsync(http, ResultAsync);

    internal static async Task AnswerAsync(HttpContext http, Func<HttpContext, Task<IResult>> result)
    {
        try
        {
            await (await result(http)).ExecuteAsync(http);
        }
        catch (RequestFault fault)
        {
            await FaultAnswer.WriteAsync(http, fault);
        }
    }

    internal static Task<Caller> CallerAsync(HttpContext http, string scope) =>
        DownloadCaller.ReadAsync(http, scope, new("書類の取得にはアクセストークンが必要です。", "Fetching a document needs an access token."));

    internal static Language LanguageOf(HttpContext http) => (http.GetRouteValue("language") as string) switch { "ja" => Language.Ja, "en" => Language.En, _ => throw NotFound() };

    internal static IResult FileOf(HttpContext http, Outcome<byte[]> written, string number)
    {
        if (!written.Try(out var pdf, out var error))
        {
            throw FaultAnswer.Of(error, StatusCodes.Status503ServiceUnavailable);
        }

        var headers = http.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers.ContentSecurityPolicy) = ("private, max-age=86400", "nosniff", "sandbox; default-src 'none'");
        return Results.File(pdf, InvoicePdf.MediaType, $"{number}.pdf");
    }

    internal static RequestFault NotFound() => new("INVOICE_NOT_FOUND", new("書類が見つかりません。", "There is no such document.")) { HttpStatus = StatusCodes.Status404NotFound };

    private static async Task<IResult> ResultAsync(HttpContext http)
    {
        var caller = await CallerAsync(http, InvoiceScopes.Read);
        var (invoice, language) = (await InvoiceAsync(http, caller), LanguageOf(http));
        var written = await http.RequestServices.GetRequiredService<InvoicePdf>().WriteAsync(invoice, language, http.RequestAborted, await NameAsync(http, invoice, caller));
        return FileOf(http, written, invoice.Number);
    }

    /// <summary>Throws a <see cref="RequestFault"/> when it is not the caller's to see.</summary>
    private static async Task<Invoice> InvoiceAsync(HttpContext http, Caller caller) =>
        TypedId.TryParse<InvoiceId>(http.GetRouteValue("id") as string ?? "", out var id)
            && await http.RequestServices.GetRequiredService<CommerceDatabase>().Set<Invoice>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, http.RequestAborted) is { } invoice
            ? invoice
            : throw NotFound();

    /// <summary>A document without its name would be another one, so there is none while the name cannot be read.</summary>
    private static async Task<string?> NameAsync(HttpContext http, Invoice invoice, Caller caller) =>
        await http.RequestServices.GetRequiredService<InvoiceNames>().ReadAsync(invoice, caller, http.RequestAborted) is { NotNow: false } reading
            ? reading.Text
            : throw FaultAnswer.Of(new PersonalKeysUnavailable(KeyTrouble.Missing), StatusCodes.Status503ServiceUnavailable);
}
