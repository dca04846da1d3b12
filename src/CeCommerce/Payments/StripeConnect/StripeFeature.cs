using CeCommerce.Payments.Connect;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Saved;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>Registers Stripe where there is a key for it.</summary>
internal static class StripeFeature
{
    private const string Client = "stripe";

    public static IServiceCollection AddStripe(this IServiceCollection services, StripeSettings settings)
    {
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.Warning));
        services.AddHttpClient(Client).RemoveAllLoggers().ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan).AddResilienceHandler(Client, pipeline => Withstand(pipeline, settings.Patience));
        services.AddSingleton(settings);
        services.AddSingleton<IStripeClient>(provider => new StripeClient(new StripeClientOptions
        {
            ApiKey = settings.SecretKey,
            ApiBase = settings.Url,
            FilesBase = settings.Url,
            HttpClient = new SystemNetHttpClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client), maxNetworkRetries: 0, appInfo: null, enableTelemetry: false),
        }));
        services.AddSingleton<StripeWords>();
        services.AddSingleton<StripeGateway>();
        services.AddSingleton<ICashGateway, StripeCash>();
        services.AddSingleton<IPaymentGateway>(provider => new GatewayWithCash(provider.GetRequiredService<StripeGateway>(), provider.GetRequiredService<ICashGateway>()));
        services.AddSingleton<IAccountGateway, StripeAccounts>();
        services.AddSingleton<ISettlements, StripeSettlements>();
        services.AddSingleton<IDisputeGateway, StripeDisputes>();
        services.AddSingleton<ISavedMethods, StripeSavedMethods>();
        return services.AddScoped<IPaymentWebhooks, StripeWebhooks>();
    }

    /// <summary>Every request that writes has an idempotency key, so that it may be sent again. What fails in the end is asked again later, by the sweep.</summary>
    private static void Withstand(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeSpan oneTry) => pipeline
        .AddTimeout(2.5 * oneTry)
        .AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.FromMilliseconds(300), BackoffType = DelayBackoffType.Exponential, UseJitter = true })
        .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = TimeSpan.FromSeconds(5), MinimumThroughput = 20, FailureRatio = 0.8 })
        .AddTimeout(oneTry);
}
