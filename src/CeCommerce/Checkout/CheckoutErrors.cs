using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Checkout;

/// <summary>Only a consumer, named by a partner app, can buy.</summary>
public sealed record BuyerRequired(params string[] At) : UserError(At)
{
    public override string Code => "BUYER_REQUIRED";

    public override LocalText Message => new(
        "購入の手続きには、アプリが発行した消費者のアクセストークンが必要です。",
        "Buying needs an access token that a partner app obtained for a consumer.");
}

/// <summary>The listing cannot be bought at the moment.</summary>
/// <param name="ListingId">Which listing.</param>
/// <param name="State">Where it stands.</param>
public sealed record ListingNotForSale(ListingId ListingId, ListingState State, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_NOT_FOR_SALE";

    public override LocalText Message => State == ListingState.Sold
        ? new("この商品はすでに売り切れました。", "This item has already been sold.")
        : new("この出品は現在購入できません。", "This listing cannot be bought at the moment.");
}

/// <summary>The listing is on the shelf but does not meet the standards of today, e.g. because its operator's permit has run out.</summary>
/// <param name="ListingId">Which listing.</param>
/// <param name="Compliance">Today's verdict, with what is not met.</param>
public sealed record ListingStandardsLapsed(ListingId ListingId, Compliance Compliance, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_STANDARDS_LAPSED";

    public override LocalText Message => new(
        "この出品は現在の出品基準を満たしていないため購入できません。理由は compliance.findings を確認してください。",
        "The listing does not meet today's standards and cannot be bought. See compliance.findings for why.");
}

/// <summary>The consumer keeps as many items as one may at a time, with holds and unpaid orders together.</summary>
/// <param name="Limit">How many at a time.</param>
public sealed record TooManyHolds(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_HOLDS";

    public override LocalText Message => new(
        $"お取り置きと未払いの注文は合わせて同時に {Limit} 点までです。不要なお取り置きを解除するか、注文のお支払いまたは取り消しをしてください。",
        $"At most {Limit} items can be held or ordered without payment at a time. Release a hold, or pay or cancel an order first.");
}

/// <summary>The consumers of the app together keep as many items as they may, with holds and unpaid orders; more paid orders raise the limit.</summary>
/// <param name="Limit">How many at a time.</param>
public sealed record TooManyHoldsOfApp(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_HOLDS_OF_APP";

    public override LocalText Message => new(
        $"このアプリのお客様全体で、お取り置きと未払いの注文が上限の {Limit} 点に達しています。しばらくしてからもう一度お試しください。",
        $"The customers of this app together hold, or have ordered without payment, {Limit} items, which is their limit. Try again in a while.");
}

/// <summary>The consumer held this item a moment ago, or left an order of it unpaid; others get a chance first.</summary>
/// <param name="ListingId">Which listing.</param>
/// <param name="AgainAt">From when the consumer can hold it again.</param>
public sealed record HeldMomentsAgo(ListingId ListingId, DateTimeOffset AgainAt, params string[] At) : UserError(At)
{
    public override string Code => "HELD_MOMENTS_AGO";

    public override LocalText Message => new(
        "この商品のお取り置きは終了したばかりです。againAt の時刻以降にもう一度お試しください。",
        "Your hold of this item ended a moment ago. Hold it again after the time in againAt.");
}

/// <summary>No such hold, or not the caller's.</summary>
/// <param name="HoldId">What was asked for.</param>
public sealed record HoldNotFound(string HoldId, params string[] At) : UserError(At)
{
    public override string Code => "HOLD_NOT_FOUND";

    public override LocalText Message => new(
        "お取り置きが見つかりません。ID を確認してください。", "There is no such hold, or it is not yours. Check the id.");
}

/// <summary>The hold ran out, or was released.</summary>
/// <param name="HoldId">Which hold.</param>
/// <param name="ListingId">What to hold again.</param>
/// <param name="ExpiredAt">When it ended.</param>
public sealed record HoldExpired(HoldId HoldId, ListingId ListingId, DateTimeOffset ExpiredAt, params string[] At) : UserError(At)
{
    public override string Code => "HOLD_EXPIRED";

    public override LocalText Message => new(
        "お取り置きの期限が切れました。もう一度お取り置きからお試しください。", "The hold has expired. Hold the item again.");
}

/// <summary>An order was already placed over this hold.</summary>
/// <param name="HoldId">Which hold.</param>
public sealed record HoldUsed(HoldId HoldId, params string[] At) : UserError(At)
{
    public override string Code => "HOLD_USED";

    public override LocalText Message => new(
        "このお取り置きからはすでに注文が作成されています。orderId の注文を確認してください。",
        "An order was already placed over this hold; see orderId.");
}

/// <summary>A hold is extended once.</summary>
/// <param name="HoldId">Which hold.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record HoldNotExtendable(HoldId HoldId, DateTimeOffset ExpiresAt, params string[] At) : UserError(At)
{
    public override string Code => "HOLD_NOT_EXTENDABLE";

    public override LocalText Message => new(
        "お取り置きの延長は1回までです。", "A hold can be extended once, and this one was.");
}

