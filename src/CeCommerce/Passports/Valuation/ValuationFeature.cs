using CeCommerce.Items;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Passports.Valuation;

/// <summary>Registers residual values.</summary>
internal static class ValuationFeature
{
    public static IServiceCollection AddPassportValuation(this IServiceCollection services) => services
        .AddScoped<PriceSweep>()
        .AddScoped<ValuesOfItems>()
        .AddGraphQLParts(parts => parts
            .Type<ValueOfItem, ValuationGraphType>()
            .Type<FittedEstimate, ValueEstimateGraphType>()
            .Type<ValueShare, ValueShareGraphType>()
            .Extend<Item>(AddValuation));

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddPassportValuationWorkers(this IServiceCollection services) => services.AddHostedService<PriceWorker>();

    private static void AddValuation(ObjectGraphType<Item> item) => item.Field<ValuationGraphType>("valuation")
        .Description("What it would be worth. For the operator who has it and those who audit, with `items:read`; null to everybody else, and where it was not here yet.")
        .Argument<DateTimeOffset?>("asOf", nullable: true, argument => argument.Description = "From what was known then; later than now, or nothing: now.")
        .Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform)
        .Resolve(field => !field.Source.IsPast && CommerceUserContext.Of(field).Caller.SeesInside(field.Source.OperatorId.Value, ItemScopes.Read)
            ? field.RequestServices!.GetRequiredService<ValuesOfItems>().Load(new(field.Source, field.GetArgument<DateTimeOffset?>("asOf")))
            : null);
}
