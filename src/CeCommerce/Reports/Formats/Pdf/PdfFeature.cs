namespace CeCommerce.Reports.Formats.Pdf;

internal static class PdfFeature
{
    public static IServiceCollection AddReportPdf(this IServiceCollection services) => services.AddSingleton<IReportFormat, PdfReportFormat>();
}
