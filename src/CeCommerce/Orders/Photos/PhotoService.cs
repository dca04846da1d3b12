using System.Security.Cryptography;
using CeCommerce.Orders.Messages;
using CeCommerce.Orders.Words;
using CeCommerce.Personal;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Photos;

/// <summary>Takes in the photos of a side of an order, and gives them to whoever may see the order.</summary>
internal sealed class PhotoService(CommerceDatabase database, AtomicChanges changes, PersonalTexts texts, PersonalTextReader reader, PhotoVault vault)
{
    /// <summary>Of one order.</summary>
    public const int Most = 40;

    /// <summary>Of one message or problem.</summary>
    public const int MostAtOnce = 10;

    /// <summary>The same photo again is the one that is there.</summary>
    public async Task<Outcome<OrderPhoto>> SendAsync(Caller caller, OrderId id, PhotoFile file, CancellationToken cancellationToken)
    {
        if (await database.Set<Order>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } order)
        {
            return new OrderNotFound(id.ToString(), "orderId");
        }

        if (await AnswerAsync(order, file.Bytes, cancellationToken) is { } known)
        {
            return known;
        }

        if (!(await texts.SealForAsync(new(order.ClientId, order.ConsumerId), cancellationToken)).Try(out var seal, out var refusal))
        {
            return Outcome<OrderPhoto>.Refused(refusal);
        }

        using (seal)
        {
            return (await vault.KeepAsync(id, file, cancellationToken)).Try(out var sent, out refusal)
                ? await changes.RunAsync(() => KeepAsync(caller, order, sent, seal, cancellationToken), cancellationToken)
                : Outcome<OrderPhoto>.Refused(refusal);
        }
    }

    /// <summary>The photo and its bytes; refused with why it cannot be shown, or with <see cref="PhotoNotFound"/>.</summary>
    public async Task<Outcome<(OrderPhoto Photo, byte[] Bytes)>> OpenAsync(Caller caller, OrderId id, string sha256, CancellationToken cancellationToken)
    {
        var visible = database.Set<Order>().VisibleTo(caller).Select(x => x.Id);
        if (!Sha256Digest.TryParse(sha256, out _)
            || await database.Set<OrderPhoto>().AsNoTracking().SingleOrDefaultAsync(x => x.OrderId == id && x.Sha256 == sha256 && visible.Contains(x.OrderId), cancellationToken) is not { } photo)
        {
            return new PhotoNotFound(sha256, "sha256");
        }

        var key = (await reader.ReadAsync(new Dictionary<Guid, string> { [photo.KeyId] = OrderWords.About(id) }, cancellationToken))[photo.KeyId];
        if (key.Text is not { } said)
        {
            return key.State == TextState.Erased ? new PhotoErased() : new PersonalDataBusy();
        }

        return (await vault.OpenAsync(photo, said, cancellationToken)).Try(out var bytes, out var refusal) ? (photo, bytes) : Outcome<(OrderPhoto, byte[])>.Refused(refusal);
    }

    /// <summary>What can be answered without keeping anything; null otherwise.</summary>
    private async Task<Outcome<OrderPhoto>?> AnswerAsync(Order order, byte[] bytes, CancellationToken cancellationToken)
    {
        var digest = Sha256Digest.From(SHA256.HashData(bytes)).ToString();
        if (await database.Set<OrderPhoto>().AsNoTracking().SingleOrDefaultAsync(x => x.OrderId == order.Id && x.Sha256 == digest, cancellationToken) is { } there)
        {
            return there;
        }

        if (await database.Set<OrderPhoto>().CountAsync(x => x.OrderId == order.Id, cancellationToken) >= Most)
        {
            return new TooManyPhotos(Most, "photo");
        }

        return null;
    }

    private async Task<Outcome<OrderPhoto>> KeepAsync(Caller caller, Order order, SentPhoto sent, TextSeal seal, CancellationToken cancellationToken)
    {
        if (!await texts.MayWriteAsync(seal, cancellationToken))
        {
            return new PersonalDataBusy();
        }

        // Counted once more, now that nobody else adds to it.
        var digest = sent.Digest.ToString();
        var there = await database.Set<OrderPhoto>().Where(x => x.OrderId == order.Id).ToListAsync(cancellationToken);
        if (there.Find(photo => photo.Sha256 == digest) is { } same)
        {
            return same;
        }

        if (there.Count >= Most)
        {
            return new TooManyPhotos(Most, "photo");
        }

        var photo = OrderPhoto.Of(order.Id, sent, texts.Keep(seal, OrderWords.About(order.Id), sent.Key), caller.Role == Role.Consumer ? OrderSide.Buyer : OrderSide.Seller, texts.Now);
        database.Add(photo);
        return photo;
    }
}

/// <summary>The buyer was erased, and what the photo shows went with them.</summary>
public sealed record PhotoErased(params string[] At) : UserError(At)
{
    public override string Code => "PHOTO_ERASED";

    public override LocalText Message => new("購入者の個人情報が消去されたため、写真は表示できません。", "The buyer's personal data was erased, and the photo with it.");
}
