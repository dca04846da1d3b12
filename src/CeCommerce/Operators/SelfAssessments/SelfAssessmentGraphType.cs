using GraphQL.Types;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>What GraphQL shows of a self-assessment, to its operator and those who audit it.</summary>
internal sealed class SelfAssessmentGraphType : ObjectGraphType<SelfAssessment>
{
    public SelfAssessmentGraphType()
    {
        Name = "SelfAssessment";
        Description = "How an operator rates itself on one item for some goods, and what that rests on. Not a certification.";
        Field("notice", x => x.Item.Notice()).Description("That it certifies nothing, and against what it is; show it wherever a score is shown.");
        Field(x => x.Item).Description("On what.");
        Field(x => x.ProductGroup, nullable: true).Description("For which goods; null when for all.");
        Field(x => x.Number).Description("1 and so on over the same item and goods; the highest counts.");
        Field(x => x.Score).Description("0: not done; 1: in part; 2: for the most part; 3: throughout. The scale is ours.");
        Field(x => x.Evidence, nullable: true).Description("What it rests on; null with a score of 0.");
        Field(x => x.AssessedOn).Description("For which day it is said, in Japan.");
        Field(x => x.RecordedAt).Description("When it was recorded.");
        Field(x => x.ClientId).Description("The partner app that recorded it.");
    }
}
