using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Payments.Ledger;

/// <summary>Registers the ledger.</summary>
internal static class LedgerFeature
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddScoped<BooksUpkeep>()
        .AddScoped<ILedgerCheck, BooksCheck>()
        .AddScoped<LedgerVerification>()
        .AddScoped<LedgerSealing>()
        .AddScoped<IProvenLog>(provider => provider.GetRequiredService<LedgerSealing>())
        .AddScoped<LogVerification>()
        .AddScoped<LogExport>();
}
