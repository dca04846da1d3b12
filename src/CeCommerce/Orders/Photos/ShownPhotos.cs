using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Photos;

/// <summary>Says whether photos may be named in what is written about an order.</summary>
internal sealed class ShownPhotos(CommerceDatabase database)
{
    /// <summary>Null when all of them were sent in for this very order.</summary>
    public async Task<UserError?> RefusalAsync(OrderId order, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        if (digests.Count > PhotoService.MostAtOnce)
        {
            return new TooManyPhotos(PhotoService.MostAtOnce, "input", "photos");
        }

        if (digests.FirstOrDefault(digest => !Sha256Digest.TryParse(digest, out _)) is { } none)
        {
            return new PhotoNotFound(none, "input", "photos");
        }

        var there = digests.Count == 0 ? [] : await database.Set<OrderPhoto>().Where(x => x.OrderId == order && digests.Contains(x.Sha256)).Select(x => x.Sha256).ToListAsync(cancellationToken);
        return digests.FirstOrDefault(digest => !there.Contains(digest)) is { } unknown ? new PhotoNotFound(unknown, "input", "photos") : null;
    }
}

/// <summary>Photos of an order, by their digests.</summary>
internal readonly record struct NamedPhotos(OrderId Order, IReadOnlyList<string> Digests);

/// <summary>The photos that much of what was written names, in one statement, without what they show.</summary>
internal sealed class PhotosOfOrders(CommerceDatabase database) : BatchLoader<NamedPhotos, IReadOnlyList<OrderPhoto>>
{
    protected override async Task<IReadOnlyDictionary<NamedPhotos, IReadOnlyList<OrderPhoto>>> LoadAsync(IReadOnlyCollection<NamedPhotos> keys, CancellationToken cancellation)
    {
        var orders = keys.Where(key => key.Digests.Count > 0).Select(key => key.Order).Distinct().ToList();
        var photos = orders.Count == 0 ? [] : await database.Set<OrderPhoto>().AsNoTracking().Where(x => orders.Contains(x.OrderId)).ToDictionaryAsync(x => (x.OrderId, x.Sha256), cancellation);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<OrderPhoto>)[.. key.Digests.Distinct().Select(digest => photos[(key.Order, digest)])]);
    }
}

internal sealed class OrderPhotoGraphType : ObjectGraphType<OrderPhoto>
{
    public OrderPhotoGraphType()
    {
        Name = "OrderPhoto";
        Description = "A photo that a side of an order sent in as evidence; for the two sides and the platform's staff.";
        Field(x => x.Sha256).Description("SHA-256 of the photo as it is given back, 64 lower-case hex digits. What the camera wrote beside the picture (place, time, device) was taken out before it was kept, so a photo as it was sent may have another.");
        Field<NonNullGraphType<StringGraphType>>("path").Description("Where it is fetched with the same access token: a path of this server. 410 once the buyer was erased.").Resolve(field => PhotoDoor.PathOf(field.Source));
        Field(x => x.MediaType).Description("`image/jpeg` or `image/png`.");
        Field(x => x.Length).Description("In bytes.");
        Field(x => x.Width).Description("In pixels.");
        Field(x => x.Height).Description("In pixels.");
        Field(x => x.From).Description("Which side sent it.");
        Field(x => x.SentAt).Description("When it was sent in.");
    }
}
