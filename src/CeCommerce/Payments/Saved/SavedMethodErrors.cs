using CeCommerce.Platform;

namespace CeCommerce.Payments.Saved;

/// <summary>Only a consumer, named by a partner app, saves means of payment.</summary>
public sealed record PaymentMethodOwnerRequired(params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_OWNER_REQUIRED";

    public override LocalText Message => new(
        "支払い方法の保存には、アプリが発行した消費者のアクセストークンが必要です。", "Saving a means of payment needs an access token that a partner app obtained for a consumer.");
}

/// <summary>No such saved means of payment, or not the caller's.</summary>
public sealed record PaymentMethodNotFound(params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_NOT_FOUND";

    public override LocalText Message => new("保存された支払い方法が見つかりません。ID を確認してください。", "There is no such saved means of payment, or it is not yours. Check the id.");
}

/// <summary>It is not saved yet, or no more.</summary>
/// <param name="State">How it stands.</param>
public sealed record PaymentMethodNotUsable(SavedMethodState State, params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_NOT_USABLE";

    public override LocalText Message => State == SavedMethodState.Pending
        ? new("この支払い方法はまだ保存が終わっていません。buyerAction の手続きを済ませてください。", "This means of payment is not saved yet: finish what its buyerAction says.")
        : new("この支払い方法は使えなくなっています。ほかの支払い方法を選んでください。", "This means of payment cannot be used any more. Choose another.");
}

/// <summary>The saved card is over.</summary>
/// <param name="ExpiryYear">Four digits.</param>
/// <param name="ExpiryMonth">1 to 12: until the end of it the card could be used.</param>
public sealed record PaymentMethodExpired(int ExpiryYear, int ExpiryMonth, params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_EXPIRED";

    public override LocalText Message => new(
        $"保存されたカードの有効期限（{ExpiryYear}年{ExpiryMonth}月）が過ぎています。新しいカードを保存してください。", $"The saved card was valid until {ExpiryYear:D4}-{ExpiryMonth:D2}. Save the new one.");
}

/// <summary>What was saved is another means of payment than the one that is named beside it.</summary>
/// <param name="Saved">As which it was saved.</param>
public sealed record PaymentMethodMismatch(string Saved, params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_MISMATCH";

    public override LocalText Message => new(
        $"保存された支払い方法は {Saved} です。paymentMethod に同じものを指定してください。", $"What was saved is {Saved}: name that as paymentMethod.");
}

/// <summary>The processor cannot keep such a means of payment.</summary>
/// <param name="Savable">Those that it can.</param>
public sealed record PaymentMethodNotSavable(IReadOnlyList<string> Savable, params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_NOT_SAVABLE";

    public override LocalText Message => new(
        $"この支払い方法は保存できません。保存できるのは {string.Join("、", Savable)} です。", $"This means of payment cannot be saved; these can: {string.Join(", ", Savable)}.");
}

/// <summary>The consumer saw other words than those of today.</summary>
/// <param name="Terms">The words of today, to be agreed to.</param>
internal sealed record SavingTermsChanged(SavingTerms Terms, params string[] At) : UserError(At)
{
    public override string Code => "SAVING_TERMS_CHANGED";

    public override LocalText Message => new("同意の文面が変わりました。今の文面を表示し、もう一度同意を得てください。", "The words to agree to have changed: show those of today and ask again.");
}

/// <summary>The consumer keeps as many as one may.</summary>
/// <param name="Limit">How many.</param>
public sealed record TooManyPaymentMethods(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_PAYMENT_METHODS";

    public override LocalText Message => new($"保存できる支払い方法は {Limit} 件までです。使わないものを削除してください。", $"At most {Limit} means of payment are kept. Remove one that is not used.");
}

/// <summary>The processor cannot be asked right now.</summary>
public sealed record PaymentProcessorUnavailable(params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_PROCESSOR_UNAVAILABLE";

    public override LocalText Message => new(
        "決済事業者に接続できませんでした。しばらくしてから同じ内容でもう一度お試しください。", "The payment processor could not be asked. Send the same again in a while; nothing is done twice.");
}

/// <summary>Others changed the same at the same time, again and again.</summary>
public sealed record SavedMethodBusy(params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_METHOD_BUSY";

    public override LocalText Message => new("同時に変更されました。もう一度お試しください。", "It was changed at the same time. Try again.");
}
