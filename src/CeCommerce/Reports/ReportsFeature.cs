using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Formats.Html;
using CeCommerce.Reports.Formats.Pdf;
using CeCommerce.Reports.Formats.Tables;
using CeCommerce.Reports.Reading;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports;

/// <summary>Registers reports. They read all features, and nothing reads them.</summary>
internal static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddReportScopes()
        .AddEventKinds(ReportEvents.Kinds)
        .AddTableFormats()
        .AddHtmlReports()
        .AddReportPdf()
        .AddSingleton<ReportFiles>()
        .AddScoped<ReportVerification>()
        .AddScoped<ReportMoments>()
        .AddScoped<ReportedOperators>()
        .AddScoped<ReportedListings>()
        .AddScoped<ReportContexts>()
        .AddScoped<ReportedVerdicts>()
        .AddScoped<ReportDrawing>()
        .AddScoped<ReportOutput>()
        .AddScoped<ReportFigures>()
        .AddScoped<ReportJobs>()
        .AddScoped<ReportRound>()
        .AddScoped<ReportService>()
        .AddGraphQLParts(parts => parts
            .Queries<ReportQueries>()
            .Mutations<ReportMutations>()
            .Type<Report, ReportGraphType>()
            .Type<ReportFile, ReportFileGraphType>()
            .Type<ReportSchedule, ReportScheduleGraphType>()
            .Result<FigureInReport>()
            .Type<RowBehind, RowBehindGraphType>()
            .Node<Report, ReportId>(
                async (ids, context, cancellation) => await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Report>().AsNoTracking().Whole()
                    .VisibleTo(context.Caller).Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation),
                ReportScopes.Read)
            .Node<ReportSchedule, ReportScheduleId>(
                async (ids, context, cancellation) => await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<ReportSchedule>().AsNoTracking().Include(x => x.Operator)
                    .VisibleTo(context.Caller).Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation),
                ReportScopes.Read)
            .Error<PlatformReportRefused>()
            .Error<ReportAsOfInFuture>()
            .Error<ReportAsOfAmbiguous>()
            .Error<ReportPeriodInvalid>()
            .Error<ReportFormatsMissing>()
            .Error<CarbonFactorInvalid>()
            .Error<ReportFontMissing>()
            .Error<ReportQueueFull>()
            .Error<ReportsBusy>()
            .Error<ReportDayInvalid>()
            .Error<ReportScheduleNotFound>());

    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/reports/{id}/files/{sha256}", (RequestDelegate)ReportDownload.AnswerAsync);
        endpoints.MapPost("/reports/verify", (RequestDelegate)ReportVerifying.AnswerAsync);
        return endpoints;
    }

    /// <summary>The worker, for a serving process.</summary>
    public static IServiceCollection AddReportWorker(this IServiceCollection services) => services.AddHostedService<ReportWorker>();
}
