using CeCommerce.Items;
using CeCommerce.Platform;

namespace CeCommerce.Passports;

/// <summary>The passport of an item has the item's own UUID, so that nobody has to look either up.</summary>
public readonly record struct PassportId(Guid Value) : ITypedId<PassportId>
{
    public static string Prefix => "psp";

    public static PassportId From(Guid value) => new(value);

    public static PassportId Of(ItemId item) => new(item.Value);

    public override string ToString() => TypedId.Format(this);
}

public readonly record struct PassportEventId(Guid Value) : ITypedId<PassportEventId>
{
    public static string Prefix => "pev";

    public static PassportEventId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}
