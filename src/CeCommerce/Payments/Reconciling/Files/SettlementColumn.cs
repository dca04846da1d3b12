using CeCommerce.Platform;

namespace CeCommerce.Payments.Reconciling.Files;

/// <summary>What a column of a settlement file says.</summary>
internal enum SettlementColumn
{
    Id,
    Type,
    Amount,
    Fee,
    Net,
    Currency,
    Reference,
    Source,
    Created,
    Available,
}

/// <summary>How processors head those columns, and what they call the kinds of lines.</summary>
internal static class SettlementWords
{
    public static readonly IReadOnlyList<SettlementColumn> Needed = [SettlementColumn.Id, SettlementColumn.Type, SettlementColumn.Amount, SettlementColumn.Created];

    private static readonly (SettlementColumn Column, string[] Names)[] Headers =
    [
        (SettlementColumn.Id, ["id", "transaction id", "balance transaction id", "取引id", "取引番号", "明細番号"]),
        (SettlementColumn.Type, ["type", "kind", "reporting category", "種別", "取引種別", "区分"]),
        (SettlementColumn.Amount, ["amount", "gross", "金額", "取引金額", "総額"]),
        (SettlementColumn.Fee, ["fee", "fees", "手数料", "決済手数料"]),
        (SettlementColumn.Net, ["net", "net amount", "純額", "差引額", "差引金額"]),
        (SettlementColumn.Currency, ["currency", "通貨"]),
        (SettlementColumn.Reference, ["reference", "order id", "order reference", "注文番号", "加盟店取引番号"]),
        (SettlementColumn.Source, ["source", "source id", "charge id", "元取引番号", "決済番号"]),
        (SettlementColumn.Created, ["created", "created at", "created (utc)", "date", "日時", "取引日時", "取引日"]),
        (SettlementColumn.Available, ["available on", "available", "入金予定日", "確定日"]),
    ];

    private static readonly (BalanceKind Kind, int Sign, string[] Names)[] Kinds =
    [
        (BalanceKind.Charge, 1, ["charge", "payment", "sale", "売上", "決済"]),
        (BalanceKind.Refund, -1, ["refund", "返金", "取消"]),
        (BalanceKind.RefundFailure, 1, ["refund failure", "返金取消"]),
        (BalanceKind.ProcessorFee, -1, ["fee", "手数料", "月額費用"]),
        (BalanceKind.Dispute, -1, ["dispute", "chargeback", "チャージバック"]),
        (BalanceKind.DisputeReversal, 1, ["dispute reversal", "chargeback reversal", "チャージバック取消"]),
        (BalanceKind.Payout, -1, ["payout", "振込", "入金"]),
        (BalanceKind.PayoutFailure, 1, ["payout failure", "payout reversal", "振込不能", "組戻"]),
        (BalanceKind.TopUp, 1, ["topup", "top up", "チャージ入金"]),
    ];

    public static SettlementColumn? ColumnOf(string header) => Headers.Where(one => one.Names.Contains(Plain(header))).Select(one => (SettlementColumn?)one.Column).FirstOrDefault();

    /// <summary>The kind, and 1 or -1: in which direction its money moves.</summary>
    public static (BalanceKind Kind, int Sign)? KindOf(string word) =>
        Kinds.Where(one => one.Names.Contains(Plain(word))).Select(one => ((BalanceKind, int)?)(one.Kind, one.Sign)).FirstOrDefault();

    /// <summary>Half width, lower case, with blanks between words.</summary>
    private static string Plain(string text) => string.Join(' ', NormalForm.Compatible(text).ToLowerInvariant().Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Why a settlement file is not taken.</summary>
/// <param name="Row">Of the file, its header being 1; 0 when it is about the whole.</param>
/// <param name="Column">Its header; empty when it is about the row.</param>
internal sealed record SettlementFinding(int Row, string Column, string Code, LocalText Message);
