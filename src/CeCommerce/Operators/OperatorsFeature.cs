using CeCommerce.Operators.Payouts;
using CeCommerce.Operators.SellerTerms;
using CeCommerce.Operators.Statements;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators;

/// <summary>Registers operators.</summary>
internal static class OperatorsFeature
{
    public static IServiceCollection AddOperators(this IServiceCollection services) => services
        .AddOperatorScopes()
        .AddEventKinds(OperatorEvents.Kinds)
        .AddSingleton<OperatorDirectory>()
        .AddSingleton<StatementAddress>()
        .AddSingleton(PayoutPolicy.None)
        .AddScoped<OperatorService>()
        .AddScoped<TermsService>()
        .AddScoped<DemoOperators>()
        .AddGraphQLParts(parts => parts
            .Queries<OperatorQueries>()
            .Mutations<OperatorMutations>()
            .Queries<TermsQueries>()
            .Mutations<TermsMutations>()
            .Type<Operator, OperatorGraphType>()
            .Node<Operator, OperatorId>(FindAsync)
            .Error<PlatformTermsNotCurrent>()
            .Error<PayoutsNotEnabled>()
            .Error<OperatorNotFound>()
            .Error<OperatorCodeTaken>()
            .Error<OperatorChangedMeanwhile>()
            .Error<OperatorValueInvalid>());

    public static IEndpointRouteBuilder MapOperators(this IEndpointRouteBuilder endpoints)
    {
        StatementPage.Map(endpoints);
        return endpoints;
    }

    private static async Task<IReadOnlyDictionary<OperatorId, Operator>> FindAsync(IReadOnlyCollection<OperatorId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Operator>().AsNoTracking()
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
