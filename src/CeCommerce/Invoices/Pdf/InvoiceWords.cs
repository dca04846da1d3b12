using System.Globalization;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Pdf;

/// <summary>What a document says besides its data.</summary>
internal static class InvoiceWords
{
    public static readonly LocalText Addressee = new("宛名", "Issued to");
    public static readonly LocalText NotShown = new("（宛名は購入者と販売者にのみ表示されます）", "(shown to buyer and seller only)");
    public static readonly LocalText Number = new("番号", "Number");
    public static readonly LocalText IssuedOn = new("発行日", "Issued on");
    public static readonly LocalText Order = new("注文", "Order");
    public static readonly LocalText Issuer = new("発行者", "Issuer");
    public static readonly LocalText Seller = new("販売者", "Seller");
    public static readonly LocalText Registration = new("登録番号", "Registration number");
    public static readonly LocalText Line = new("No.", "No.");
    public static readonly LocalText Description = new("内容", "Description");
    public static readonly LocalText Rate = new("税率", "Rate");
    public static readonly LocalText Amount = new("金額（税込）", "Amount with tax");
    public static readonly LocalText PlainAmount = new("金額", "Amount");
    public static readonly LocalText Total = new("合計（税込）", "Total with tax");
    public static readonly LocalText PlainTotal = new("合計", "Total");
    public static readonly LocalText Shipping = new("送料", "Shipping");
    public static readonly LocalText ReducedMark = new("※は軽減税率（8%）対象です。", "※ marks what bears the reduced rate (8%).");
    public static readonly LocalText Intermediary = new(
        "この書類は、消費税法施行令第70条の12（媒介者交付特例）により、販売者に代えて発行者が自らの名称と登録番号で交付するものです。",
        "Under Art. 70-12 of the Order for Enforcement of the Consumption Tax Act the issuer gives this document in its own name and number for the seller.");

    public static readonly LocalText NotQualified = new("この書類は適格簡易請求書ではありません。", "This is no qualified simplified invoice.");
    public static readonly LocalText NotOwed = new(
        "税込1万円未満の返還のため交付義務はありませんが（消費税法施行令第70条の9第3項第2号）、交付するものです。",
        "Below 10,000 yen with tax none is owed (Order for Enforcement of the Consumption Tax Act, Art. 70-9(3) ii); it is given all the same.");

    public static LocalText Title(InvoiceKind kind) => kind switch
    {
        InvoiceKind.QualifiedSimplifiedInvoice => new("適格簡易請求書", "Qualified simplified invoice"),
        InvoiceKind.QualifiedInvoice => new("適格請求書", "Qualified invoice"),
        InvoiceKind.Receipt => new("領収書", "Receipt"),
        InvoiceKind.QualifiedReturnInvoice => new("適格返還請求書", "Qualified return invoice"),
        InvoiceKind.RefundNote => new("返金明細書", "Refund note"),
    };

    public static LocalText SuppliedOn(InvoiceKind kind) => kind.IsReturn() ? new("返還日", "Given back on") : new("取引日", "Supplied on");

    public static LocalText RateOf(InvoiceRate rate) => new(
        $"{Percent(rate.RatePercent)}対象{(rate.Reduced ? "（軽減）" : "")}　{rate.Total}（内消費税 {rate.Tax}）",
        $"{Percent(rate.RatePercent)}{(rate.Reduced ? " (reduced)" : "")}: {rate.Total}, of which tax {rate.Tax}");

    public static LocalText Rounding(TaxRounding rounding) => rounding switch
    {
        TaxRounding.Down => new("消費税額は税率ごとに合計した税込金額から計算し、1円未満を切り捨てています。", "Tax is taken out of the sum of each rate and rounded down once."),
        TaxRounding.HalfUp => new("消費税額は税率ごとに合計した税込金額から計算し、1円未満を四捨五入しています。", "Tax is taken out of the sum of each rate and rounded half up once."),
        TaxRounding.Up => new("消費税額は税率ごとに合計した税込金額から計算し、1円未満を切り上げています。", "Tax is taken out of the sum of each rate and rounded up once."),
    };

    public static LocalText Corrects(InvoiceCorrection of) => new(
        $"{Day(of.IssuedOn)}発行 番号 {of.Number}（取引日 {Day(of.SuppliedOn ?? of.IssuedOn)}）に対する返還です。",
        $"Gives back of number {of.Number}, issued on {Day(of.IssuedOn)} (supplied on {Day(of.SuppliedOn ?? of.IssuedOn)}).");

    public static LocalText Replaces(InvoiceReplaced before) => new(
        $"{Day(before.IssuedOn)}発行 番号 {before.Number} に代えて交付するものです。同じ取引についての書類ですので、仕入税額控除にはどちらか一方のみをご使用ください。",
        $"Given in the stead of number {before.Number}, issued on {Day(before.IssuedOn)}. Both are about the same supply: use only one of them to credit tax.");

    public static LocalText Page(int page, int pages) => new($"{page} / {pages} ページ", $"Page {page} of {pages}");

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Percent(int percent) => string.Create(CultureInfo.InvariantCulture, $"{percent}%");
}
