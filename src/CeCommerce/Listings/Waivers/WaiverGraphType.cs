using GraphQL.Types;

namespace CeCommerce.Listings.Waivers;

/// <summary>What GraphQL shows of a waiver, to its operator and those who audit.</summary>
internal sealed class WaiverGraphType : ObjectGraphType<Waiver>
{
    public WaiverGraphType()
    {
        Name = "Waiver";
        Description = "An auditor's word that one clause of the platform's policy does not keep a listing, or an operator's listings, off the shelf for a time. The finding stays.";
        Field(x => x.Id).Description("Global id, `wvr_…`.");
        Field(x => x.Operator).Description("Whose listings it is about.");
        Field(x => x.Listing, nullable: true).Description("The one listing that it is about; null when it goes for every listing of the operator.");
        Field(x => x.Clause).Description("Rule id and clause, such as `LS-013/fifteen-years`.");
        Field(x => x.Reason).Description("Why, in the auditor's words.");
        Field(x => x.Evidence).Description("What it rests on.");
        Field(x => x.From).Description("First day, in Japan.");
        Field(x => x.Until).Description("The day on which it no longer holds.");
        Field(x => x.ClientId).Description("The auditor's partner app.");
        Field(x => x.GrantedAt).Description("When it was granted.");
        Field(x => x.EndedAt, nullable: true).Description("When it was ended before its time; null when it was not.");
    }
}
