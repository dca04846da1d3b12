using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Pdf;
using CeCommerce.Invoices.Tax;
using CeCommerce.Orders;
using CeCommerce.Platform.GraphQL;
using GraphQL.Types;

namespace CeCommerce.Invoices;

/// <summary>Registers tax documents. They follow orders, and Orders knows nothing of them.</summary>
internal static class InvoicesFeature
{
    public static IServiceCollection AddInvoices(this IServiceCollection services) => services
        .AddInvoiceScopes()
        .AddScoped<InvoiceNumbers>()
        .AddScoped<IFollowOrder, InvoiceIssuing>()
        .AddScoped<InvoiceReturns>()
        .AddScoped<IFollowRefund, InvoiceRefunds>()
        .AddSingleton<InvoicePdf>()
        .AddScoped<InvoicesOfOrders>()
        .AddScoped<OrdersOfInvoices>()
        .AddScoped<CorrectedInvoices>()
        .AddGraphQLParts(Add);

    public static IEndpointRouteBuilder MapInvoices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/invoices/{id}/pdf/{language}", (RequestDelegate)InvoiceDownload.AnswerAsync);
        return endpoints;
    }

    private static void Add(GraphQLParts parts) => parts
        .Queries<InvoiceQueries>()
        .Type<Invoice, InvoiceGraphType>()
        .Enum<InvoiceKind>()
        .Enum<InvoiceLineKind>()
        .Enum<TaxRounding>()
        .Node<Invoice, InvoiceId>(InvoiceQueries.NodesAsync, InvoiceScopes.Read)
        .Extend<Order>(AddInvoices);

    private static void AddInvoices(ObjectGraphType<Order> order) => order.Field<NonNullGraphType<ListGraphType<NonNullGraphType<InvoiceGraphType>>>>("invoices")
        .Description("Its tax documents in the order of issue: one of the supply once it is handed over, one of each refund after that. For its buyer and its operator with the scope invoices:read; empty for others.")
        .Resolve(field => field.RequestServices!.GetRequiredService<InvoicesOfOrders>().Load(field.Source.Id, CommerceUserContext.Of(field).Caller));
}
