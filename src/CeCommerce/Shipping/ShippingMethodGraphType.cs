using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Shipping;

/// <summary>What GraphQL shows of a shipping method, to everybody.</summary>
internal sealed class ShippingMethodGraphType : ObjectGraphType<ShippingMethod>
{
    public ShippingMethodGraphType()
    {
        Name = "ShippingMethod";
        Description = "A way in which an operator gets what it sells to its buyers.";
        Field(x => x.Id).Description("Global id, `shm_…`.");
        Field(x => x.Operator).Description("Whose it is.");
        Field<NonNullGraphType<CommerceEnumType<ShippingKind>>>("kind").Description("Brought or fetched.").Resolve(x => x.Source.Terms.Kind);
        Field("nameJa", x => x.Terms.NameJa).Description("What it is called, in Japanese.");
        Field("nameEn", x => x.Terms.NameEn, nullable: true).Description("In English; null: as in Japanese.");
        Field("parcel", x => x.Terms.Parcel, nullable: true).Description("What the carrier takes, where to and for how much; null for picking up.");
        Field("pickUp", x => x.Terms.PickUp, nullable: true).Description("Where the buyer fetches it; null for a parcel.");
        Field("versionNumber", x => x.Number).Description("Counts how often it was set, from 1 on.");
        Field(x => x.CreatedAt).Description("Since when.");
        Field(x => x.UpdatedAt).Description("When it was last set or retired.");
        Field(x => x.RetiredAt, nullable: true).Description("From when on nothing is sold by it any more; null while it is in use.");
    }
}
