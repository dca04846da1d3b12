using CeCommerce.IntegrationTests.Orders;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>Looks for numbers that are missing or taken twice, over all tables that take from the series.</summary>
internal static class SeriesGaps
{
    public static async Task<long> GapsAsync(this OrderShop shop) => (long)(await shop.Scalar(
        """
        SELECT count(*) FROM (
            SELECT issuer_id, year FROM (
                SELECT issuer_id, year, sequence FROM invoices.invoices UNION ALL SELECT issuer_id, year, sequence FROM invoices.fee_invoices) AS taken
            GROUP BY issuer_id, year HAVING max(sequence) <> count(*) OR count(DISTINCT sequence) <> count(*)) AS gaps
        """))!;
}
