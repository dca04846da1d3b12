using System.Text.Json;
using CeCommerce.Import.Acts;
using CeCommerce.Import.GraphQL;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Mapping;
using CeCommerce.Import.Writing;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Transport;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Import;

/// <summary>Registers the import of stock lists.</summary>
internal static class ImportFeature
{
    private static readonly LocalText Forbidden = new(
        $"アップロードする権限がありません（必要な役割・スコープ: Operator / Refurbisher / Platform {ImportScopes.Write}）。",
        $"This caller may not upload; it needs Operator / Refurbisher / Platform {ImportScopes.Write}.");

    public static IServiceCollection AddImport(this IServiceCollection services) => services
        .AddImportScopes()
        .AddEventKinds(ImportEvents.Kinds)
        .AddSingleton<ImportUploads>()
        .AddScoped<ImportQueue>()
        .AddScoped<ImportJobs>()
        .AddScoped<ImportService>()
        .AddScoped<StockImport>()
        .AddScoped<ActImport>()
        .AddGraphQLParts(parts => parts
            .Queries<ImportQueries>()
            .Mutations<ImportMutations>()
            .Subscriptions<ImportSubscriptions>()
            .Type<ImportJob, ImportJobGraphType>()
            .Result<ImportedRow>()
            .Node<ImportJob, ImportJobId>(
                async (ids, context, cancellation) => await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<ImportJob>().AsNoTracking()
                    .VisibleTo(context.Caller).Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation),
                ListingScopes.Read)
            .Error<UploadNotFound>()
            .Error<UploadTooLarge>()
            .Error<UploadRoomFull>()
            .Error<ImportNotFound>()
            .Error<ImportEnded>()
            .Error<ImportQueueFull>()
            .Error<StockFileUnreadable>()
            .Error<StockMappingUnreadable>()
            .Error<StockTargetUnknown>()
            .Error<StockTargetsMissing>());

    /// <summary>The worker, for a serving process.</summary>
    public static IServiceCollection AddImportWorker(this IServiceCollection services) => services.AddHostedService<ImportWorker>();

    /// <summary><c>POST /imports</c>: the bytes of a stock list as the body, answered by its <c>uploadId</c>; <c>?operatorId=opr_…</c> for the platform's staff.</summary>
    public static IEndpointRouteBuilder MapImport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/imports", (RequestDelegate)UploadAsync);
        return endpoints;
    }

    private static async Task UploadAsync(HttpContext http)
    {
        try
        {
            var owner = await OwnerAsync(http);
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                // Counted below, where it is refused in words.
                limit.MaxRequestBodySize = ImportUploads.Most + 1024;
            }

            var kept = http.Request.ContentLength > ImportUploads.Most
                ? new UploadTooLarge(ImportUploads.Most)
                : await http.RequestServices.GetRequiredService<ImportUploads>().KeepAsync(owner, http.Request.Body, http.RequestAborted);
            if (kept.Error is { } error)
            {
                throw FaultAnswer.Of(error, StatusCodes.Status413PayloadTooLarge);
            }

            http.Response.StatusCode = StatusCodes.Status201Created;
            await http.Response.WriteAsJsonAsync(new { uploadId = kept.Value }, JsonSerializerOptions.Web, http.RequestAborted);
        }
        catch (RequestFault fault)
        {
            await FaultAnswer.WriteAsync(http, fault);
        }
    }

    /// <summary>Whose upload it is. Throws a <see cref="RequestFault"/> when it is nobody's.</summary>
    private static async Task<Guid> OwnerAsync(HttpContext http)
    {
        var caller = await http.RequestServices.GetRequiredService<ICallerReader>().ReadAsync(http);
        if (caller.Role is null)
        {
            throw new RequestFault("UNAUTHENTICATED", new("アップロードにはアクセストークンが必要です。", "An upload needs an access token.")) { HttpStatus = StatusCodes.Status401Unauthorized };
        }

        if (caller.Role is Role.Consumer or Role.Auditor || !caller.Scopes.Contains(ImportScopes.Write))
        {
            throw new RequestFault("FORBIDDEN", Forbidden) { HttpStatus = StatusCodes.Status403Forbidden };
        }

        var said = http.Request.Query["operatorId"].ToString();
        Guid? named = TypedId.TryParse<Operators.OperatorId>(said, out var id) ? id.Value : null;
        var owner = caller.Role == Role.Platform ? named : said.Length == 0 || named == caller.OperatorId ? caller.OperatorId : null;
        return owner is { } tenant && await http.RequestServices.GetRequiredService<OperatorDirectory>().ExistsAsync(tenant, http.RequestAborted)
            ? tenant
            : throw FaultAnswer.Of(new Operators.OperatorNotFound(said, "operatorId"), StatusCodes.Status404NotFound);
    }
}
