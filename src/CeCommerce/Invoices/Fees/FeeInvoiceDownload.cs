using CeCommerce.Invoices.Pdf;
using CeCommerce.Orders.Fees;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Fees;

/// <summary><c>GET /fee-invoices/{id}/pdf/{language}</c>: a fee invoice as a PDF, for whoever may see it.</summary>
internal static class FeeInvoiceDownload
{
    public static string PathOf(FeeInvoiceId id, Language language) => $"/fee-invoices/{id}/pdf/{(language == Language.En ? "en" : "ja")}";

    public static Task AnswerAsync(HttpContext http) => InvoiceDownload.AnswerAsync(http, ResultAsync);

    private static async Task<IResult> ResultAsync(HttpContext http)
    {
        var invoice = await InvoiceAsync(http, await InvoiceDownload.CallerAsync(http, FeeScopes.Read));
        var language = InvoiceDownload.LanguageOf(http);
        var written = await http.RequestServices.GetRequiredService<InvoicePdf>().WriteAsync(invoice, language, http.RequestAborted);
        return InvoiceDownload.FileOf(http, written, invoice.Number);
    }

    /// <summary>Throws a <see cref="RequestFault"/> when it is not the caller's to see.</summary>
    private static async Task<FeeInvoice> InvoiceAsync(HttpContext http, Caller caller) =>
        TypedId.TryParse<FeeInvoiceId>(http.GetRouteValue("id") as string ?? "", out var id)
            && await http.RequestServices.GetRequiredService<CommerceDatabase>().Set<FeeInvoice>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, http.RequestAborted) is { } invoice
            ? invoice
            : throw InvoiceDownload.NotFound();
}
