using System.Globalization;
using System.Threading.RateLimiting;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Platform.GraphQL.Transport;
using Microsoft.AspNetCore.RateLimiting;

namespace CeCommerce.Platform.Hosting;

/// <summary>
/// Limits the rate of the doors beside GraphQL that cost much: tokens, each of which takes a hash of the secret, uploads, and photos of orders. Who pays
/// is told as for GraphQL; whoever asks for a token has only an address.
/// </summary>
internal static class DoorLimits
{
    private const string Tokens = "/connect/token";
    private const string Uploads = "/imports";
    private const string Photos = "/orders";

    private static readonly Dictionary<string, (int AtOnce, int PerSecond)> Rates = new(StringComparer.Ordinal) { [Tokens] = (100, 10), [Uploads] = (30, 1), [Photos] = (60, 10) };

    private static readonly object PayerKey = new();

    public static IServiceCollection AddDoorLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Door, Payer Payer)>(Partition);
        options.OnRejected = RefuseAsync;
    });

    /// <summary>Other paths are not touched, so that they pay nothing for it.</summary>
    public static IApplicationBuilder UseDoorLimits(this IApplicationBuilder app) =>
        app.UseWhen(http => DoorOf(http) is not null, branch => branch.Use(NamePayerAsync).UseRateLimiter());

    private static string? DoorOf(HttpContext http) => Rates.Keys.FirstOrDefault(door => http.Request.Path.StartsWithSegments(door, StringComparison.OrdinalIgnoreCase));

    private static async Task NamePayerAsync(HttpContext http, RequestDelegate next)
    {
        var address = http.Connection.RemoteIpAddress;
        var payer = Payer.Of(address);
        if (DoorOf(http) != Tokens)
        {
            try
            {
                payer = Payer.Of(await http.RequestServices.GetRequiredService<ICallerReader>().ReadAsync(http), address);
            }
            catch (RequestFault)
            {
                // A token that is no good is refused behind the door; until then its address pays.
            }
        }

        http.Items[PayerKey] = payer;
        await next(http);
    }

    private static RateLimitPartition<(string Door, Payer Payer)> Partition(HttpContext http) =>
        RateLimitPartition.GetTokenBucketLimiter((Door: DoorOf(http)!, Payer: (Payer)http.Items[PayerKey]!), static key => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Rates[key.Door].AtOnce,
            TokensPerPeriod = Rates[key.Door].PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        http.Response.Headers.RetryAfter = Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
        var text = new LocalText("呼び出しが多すぎます。しばらくしてからもう一度お試しください。", "Too many requests; try again in a moment.");
        if (DoorOf(http) == Tokens)
        {
            await http.Response.WriteAsJsonAsync(new { error = "temporarily_unavailable", error_description = text.En }, cancellation);
            return;
        }

        var message = text.In(RequestLanguage.Of(http.Request.Headers.AcceptLanguage));
        await http.Response.WriteAsJsonAsync(new { errors = new[] { new { code = "RATE_LIMITED", message } } }, cancellation);
    }
}
