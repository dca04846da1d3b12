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
    /// <summary>A customer is checking out; expires by itself.</summary>
    Hold,

    /// <summary>Sold; ends when the sale is completed and the item is the buyer's.</summary>
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
public sealed record Claim(ClaimId Id, ItemId ItemId, ClaimKind Kind, Guid HolderId, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>Exclusive: from this moment the claim stands no more, whatever its period; null when it ends only by its holder.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long before <see cref="From"/> the item is kept free for it, e.g. to get it ready.</summary>
    public TimeSpan BufferBefore { get; init; }

    /// <summary>How long after <see cref="Until"/> the item is kept free for it, e.g. to clean it.</summary>
    public TimeSpan BufferAfter { get; init; }
}
