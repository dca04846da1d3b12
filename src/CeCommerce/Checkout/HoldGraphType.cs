using GraphQL.Types;

namespace CeCommerce.Checkout;

/// <summary>What its buyer may see of a hold.</summary>
internal sealed class HoldGraphType : ObjectGraphType<Hold>
{
    public HoldGraphType()
    {
        Name = "Hold";
        Description = "An item kept for one buyer while they check out.";
        Field(x => x.Id).Description("The hold's identifier.");
        Field(x => x.ListingId).Description("The listing that is held.");
        Field(x => x.ItemId).Description("The physical unit.");
        Field(x => x.CreatedAt).Description("When it began.");
        Field(x => x.ExpiresAt);
        Field(x => x.ExtendedAt, nullable: true);
        Field(x => x.ReleasedAt, nullable: true).Description("When the buyer let it go.");
        Field(x => x.UsedAt, nullable: true);
        Field<FinalConfirmationGraphType>("confirmation").Description("The final confirmation as last shown; null before checkout.")
            .Resolve(field => field.Source.Confirmation is { } json ? new ConfirmationText(json) : null);
    }
}
