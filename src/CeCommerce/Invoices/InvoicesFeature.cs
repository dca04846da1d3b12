using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Pdf;
using CeCommerce.Invoices.Rounding;
using CeCommerce.Invoices.Tax;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
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
        .AddScoped<CorrectedInvoices>()
        .AddScoped<RoundingService>()
        .AddScoped<RoundingOfOperators>()
        .AddGraphQLParts(Add);

    public static IEndpointRouteBuilder MapInvoices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/invoices/{id}/pdf/{language}", (RequestDelegate)InvoiceDownload.AnswerAsync);
        return endpoints;
    }

    private static void Add(GraphQLParts parts) => parts
        .Queries<InvoiceQueries>()
        .Mutations<RoundingMutations>()
        .Type<Invoice, InvoiceGraphType>()
        .Enum<InvoiceKind>()
        .Enum<InvoiceLineKind>()
        .Enum<TaxRounding>()
        .Node<Invoice, InvoiceId>(InvoiceQueries.NodesAsync, InvoiceScopes.Read)
        .Extend<Order>(AddInvoices)
        .Extend<Operator>(AddRounding)
        .Error<InvoiceRoundingChosen>()
        .Error<InvoiceRoundingTooEarly>()
        .Error<InvoiceRoundingBusy>();

    private static void AddInvoices(ObjectGraphType<Order> order) => order.Field<NonNullGraphType<ListGraphType<NonNullGraphType<InvoiceGraphType>>>>("invoices")
        .Description("Its tax documents in the order of issue: one of the supply once it is handed over, one of each refund after that. For its buyer and its operator with the scope invoices:read; empty for others.")
        .Resolve(field => field.RequestServices!.GetRequiredService<InvoicesOfOrders>().Load(field.Source.Id, CommerceUserContext.Of(field).Caller));

    private static void AddRounding(ObjectGraphType<Operator> graph) => graph.Field<CommerceObjectType<InvoiceRounding>>("invoiceRounding")
        .Description("How it rounds the tax on its documents; null while it has not chosen: then down.")
        .Resolve(field => field.RequestServices!.GetRequiredService<RoundingOfOperators>().Load(field.Source.Id));
}
