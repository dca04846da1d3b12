using CeCommerce.Orders.Messages;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Photos;

/// <summary>
/// A photo that a side of an order sent in, as evidence. Its bytes lie in the store of files under a key of their own, which is kept as a text of the buyer: when they are
/// erased it cannot be opened any more, in no copy of the store.
/// </summary>
public sealed class OrderPhoto
{
    private OrderPhoto()
    {
    }

    public OrderId OrderId { get; private init; }

    /// <summary>SHA-256 of the photo as it is given back, in hexadecimal.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Keeps the key of its bytes.</summary>
    public Guid KeyId { get; private init; }

    /// <summary>SHA-256 of what lies in the store of files, in hexadecimal.</summary>
    public string StoredSha256 { get; private init; } = "";

    public long StoredLength { get; private init; }

    public string MediaType { get; private init; } = "";

    public long Length { get; private init; }

    public int Width { get; private init; }

    public int Height { get; private init; }

    public OrderSide From { get; private init; }

    public DateTimeOffset SentAt { get; private init; }

    internal static OrderPhoto Of(OrderId order, SentPhoto sent, Guid key, OrderSide from, DateTimeOffset now) => new()
    {
        OrderId = order,
        Sha256 = sent.Digest.ToString(),
        KeyId = key,
        StoredSha256 = sent.Stored.Digest.ToString(),
        StoredLength = sent.Stored.Length,
        MediaType = sent.File.MediaType,
        Length = sent.Length,
        Width = sent.File.Width,
        Height = sent.File.Height,
        From = from,
        SentAt = now,
    };

    internal StoredFile Stored => new(Sha256Digest.TryParse(StoredSha256, out var digest) ? digest : throw new InvalidDataException("A digest of a photo is none."), PhotoVault.MediaType, StoredLength);
}

/// <summary>A photo whose bytes are kept, and no row yet.</summary>
internal sealed record SentPhoto(Sha256Digest Digest, PhotoFile File, long Length, StoredFile Stored, string Key);

internal sealed class OrderPhotoMapping : IEntityTypeConfiguration<OrderPhoto>
{
    public void Configure(EntityTypeBuilder<OrderPhoto> builder)
    {
        builder.ToTable("photos", "orders");
        builder.HasKey(x => new { x.OrderId, x.Sha256 });
        builder.HasOne<Order>().WithMany().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(x => x.Stored);
    }
}
