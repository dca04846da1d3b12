namespace CeCommerce.Reports.Formats.Tables;

/// <summary>Formats that are read by machines and spreadsheets.</summary>
internal static class TableFormats
{
    public static IServiceCollection AddTableFormats(this IServiceCollection services) => services
        .AddSingleton<IReportFormat, JsonFormat>()
        .AddSingleton<IReportFormat, CsvFormat>()
        .AddSingleton<IReportFormat, XlsxFormat>();
}
