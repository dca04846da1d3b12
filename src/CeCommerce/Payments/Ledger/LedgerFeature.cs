namespace CeCommerce.Payments.Ledger;

/// <summary>Registers the ledger.</summary>
internal static class LedgerFeature
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddScoped<BooksUpkeep>()
        .AddScoped<ILedgerCheck, BooksCheck>()
        .AddScoped<LedgerVerification>();
}
