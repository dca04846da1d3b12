using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Transport;
using CeCommerce.Platform.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Import;

/// <summary>Registers the import of stock lists.</summary>
internal static class ImportFeature
{
    private const string Scope = "imports:write";

    public static IServiceCollection AddImport(this IServiceCollection services) => services
        .AddSingleton<ImportUploads>()
        .AddScoped<ImportJobs>()
        .AddScoped<ImportDesk>()
        .AddScoped<StockImport>()
        .AddGraphQLParts(parts => parts
            .Queries<ImportQueries>()
            .Mutations<ImportMutations>()
            .Subscriptions<ImportSubscriptions>()
            .Type<ImportJob, ImportJobGraphType>()
            .Result<ImportedRow>()
            .Node<ImportJob, ImportJobId>(
                async (ids, context, cancellation) => await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<ImportJob>().AsNoTracking()
                    .VisibleTo(context.Caller).Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation),
                "listings:read")
            .Error<UploadNotFound>()
            .Error<UploadTooLarge>()
            .Error<UploadRoomFull>()
            .Error<ImportNotFound>()
            .Error<ImportEnded>()
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
        var (tenant, status) = await TenantAsync(http);
        if (tenant is not { } owner)
        {
            http.Response.StatusCode = status;
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Counted below, where it is refused in words.
            limit.MaxRequestBodySize = ImportUploads.Most + 1024;
        }

        var kept = http.Request.ContentLength > ImportUploads.Most
            ? new UploadTooLarge(ImportUploads.Most)
            : await http.RequestServices.GetRequiredService<ImportUploads>().KeepAsync(owner, http.Request.Body, http.RequestAborted);
        http.Response.StatusCode = kept.Error is null ? StatusCodes.Status201Created : StatusCodes.Status413PayloadTooLarge;
        var language = RequestLanguage.Of(http.Request.Headers.AcceptLanguage);
        await http.Response.WriteAsJsonAsync(
            kept.Error is { } error ? (object)new { errors = new[] { new { code = error.Code, message = error.Message.In(language) } } } : new { uploadId = kept.Value },
            JsonSerializerOptions.Web, http.RequestAborted);
    }

    private static async Task<(Guid? Owner, int Status)> TenantAsync(HttpContext http)
    {
        try
        {
            var caller = await http.RequestServices.GetRequiredService<ICallerReader>().ReadAsync(http);
            if (caller.Role is null)
            {
                return (null, StatusCodes.Status401Unauthorized);
            }

            var named = TypedId.TryParse<Operators.OperatorId>(http.Request.Query["operatorId"], out var id) ? id.Value : (Guid?)null;
            var owner = caller.Role switch
            {
                Role.Platform => named,
                Role.Operator or Role.Refurbisher => caller.OperatorId,
                Role.Consumer or Role.Auditor => null,
                _ => null,
            };
            return caller.Scopes.Contains(Scope) ? (owner, StatusCodes.Status403Forbidden) : (null, StatusCodes.Status403Forbidden);
        }
        catch (RequestFault fault)
        {
            return (null, fault.HttpStatus ?? StatusCodes.Status401Unauthorized);
        }
    }
}
