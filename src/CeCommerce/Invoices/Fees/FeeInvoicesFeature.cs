using CeCommerce.Orders.Fees;
using CeCommerce.Payments;
using CeCommerce.Platform.GraphQL;

namespace CeCommerce.Invoices.Fees;

/// <summary>Registers the platform's monthly invoices over its fees.</summary>
internal static class FeeInvoicesFeature
{
    /// <summary>Which entries the books are to have of them: what their tax, rounded once, is more than that of the lines.</summary>
    private static readonly BookedSource s_booked = new()
    {
        CauseKind = FeeInvoiceId.Prefix,
        Sql =
            """
            SELECT i.id AS cause, 'FeeInvoice' AS kind, side.account, side.owner, i.total_currency AS currency, side.amount
            FROM invoices.fee_invoices i
            CROSS JOIN LATERAL (VALUES ('OperatorPayable', i.operator_id, -i.tax_difference), ('FeeTax', NULL::uuid, i.tax_difference)) AS side (account, owner, amount)
            WHERE i.tax_difference <> 0
            """,
    };

    public static IServiceCollection AddFeeInvoices(this IServiceCollection services) => services
        .AddScoped<FeesOfMonth>()
        .AddScoped<FeeInvoiceIssuing>()
        .AddScoped<FeeInvoiceRound>()
        .AddSingleton(s_booked)
        .AddGraphQLParts(parts => parts
            .Queries<FeeInvoiceQueries>()
            .Type<FeeInvoice, FeeInvoiceGraphType>()
            .Enum<FeeInvoiceLineKind>()
            .Node<FeeInvoice, FeeInvoiceId>(FeeInvoiceQueries.NodesAsync, FeeScopes.Read));
}
