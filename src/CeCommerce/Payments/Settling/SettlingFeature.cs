using CeCommerce.Operators;
using CeCommerce.Payments.Connect;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Payments.Settling;

/// <summary>Registers what is settled with operators: terms, payouts and what comes back of them.</summary>
internal static class SettlingFeature
{
    public static IServiceCollection AddSettling(this IServiceCollection services, Settings settings) => services
        .AddSettlingScopes()
        .AddEventKinds(PayoutEvents.Kinds)
        .AddSettlingServices()
        .AddTransfers(settings)
        .AddSingleton(PayoutsInBooks.Payouts)
        .AddSingleton(PayoutsInBooks.Reversals)
        .AddScoped<BalancesOfOperators>()
        .AddScoped<TermsNow>()
        .AddScoped<PayoutsOfOperators>()
        .AddScoped<LinesOfPayouts>()
        .AddScoped<SumsOfPayouts>()
        .AddScoped<ReversalsOfPayouts>()
        .AddGraphQLParts(parts => parts
            .Queries<SettlingQueries>()
            .Mutations<SettlingMutations>()
            .Type<SettlementTerms, SettlementTermsGraphType>()
            .Type<Payout, PayoutGraphType>()
            .Type<PayoutLine, PayoutLineGraphType>()
            .Type<PayoutReversal, PayoutReversalGraphType>()
            .Extend<Operator>(AddSettling)
            .Node<SettlementTerms, SettlementTermsId>(SettlingQueries.TermsAsync, SettlingScopes.Read)
            .Node<Payout, PayoutId>(SettlingQueries.PayoutsAsync, SettlingScopes.Read)
            .Error<SettlementValueInvalid>()
            .Error<NothingToPayOut>()
            .Error<PayoutAccountMissing>()
            .Error<SettlementBusy>());

    private static IServiceCollection AddSettlingServices(this IServiceCollection services) => services
        .AddScoped<TermsOfOperators>()
        .AddScoped<Settlements>()
        .AddScoped<Clawback>()
        .AddScoped<StepBooks>()
        .AddScoped<IHeldBack, OpenRefunds>()
        .AddScoped<PayoutGround>()
        .AddScoped<PayoutSheets>()
        .AddScoped<PayoutMaking>()
        .AddScoped<PayoutsByDate>()
        .AddScoped<PayoutNews>()
        .AddScoped<PayoutTransfers>()
        .AddScoped<IHearWebhook>(provider => provider.GetRequiredService<PayoutTransfers>())
        .AddScoped<SettlingSweep>()
        .AddScoped<SettlingService>();

    private static IServiceCollection AddTransfers(this IServiceCollection services, Settings settings) => settings switch
    {
        { Stripe: not null } => services.AddSingleton<ITransferGateway, StripeTransfers>().AddScoped<IPayoutAccounts, AccountsForPayouts>(),
        { SandboxPayments: true } => services.AddSingleton<SandboxTransfers>()
            .AddSingleton<ITransferGateway>(provider => provider.GetRequiredService<SandboxTransfers>())
            .AddSingleton<IPayoutAccounts>(provider => provider.GetRequiredService<SandboxTransfers>()),
        _ => services.AddSingleton<ITransferGateway, NoTransfers>().AddSingleton<IPayoutAccounts, NoTransfers>(),
    };

    private static void AddSettling(ObjectGraphType<Operator> graph)
    {
        graph.Field<SettlementTermsGraphType>("settlementTerms").Allow(Role.Operator, Role.Platform)
            .Description("How the platform settles with it now; null when nobody has said, and to others than its own staff and the platform, with `payouts:read`.")
            .Resolve(field => Sees(field) ? field.RequestServices!.GetRequiredService<TermsNow>().Load(field.Source.Id, terms => terms.Id == default ? null : terms) : null);
        graph.Field<ListGraphType<NonNullGraphType<OperatorBalanceGraphType>>>("balances").Allow(Role.Operator, Role.Platform)
            .Description("How the platform stands with it, one for each currency; null to others than its own staff and the platform, with `payouts:read`.")
            .Resolve(field => Sees(field) ? field.RequestServices!.GetRequiredService<BalancesOfOperators>().Require(field.Source.Id) : null);
        PageArguments.Declare(graph.Field<CommerceObjectType<Page<Payout>>>("payouts").Allow(Role.Operator, Role.Platform)
            .Description("What was paid to it, newest first; null to others than its own staff and the platform, with `payouts:read`.")
            .Resolve(field => Sees(field) ? field.RequestServices!.GetRequiredService<PayoutsOfOperators>().Require(new(field.Source.Id, PageArguments.Read(field))) : null).FieldType);
    }

    private static bool Sees(IResolveFieldContext<Operator> field) => CommerceUserContext.Of(field).Caller.SeesSettling(field.Source.Id);
}