/// <summary>The listing lacks what the last screen must show (CT-001, 特定商取引法 12-6(1)); its operator has to add it.</summary>
/// <param name="ListingId">Which listing.</param>
/// <param name="Missing">What it lacks.</param>
public sealed record ConfirmationIncomplete(ListingId ListingId, IReadOnlyList<MissingTerm> Missing, params string[] At) : UserError(At)
{
    public override string Code => "CONFIRMATION_INCOMPLETE";

    /// <summary>The standard behind the refusal.</summary>
    public string Rule => "CT-001";

    public override LocalText Message => new(
        $"最終確認画面に必要な表示（{string.Join("、", Missing.Select(m => m.Name.Ja))}）が出品にないため、購入手続きに進めません（特定商取引法第12条の6第1項）。",
        $"The listing does not state {string.Join(", ", Missing.Select(m => m.Name.En))}, which the final screen must show (Act on Specified Commercial Transactions, Art. 12-6(1)).");
}

/// <summary>The last button does not say that it is an order (CT-002, 特定商取引法 12-6(2)).</summary>
public sealed record SubmitLabelMisleading(params string[] At) : UserError(At)
{
    public override string Code => "SUBMIT_LABEL_MISLEADING";

    /// <summary>The standard behind the refusal.</summary>
    public string Rule => "CT-002";

    public override LocalText Message => new(
        $"最終ボタンの文言は、押すと注文になることが分かるもの（例:「{ConfirmationRules.DefaultLabel.Ja}」、{ConfirmationRules.LabelLength}文字以内）にしてください（特定商取引法第12条の6第2項）。",
        $"The words of the last button must say that pressing it is an order, e.g. \"{ConfirmationRules.DefaultLabel.En}\" (at most {ConfirmationRules.LabelLength} characters; Art. 12-6(2)).");
}

/// <summary>The buyer was shown no final confirmation for this hold yet.</summary>
/// <param name="HoldId">Which hold.</param>
public sealed record CheckoutRequired(HoldId HoldId, params string[] At) : UserError(At)
{
    public override string Code => "CHECKOUT_REQUIRED";

    public override LocalText Message => new(
        "最終確認画面がまだ表示されていません。checkout を呼び出し、その内容をお客様に表示してから、その digest で注文してください。",
        "The final confirmation has not been shown. Call checkout, show the buyer what it gives, and order with its digest.");
}

/// <summary>What the buyer agreed to is not what the listing says now; <see cref="Current"/> is.</summary>
/// <param name="Current">What to show the buyer now.</param>
/// <param name="CurrentDigest">Its digest, to order with.</param>
public sealed record ConfirmationStale(ConfirmationText Current, string CurrentDigest, params string[] At) : UserError(At)
{
    public override string Code => "CONFIRMATION_STALE";

    public override LocalText Message => new(
        "表示された内容が変わりました。current の内容をお客様に表示し、その digest で注文してください。",
        "The terms have changed since they were shown. Show the buyer what is in current and order with its digest.");
}

/// <summary>Others changed the same things at the same moment, several times over.</summary>
public sealed record OrderBusy(params string[] At) : UserError(At)
{
    public override string Code => "ORDER_BUSY";

    public override LocalText Message => new(
        "他の処理と重なりました。同じ内容（冪等キーがあれば同じキー）でもう一度お試しください。",
        "Others are changing this at the same moment. Send the same again, with the same key if there is one.");
}

/// <summary>This server has no payment processor.</summary>
public sealed record PaymentsNotOffered(params string[] At) : UserError(At)
{
    public override string Code => "PAYMENTS_NOT_OFFERED";

    public override LocalText Message => new(
        "決済が設定されていないため注文できません。", "Orders cannot be placed: no payment processor is set up here.");
}

/// <summary>The payment processor does not know this means of payment.</summary>
/// <param name="Known">What can be chosen.</param>
public sealed record PaymentMethodUnknown(IReadOnlyList<string> Known, params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_UNKNOWN";

    public override LocalText Message => new(
        "この支払方法は使えません。known の支払方法を指定してください。", "This means of payment is not offered; choose one of known.");
}

/// <summary>The seller does not take that kind of payment for this listing.</summary>
/// <param name="Accepted">What the final confirmation states.</param>
public sealed record PaymentMethodNotAccepted(IReadOnlyList<PaymentMethod> Accepted, params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_NOT_ACCEPTED";

    public override LocalText Message => new(
        "この出品では選択した支払方法を利用できません。accepted の支払方法を指定してください。",
        "The seller does not take this kind of payment for this listing; choose one of accepted.");
}

/// <summary>The app's own reference is not one that can be kept.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record ClientReferenceInvalid(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "CLIENT_REFERENCE_INVALID";

    public override LocalText Message => new(
        $"clientReference は印字できる ASCII 文字で {Limit} 文字以内にしてください。個人情報は入れないでください。",
        $"clientReference takes at most {Limit} printable ASCII characters. Put nothing personal into it.");
}

/// <summary>The seller has not accepted the platform's terms, so the platform may not receive payment for it (代理受領).</summary>
public sealed record SellerTermsNotAccepted(params string[] At) : UserError(At)
{
    public override string Code => "SELLER_TERMS_NOT_ACCEPTED";

    public override LocalText Message => new(
        "販売者がプラットフォームの規約（代金の代理受領）を承諾していないため購入できません。", "The seller has not accepted the platform's terms, by which it receives payment for it, so nothing of it can be bought.");
}
