using CeCommerce.Operators;
using CeCommerce.Operators.Payouts;
using CeCommerce.Payments.Settling;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL.Types;

namespace CeCommerce.Payments.Connect;

/// <summary>Registers operators' accounts at the processor.</summary>
internal static class ConnectFeature
{
    public static IServiceCollection AddConnect(this IServiceCollection services) => services
        .AddSingleton<IAccountGateway, NoAccounts>()
        .AddSingleton(PolicyOf)
        .AddScoped<PayoutAccounts>()
        .AddScoped<IHearWebhook>(provider => provider.GetRequiredService<PayoutAccounts>())
        .AddScoped<OnboardingService>()
        .AddScoped<PayoutAccountSweep>()
        .AddScoped<AccountsOfOperators>()
        .AddGraphQLParts(parts => parts
            .Mutations<PayoutAccountMutations>()
            .Type<PayoutAccount, PayoutAccountGraphType>()
            .Extend<Operator>(AddAccount)
            .Node<PayoutAccount, PayoutAccountId>(PayoutAccountVisibility.NodesAsync, SettlingScopes.Read)
            .Error<PayoutAccountNotFound>()
            .Error<PayoutProcessorUnavailable>()
            .Error<ReturnPageInvalid>());

    private static PayoutPolicy PolicyOf(IServiceProvider services)
    {
        var gateway = services.GetRequiredService<IAccountGateway>();
        return new(gateway.Name, gateway.RequiresAccounts);
    }

    private static void AddAccount(ObjectGraphType<Operator> graph) => graph.Field<PayoutAccountGraphType>("payoutAccount")
        .Description("Its account at the payment processor, through which it is paid; null while it has none, and to others than its own staff and the platform, with `payouts:read`.")
        .Allow(Role.Operator, Role.Platform)
        .Resolve(field => CommerceUserContext.Of(field).Caller.SeesSettling(field.Source.Id) ? field.RequestServices!.GetRequiredService<AccountsOfOperators>().Load(field.Source.Id) : null);
}
