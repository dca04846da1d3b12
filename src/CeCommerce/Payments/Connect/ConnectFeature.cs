using CeCommerce.Operators;
using CeCommerce.Operators.Payouts;
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
        .AddScoped<OnboardingService>()
        .AddScoped<PayoutAccountSweep>()
        .AddScoped<AccountsOfOperators>()
        .AddGraphQLParts(parts => parts
            .Mutations<PayoutAccountMutations>()
            .Type<PayoutAccount, PayoutAccountGraphType>()
            .Extend<Operator>(AddAccount)
            .Node<PayoutAccount, PayoutAccountId>(PayoutAccountVisibility.NodesAsync, OperatorScopes.Read)
            .Error<PayoutAccountNotFound>()
            .Error<PayoutProcessorUnavailable>()
            .Error<ReturnPageInvalid>());

    private static PayoutPolicy PolicyOf(IServiceProvider services)
    {
        var gateway = services.GetRequiredService<IAccountGateway>();
        return new(gateway.Name, gateway.RequiresAccounts);
    }

    private static void AddAccount(ObjectGraphType<Operator> graph) => graph.Field<PayoutAccountGraphType>("payoutAccount")
        .Description("Its account at the payment processor, through which it is paid; null while it has none, and to others than its own staff and the platform, with `operators:read`.")
        .Allow(Role.Operator, Role.Platform)
        .Resolve(field => Sees(CommerceUserContext.Of(field).Caller, field.Source.Id) ? field.RequestServices!.GetRequiredService<AccountsOfOperators>().Load(field.Source.Id) : null);

    private static bool Sees(Caller caller, OperatorId owner) =>
        caller.Scopes.Contains(OperatorScopes.Read) && (caller.Role == Role.Platform || (caller.Role == Role.Operator && caller.OperatorId == owner.Value));
}
