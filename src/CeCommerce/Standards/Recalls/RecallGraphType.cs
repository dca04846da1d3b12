using GraphQL.Types;

namespace CeCommerce.Standards.Recalls;

/// <summary>What GraphQL shows of a recall, to everybody.</summary>
internal sealed class RecallGraphType : ObjectGraphType<Recall>
{
    public RecallGraphType()
    {
        Name = "Recall";
        Description = "A recall of somebody's list. Units that it concerns cannot be listed until their remedy is recorded (LS-015).";
        Field(x => x.Id).Description("Global id, `rcl_…`.");
        Field(x => x.Source).Description("Whose list it is on.");
        Field(x => x.Number).Description("Its number there.");
        Field(x => x.Goods).Description("Which goods are recalled, and why.");
        Field(x => x.AnnouncedOn).Description("The first day on which it holds.");
        Field(x => x.EndedOn, nullable: true).Description("The first day on which it no longer holds; null while there is no end.");
        Field(x => x.AddedAt).Description("When it was taken in here.");
    }
}
