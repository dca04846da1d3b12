using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;
using GraphQL.Types;

namespace CeCommerce.Operators.Rules;

/// <summary>Registers the rules that operators set themselves.</summary>
internal static class OperatorRulesFeature
{
    public static IServiceCollection AddOperatorRules(this IServiceCollection services) => services
        .AddScoped<OperatorRuleService>()
        .AddGraphQLParts(parts => parts
            .Queries<OperatorRuleQueries>()
            .Mutations<OperatorRuleMutations>()
            .Type<OperatorRulePack, OperatorRulePackGraphType>()
            .Extend<Operator>(AddVersionInUse)
            .Error<OperatorRulePackNotFound>()
            .Error<OperatorRulesBusy>()
            .Error<RulePackFlawed>()
            .Error<RulePackExists>()
            .Error<IdempotencyKeyReused>()
            .Error<IdempotencyKeyInvalid>()
            .Error<RequestStillRunning>());

    private static void AddVersionInUse(ObjectGraphType<Operator> graph) => graph.Field<StringGraphType>("ownRulesVersion")
        .Description("Version of the rules of its own that its listings are held to; null when it has none in use, and to others than the operator itself and those who audit it, with `compliance:read`.")
        .Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform)
        .Resolve(field => CommerceUserContext.Of(field).Caller.SeesInside(field.Source.Id.Value, StandardsFeature.ComplianceRead) ? field.Source.OwnRules?.Version : null);
}
