using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using GraphQL.Types;

namespace CeCommerce.Items.Acts;

/// <summary>What GraphQL shows of an act, to those who see the inside of its unit.</summary>
internal sealed class ActGraphType : ObjectGraphType<Act>
{
    public ActGraphType()
    {
        Name = "Act";
        Description = "Something that was done to a unit. Kept as it was recorded.";
        Field(x => x.Id).Description("Global id, `act_…`.");
        Field(x => x.Number).Description("1 and so on for each unit, in the order in which acts were recorded.");
        Field(x => x.Kind).Description("What was done.");
        Field(x => x.PerformedOn).Description("On which day.");
        Field(x => x.RecordedAt).Description("When it was recorded here.");
        Field(x => x.Performer).Description("Who did it, by role.");
        Field<string>("staffReference", nullable: true).Description("The operator's own sign for whoever did it; null to other operators.")
            .Resolve(x => CommerceUserContext.Of(x).Caller.SeesInside(x.Source.OperatorId.Value, ItemScopes.Read) ? x.Source.StaffReference : null);
        Field(x => x.Tool, nullable: true).Description("The instrument or tool.");
        Field(x => x.Result).Description("How it ended.");
        Field("checklist", x => x.Details.Checklist).Description("What was checked.");
        Field("measurements", x => x.Details.Measurements).Description("What was measured.");
        Field("parts", x => x.Details.Parts).Description("Which parts a repair put in.");
        Field("work", x => x.Details.Work, nullable: true).Description("What a repair did.");
        Field("functionalGrade", x => x.Details.Grades!.Functional, nullable: true).Description("How well it works, as an inspection graded it.")
            .Resolve(x => x.Source.Details.Grades?.Functional);
        Field("cosmeticGrade", x => x.Details.Grades!.Cosmetic, nullable: true).Description("How it looks, as an inspection graded it.")
            .Resolve(x => x.Source.Details.Grades?.Cosmetic);
        Field("gradeScheme", x => x.Details.Grades!.Scheme, nullable: true).Description("Whose definitions the grades follow.")
            .Resolve(x => x.Source.Details.Grades?.Scheme);
        Field("facts", x => x.Found.All).Description("What follows from it about the unit.")
            .Resolve(x => [.. x.Source.Found.All.Select(fact => fact with { Basis = FactBasis.Act })]);
    }
}
