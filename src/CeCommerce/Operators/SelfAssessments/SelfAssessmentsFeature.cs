using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Standards;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>Registers self-assessments.</summary>
internal static class SelfAssessmentsFeature
{
    public static IServiceCollection AddSelfAssessments(this IServiceCollection services) => services
        .AddEventKinds(SelfAssessmentEvents.Kinds)
        .AddScoped<SelfAssessmentService>()
        .AddScoped<SelfAssessmentsOfOperators>()
        .AddGraphQLParts(parts => parts
            .Mutations<SelfAssessmentMutations>()
            .Type<SelfAssessment, SelfAssessmentGraphType>()
            .Extend<Operator>(AddSelfAssessments)
            .Error<SelfAssessmentItemUnknown>()
            .Error<SelfAssessmentScoreInvalid>()
            .Error<SelfAssessmentEvidenceMissing>()
            .Error<SelfAssessmentEvidenceInvalid>()
            .Error<SelfAssessmentDayInvalid>()
            .Error<SelfAssessmentsBusy>());

    private static void AddSelfAssessments(ObjectGraphType<Operator> graph) => graph
        .Field<ListGraphType<NonNullGraphType<SelfAssessmentGraphType>>>("selfAssessments")
        .Description("How it rates itself, by item and goods: not a certification, see `notice`. At most 500; null to others than the operator itself and those who audit it, with `compliance:read`.")
        .Argument<NonNullGraphType<BooleanGraphType>>("all", argument =>
        {
            argument.Description = "Also those whose place later ones took.";
            argument.DefaultValue = false;
        })
        .Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform)
        .Resolve(field => CommerceUserContext.Of(field).Caller.SeesInside(field.Source.Id.Value, StandardsFeature.ComplianceRead)
            ? field.RequestServices!.GetRequiredService<SelfAssessmentsOfOperators>().Require(new(field.Source.Id, field.GetArgument<bool>("all")))
            : null);
}
