using CeCommerce.Operators;
using CeCommerce.Platform.GraphQL;
using GraphQL.Types;

namespace CeCommerce.Orders.Fees;

/// <summary>Registers the platform's fees.</summary>
internal static class FeesFeature
{
    public static IServiceCollection AddFees(this IServiceCollection services) => services
        .AddFeeScopes()
        .AddScoped<LineFees>()
        .AddScoped<FeeReturns>()
        .AddScoped<IFollowRefund>(provider => provider.GetRequiredService<FeeReturns>())
        .AddScoped<FeeRuleService>()
        .AddScoped<FeesOfOrders>()
        .AddScoped<FeesOfLines>()
        .AddScoped<FeeTermsOfOperators>()
        .AddSingleton(FeesInBooks.Charged)
        .AddSingleton(FeesInBooks.GivenBack)
        .AddGraphQLParts(parts => parts
            .Queries<FeeQueries>()
            .Mutations<FeeMutations>()
            .Type<FeeRule, FeeRuleGraphType>()
            .Type<LineFee, LineFeeGraphType>()
            .Extend<Order>(AddFees)
            .Extend<OrderLine>(AddFee)
            .Extend<Operator>(AddTerms)
            .Node<FeeRule, FeeRuleId>(FeeQueries.NodesAsync, FeeScopes.Read)
            .Error<FeeRuleNotFound>()
            .Error<FeeValueInvalid>()
            .Error<FeeRulesBusy>());

    private static void AddFees(ObjectGraphType<Order> order) => order.Field<NonNullGraphType<ListGraphType<NonNullGraphType<LineFeeGraphType>>>>("fees")
        .Description("The platform's fees, one for each unit that bears one. For its operator and the platform; empty for others.")
        .Resolve(field => CommerceUserContext.Of(field).Caller.SeesFees() ? field.RequestServices!.GetRequiredService<FeesOfOrders>().Require(field.Source.Id) : Array.Empty<LineFee>());

    private static void AddFee(ObjectGraphType<OrderLine> line) => line.Field<LineFeeGraphType>("fee")
        .Description("The platform's fee for the unit; null when it bears none. For its operator and the platform; null for others.")
        .Resolve(field => CommerceUserContext.Of(field).Caller.SeesFees()
            ? field.RequestServices!.GetRequiredService<FeesOfLines>().Load(new(field.Source.OrderId, field.Source.Number))
            : null);

    private static void AddTerms(ObjectGraphType<Operator> graph) => graph.Field<NonNullGraphType<ListGraphType<NonNullGraphType<FeeRuleGraphType>>>>("feeTerms")
        .Description("The fee rules that hold now for its sales, the most special first. For its own staff and the platform; empty for others.")
        .Resolve(field => field.RequestServices!.GetRequiredService<FeeTermsOfOperators>().Load(field.Source.Id, CommerceUserContext.Of(field).Caller));
}
