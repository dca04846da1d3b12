using CeCommerce.Platform;

namespace CeCommerce.Invoices.Named;

/// <summary>A name that no document can show.</summary>
/// <param name="MostCharacters">How long it may be.</param>
public sealed record InvoiceNameInvalid(int MostCharacters, params string[] At) : UserError(At)
{
    public override string Code => "INVOICE_NAME_INVALID";

    public override LocalText Message => new(
        $"宛名は 1〜{MostCharacters} 文字で入力してください。改行や制御文字は使えません。", $"Write the name in 1 to {MostCharacters} characters, without line breaks and control characters.");
}

/// <summary>Nothing was supplied yet, so there is nothing to invoice.</summary>
public sealed record NamedInvoiceTooEarly(params string[] At) : UserError(At)
{
    public override string Code => "NAMED_INVOICE_TOO_EARLY";

    public override LocalText Message => new(
        "商品の引渡し前です。引渡し後にもう一度請求してください。", "The order is not handed over yet. Ask again once it is.");
}

/// <summary>The seller was not registered at the supply, so that it gave a receipt; nobody can make a qualified invoice of it.</summary>
public sealed record NamedInvoiceNotQualified(params string[] At) : UserError(At)
{
    public override string Code => "NAMED_INVOICE_NOT_QUALIFIED";

    public override LocalText Message => new(
        "販売者は取引の日に適格請求書発行事業者でなかったため、適格請求書は交付できません。領収書をご利用ください。",
        "The seller was no registered issuer on the day of the supply, so there is no qualified invoice. Use the receipt.");
}

/// <summary>The name was changed as often as one may.</summary>
/// <param name="Limit">How many documents with a name an order can have.</param>
public sealed record TooManyNamedInvoices(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_NAMED_INVOICES";

    public override LocalText Message => new(
        $"1つの注文で宛名入りの適格請求書を交付できるのは {Limit} 回までです。", $"An order has at most {Limit} qualified invoices with a name.");
}

/// <summary>The order's documents changed at the same time.</summary>
public sealed record NamedInvoiceBusy(params string[] At) : UserError(At)
{
    public override string Code => "NAMED_INVOICE_BUSY";

    public override LocalText Message => new("同じ注文の書類が同時に発行されました。もう一度送信してください。", "Documents of this order were issued at the same time. Send the request again.");
}
