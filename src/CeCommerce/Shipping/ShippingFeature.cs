using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Shipping;

/// <summary>Registers how things get to buyers.</summary>
internal static class ShippingFeature
{
    public static IServiceCollection AddShipping(this IServiceCollection services) => services
        .AddScoped<ShippingMethodService>()
        .AddScoped<ShippingQuotes>()
        .AddScoped<MethodsOfOperators>()
        .AddScoped<DemoShipping>()
        .AddGraphQLParts(parts => parts
            .Queries<ShippingQueries>()
            .Mutations<ShippingMethodMutations>()
            .Type<ShippingMethod, ShippingMethodGraphType>()
            .Extend<Operator>(AddMethods)
            .Node<ShippingMethod, ShippingMethodId>(FindAsync)
            .Error<ShippingMethodNotFound>()
            .Error<ShippingMethodRequired>()
            .Error<ShippingNotPossible>()
            .Error<TooManyShippingMethods>()
            .Error<ShippingValueInvalid>()
            .Error<ShippingMethodsBusy>());

    private static void AddMethods(ObjectGraphType<Operator> graph) => graph
        .Field<NonNullGraphType<ListGraphType<NonNullGraphType<ShippingMethodGraphType>>>>("shippingMethods")
        .Description("Ways in which it gets things to buyers, those in use, at most 20; empty while the fees that its listings state count.")
        .Resolve(field => field.RequestServices!.GetRequiredService<MethodsOfOperators>().Require(field.Source.Id));

    private static async Task<IReadOnlyDictionary<ShippingMethodId, ShippingMethod>> FindAsync(
        IReadOnlyCollection<ShippingMethodId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<ShippingMethod>().AsNoTracking().Include(x => x.Operator)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
