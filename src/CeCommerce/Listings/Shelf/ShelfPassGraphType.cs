using GraphQL.Types;

namespace CeCommerce.Listings.Shelf;

/// <summary>What GraphQL shows of a look at the whole shelf.</summary>
internal sealed class ShelfPassGraphType : ObjectGraphType<ShelfPass>
{
    public ShelfPassGraphType()
    {
        Name = "ShelfPass";
        Description = "One look of an edition of the rules at the whole shelf: once a day, and when an edition was activated.";
        Field(x => x.Edition).Description("Version of the edition.");
        Field(x => x.Day).Description("The day by which it judges, in Japan.");
        Field(x => x.StartedAt).Description("When it began.");
        Field(x => x.Expected).Description("How many listings were on the shelf then.");
        Field(x => x.LookedAt).Description("How many it has looked at.");
        Field(x => x.Changed).Description("Of these, how many the rules came to something else about.");
        Field(x => x.Paused).Description("Of these, how many came off the shelf.");
        Field(x => x.FinishedAt, nullable: true).Description("When it was through; null while it is not.");
    }
}
