using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Rounding;

/// <summary>The operator has chosen how it rounds; that is done once.</summary>
/// <param name="Chosen">What it chose.</param>
/// <param name="ChosenFrom">First day on which that holds.</param>
public sealed record InvoiceRoundingChosen(TaxRounding Chosen, DateOnly ChosenFrom, params string[] At) : UserError(At)
{
    public override string Code => "INVOICE_ROUNDING_CHOSEN";

    public override LocalText Message => new(
        "消費税額の端数処理はすでに選択されています。選択は一度だけです。", "How tax is rounded has been chosen already. It is chosen once, for all documents.");
}

/// <summary>Documents that were issued are not rounded anew.</summary>
/// <param name="Earliest">First day that can be chosen.</param>
public sealed record InvoiceRoundingTooEarly(DateOnly Earliest, params string[] At) : UserError(At)
{
    public override string Code => "INVOICE_ROUNDING_TOO_EARLY";

    public override LocalText Message => new(
        $"端数処理は {Earliest:yyyy-MM-dd} 以降の日から変えられます。", $"Rounding changes on {Earliest:yyyy-MM-dd} at the earliest: what was issued stays as it is.");
}

/// <summary>Others chose at the same time.</summary>
public sealed record InvoiceRoundingBusy(params string[] At) : UserError(At)
{
    public override string Code => "INVOICE_ROUNDING_BUSY";

    public override LocalText Message => new("端数処理が同時に選択されました。もう一度送信してください。", "Rounding was chosen at the same time. Send the request again.");
}
