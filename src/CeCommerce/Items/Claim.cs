using CeCommerce.Platform;

namespace CeCommerce.Items;

public readonly record struct ClaimId(Guid Value) : ITypedId<ClaimId>
{
    public static string Prefix => "clm";

    public static ClaimId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>Why an item is spoken for.</summary>
public enum ClaimKind
{
    /// <summary>A buyer is checking out; ends by itself.</summary>
    Hold,

    /// <summary>Sold; lasts for ever.</summary>
    Order,

    /// <summary>Rented or shared for a period, with its buffers.</summary>
    Booking,

    /// <summary>In the workshop.</summary>
    Repair,
}

/// <summary>
/// Who has an item when. The table's exclusion constraint refuses two live claims on one item whose periods touch, so a
/// second buyer is refused by the database whatever the code does.
/// </summary>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive; null for ever.</param>
/// <param name="HolderId">The hold, order, booking or repair behind it.</param>
public sealed record Claim(ClaimId Id, ItemId ItemId, ClaimKind Kind, Guid HolderId, DateTimeOffset From, DateTimeOffset? Until);
