using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Fees;
using CeCommerce.Invoices.Late;
using CeCommerce.Invoices.Named;
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
        .AddScoped<Agencies>()
        .AddScoped<PlatformIssuerService>()
        .AddScoped<RegistrationService>()
        .AddScoped<NoticesOfOperators>()
        .AddScoped<CopiesOfInvoices>()
        .AddScoped<SupplyTerms>()
        .AddScoped<InvoiceIssuing>()
        .AddScoped<IFollowOrder>(provider => provider.GetRequiredService<InvoiceIssuing>())
        .AddScoped<InvoiceReturns>()
        .AddScoped<IFollowRefund, InvoiceRefunds>()
        .AddScoped<LateDocuments>()
        .AddScoped<LateInvoices>()
        .AddSingleton<InvoicePdf>()
        .AddScoped<InvoicesOfOrders>()
        .AddScoped<CorrectedInvoices>()
        .AddScoped<NamedInvoices>()
        .AddScoped<NamedDocuments>()
        .AddScoped<InvoiceNames>()
        .AddScoped<RoundingService>()
        .AddScoped<RoundingOfOperators>()
        .AddFeeInvoices()
        .AddGraphQLParts(Add);

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddInvoiceWorkers(this IServiceCollection services) => services
        .AddHostedService<LateInvoiceWorker>()
        .AddHostedService<FeeInvoiceWorker>();

    public static IEndpointRouteBuilder MapInvoices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/invoices/{id}/pdf/{language}", (RequestDelegate)InvoiceDownload.AnswerAsync);
        endpoints.MapGet("/fee-invoices/{id}/pdf/{language}", (RequestDelegate)FeeInvoiceDownload.AnswerAsync);
        return endpoints;
    }

    private static void Add(GraphQLParts parts) => parts
        .Queries<InvoiceQueries>()
        .Mutations<RoundingMutations>()
        .Mutations<NamedMutations>()
        .Queries<AgencyQueries>()
        .Mutations<AgencyMutations>()
        .Type<PlatformIssuer, PlatformIssuerGraphType>()
        .Type<RegistrationNotice, RegistrationNoticeGraphType>()
        .Type<SellerCopy, SellerCopyGraphType>()
        .Type<Invoice, InvoiceGraphType>()
        .Enum<InvoiceKind>()
        .Enum<InvoiceLineKind>()
        .Enum<TaxRounding>()
        .Node<Invoice, InvoiceId>(InvoiceQueries.NodesAsync, InvoiceScopes.Read)
        .Extend<Order>(AddInvoices)
        .Extend<Operator>(AddRounding)
        .Error<InvoiceRoundingChosen>()
        .Error<InvoiceRoundingTooEarly>()
        .Error<InvoiceRoundingBusy>()
        .Error<InvoiceNameInvalid>()
        .Error<NamedInvoiceTooEarly>()
        .Error<NamedInvoiceNotQualified>()
        .Error<TooManyNamedInvoices>()
        .Error<NamedInvoiceBusy>()
        .Error<PlatformIssuerInvalid>()
        .Error<PlatformIssuerTooEarly>()
        .Error<PlatformIssuerSet>()
        .Error<PlatformIssuerBusy>()
        .Error<SellerNotRegistered>()
        .Error<PlatformNotRegistered>()
        .Error<RegistrationAlreadyNotified>()
        .Error<RegistrationNoticeTooEarly>()
        .Error<RegistrationNotNotified>()
        .Error<RegistrationNoticeBusy>();

    private static void AddInvoices(ObjectGraphType<Order> order) => order.Field<NonNullGraphType<ListGraphType<NonNullGraphType<InvoiceGraphType>>>>("invoices")
        .Description("Its tax documents in the order of issue: one of the supply once it is handed over, one of each refund after that, and a qualified invoice each time that the buyer asks for one with a name. For its buyer and its operator with the scope invoices:read; empty for others.")
        .Resolve(field => field.RequestServices!.GetRequiredService<InvoicesOfOrders>().Load(field.Source.Id, CommerceUserContext.Of(field).Caller));

    private static void AddRounding(ObjectGraphType<Operator> graph)
    {
        graph.Field<CommerceObjectType<InvoiceRounding>>("invoiceRounding")
            .Description("How it rounds the tax on its documents; null while it has not chosen: then down.")
            .Resolve(field => field.RequestServices!.GetRequiredService<RoundingOfOperators>().Load(field.Source.Id));
        graph.Field<RegistrationNoticeGraphType>("invoiceRegistrationNotice")
            .Description("What it told the platform last of its registration, so that the platform issues its documents; null when it told nothing.")
            .Resolve(field => field.RequestServices!.GetRequiredService<NoticesOfOperators>().Load(field.Source.Id));
    }
}
