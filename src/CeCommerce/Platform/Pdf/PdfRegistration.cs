namespace CeCommerce.Platform.Pdf;

/// <summary>Registers what PDF files are written with (docs/decisions/0025-pdf.md).</summary>
internal static class PdfRegistration
{
    public static IServiceCollection AddPdf(this IServiceCollection services) => services.AddSingleton<JapaneseFont>(_ => new());
}
