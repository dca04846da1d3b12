using CeCommerce.Platform;

namespace CeCommerce.Orders.Photos;

/// <summary>A file that is not kept as a photo.</summary>
/// <param name="Flaw">What is wrong with it.</param>
public sealed record PhotoRefused(PhotoFlaw Flaw) : UserError("photo")
{
    public override string Code => "PHOTO_REFUSED";

    public override LocalText Message => Flaw switch
    {
        PhotoFlaw.WrongType => new("JPEG または PNG の写真を、正しい Content-Type で送信してください。", "Send a JPEG or PNG photo with the Content-Type that it has."),
        PhotoFlaw.TooLarge => new("写真が大きすぎます（上限 8 MB）。", "The photo is too large (at most 8 MB)."),
        PhotoFlaw.TooManyPixels => new("写真の画素数が多すぎます（一辺 12,000 画素、合計 5,000 万画素まで）。", "The photo has too many pixels (at most 12,000 a side and 50 million altogether)."),
        PhotoFlaw.Unreadable => new("写真のファイルが壊れています。", "The file of the photo is damaged."),
    };
}

/// <summary>An order has as many photos as it may have, or so many were named at once.</summary>
/// <param name="Limit">How many.</param>
public sealed record TooManyPhotos(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_PHOTOS";

    public override LocalText Message => new($"写真は {Limit} 枚までです。", $"At most {Limit} photos.");
}

/// <summary>No photo of that digest was sent in for this order.</summary>
/// <param name="Sha256">As given.</param>
public sealed record PhotoNotFound(string Sha256, params string[] At) : UserError(At)
{
    public override string Code => "PHOTO_NOT_FOUND";

    public override LocalText Message => new(
        "この注文に送信された写真が見つかりません。POST /orders/{orderId}/photos で送信し、返された sha256 を指定してください。",
        "No such photo was sent in for this order. Send it to POST /orders/{orderId}/photos and name the sha256 that it answers.");
}
