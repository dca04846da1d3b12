using GraphQL.Types;

namespace CeCommerce.Operators.Auditing;

/// <summary>What GraphQL shows of an assignment, to the platform, its auditor and its operator.</summary>
internal sealed class AssignmentGraphType : ObjectGraphType<Assignment>
{
    public AssignmentGraphType()
    {
        Name = "Assignment";
        Description = "An auditor's app may look into one operator, from one day on and until another.";
        Field(x => x.Id).Description("Global id, `asn_…`.");
        Field(x => x.ClientId).Description("The auditor's partner app, as at the token endpoint.");
        Field(x => x.Operator).Description("Whom it looks into.");
        Field(x => x.From).Description("First day, in Japan.");
        Field(x => x.Until, nullable: true).Description("The day on which it no longer holds; null while no end is set.");
        Field(x => x.CreatedAt).Description("When the platform made it.");
    }
}
