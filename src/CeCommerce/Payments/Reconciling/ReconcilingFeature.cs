using CeCommerce.Payments.Reconciling.Files;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Hosting;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Payments.Reconciling;

/// <summary>Registers the comparison of the books with the processors.</summary>
internal static class ReconcilingFeature
{
    public static IServiceCollection AddReconciling(this IServiceCollection services) => services
        .AddScoped<BalanceTransactions>()
        .AddScoped<FeesChargedOn>()
        .AddScoped<SettlementFetch>()
        .AddScoped<Reconciler>()
        .AddScoped<SettlementImport>()
        .AddScoped<NightlyReconciliation>()
        .AddSingleton(ProcessorCosts.Source)
        .AddScopes(new Scope(ReconcilingQueries.Scope))
        .AddScoped<ExceptionsOfReconciliations>()
        .AddGraphQLParts(parts => parts
            .Queries<ReconcilingQueries>()
            .Type<Reconciliation, ReconciliationGraphType>()
            .Type<ReconciliationException, ReconciliationExceptionGraphType>()
            .Node<Reconciliation, ReconciliationId>(ReconcilingQueries.NodesAsync, ReconcilingQueries.Scope));

    /// <summary>Of the last days that were compared what the last comparison said: a person who repeats it clears the alarm.</summary>
    public static IServiceCollection AddReconcilingGauges(this IServiceCollection services) => services
        .AddSingleton(Gauge.OfSql(
            "cecommerce.payments.reconciliation.exceptions", "{exception}", "What the last comparison of the books with the processors found; anything but 0 wants a person.",
            "SELECT exception_count FROM payments.reconciliations WHERE gateway IS NULL ORDER BY to_day DESC, ran_at DESC LIMIT 1"))
        .AddSingleton(Gauge.OfSql(
            "cecommerce.payments.reconciliation.last_clean", "s", "When the books last agreed with the processors, in seconds since 1970; 0 when never. Older than two days wants a person.",
            "SELECT extract(epoch FROM ran_at) FROM payments.reconciliations WHERE gateway IS NULL AND exception_count = 0 ORDER BY to_day DESC, ran_at DESC LIMIT 1"));
}
