namespace CeCommerce.Platform.Idempotency;

/// <summary>Registers how repeated requests are told apart, and the forgetting of old ones.</summary>
internal static class IdempotencyFeature
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) => services
        .AddScoped<IdempotencyKeys>()
        .AddScoped<IdempotencyRetention>();

    /// <summary>What only a serving process does: forgetting old keys.</summary>
    public static IServiceCollection AddIdempotencyWorkers(this IServiceCollection services) => services.AddHostedService<IdempotencyRetentionWorker>();
}
