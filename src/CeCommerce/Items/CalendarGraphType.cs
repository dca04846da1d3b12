using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Items;

/// <summary>What GraphQL shows of an item's calendar.</summary>
internal sealed class CalendarEntryGraphType : ObjectGraphType<CalendarEntry>
{
    public CalendarEntryGraphType()
    {
        Name = "CalendarEntry";
        Description = "Why an item is not free, and when.";
        Field(x => x.Kind).Description("For what it is spoken for; an item that was sold stays with its order.");
        Field(x => x.From).Description("Inclusive.");
        Field(x => x.Until, nullable: true).Description("Exclusive; null when no end is known.");
        Field(x => x.OccupiedFrom).Description("Since when it is kept free for that, with the time to get it ready.");
        Field(x => x.OccupiedUntil, nullable: true).Description("Until when it is kept free for that, with the time to clean it; null when no end is known.");
        Field(x => x.ExpiresAt, nullable: true).Description("From then on it stands no more unless it is confirmed; null when it stands.");
        Field<GlobalIdType>("claimedBy").Description("Global id of the hold (`hld_…`), order (`ord_…`) or repair (`act_…`); null to others than the item's operator and those who audit, and for other kinds.")
            .Resolve(x => x.Source.ClaimedBy);
    }
}
