using CeCommerce.Platform;

namespace CeCommerce.Payments.Saved;

/// <summary>For what a consumer may be charged while they are away.</summary>
public enum OffSessionPurpose
{
    /// <summary>Rent, or an instalment, that falls due again and again.</summary>
    RecurringRent,

    /// <summary>A longer time of use that the consumer asked for.</summary>
    RentalExtension,

    /// <summary>The use of a thing that comes back late.</summary>
    LateFee,

    /// <summary>A deposit, and what is taken of it.</summary>
    Deposit,

    /// <summary>What a thing lost in value by damage or loss.</summary>
    Damage,
}

/// <summary>What a consumer agreed to when they saved a means of payment.</summary>
/// <param name="Version">Of the text that they saw.</param>
/// <param name="Purposes">For what they may be charged while they are away; none: only when they pay themselves.</param>
/// <param name="At">When they did.</param>
public sealed record SavingAgreement(string Version, IReadOnlyList<OffSessionPurpose> Purposes, DateTimeOffset At)
{
    internal static readonly SavingAgreement None = new("", [], DateTimeOffset.UnixEpoch);
}

/// <summary>What the app shows before a means of payment is saved.</summary>
/// <param name="Version">To be sent along with the consumer's agreement.</param>
/// <param name="Text">The words to agree to.</param>
internal sealed record SavingTerms(string Version, LocalText Text)
{
    /// <summary>Goes up with each change of the words below.</summary>
    public const string Current = "2026-12-01";

    /// <param name="purposes">For what the app wants to charge while the consumer is away.</param>
    internal static SavingTerms Of(IReadOnlyList<OffSessionPurpose> purposes)
    {
        LocalText[] words = [.. purposes.Distinct().Order().Select(WordsOf)];
        return new(Current, words is []
            ? new(
                "このカードを決済事業者に保存します。お支払いに使うのは、ご自身が購入の手続きで選んだときだけです。いつでも削除できます。",
                "The payment processor keeps this card. It is charged only when you choose it while buying. You can remove it at any time.")
            : new(
                $"このカードを決済事業者に保存し、次の支払いについて、その都度の手続きなしに請求することに同意します：{string.Join('、', words.Select(word => word.Ja))}。金額は契約で定めたもの、または通知したものに限ります。いつでも削除できます。",
                $"The payment processor keeps this card, and I agree that it is charged without my taking part for: {string.Join(", ", words.Select(word => word.En))}. Only what the contract says, or what I was told, is charged. I can remove it at any time."));
    }

    private static LocalText WordsOf(OffSessionPurpose purpose) => purpose switch
    {
        OffSessionPurpose.RecurringRent => new("継続するレンタル料・リース料", "rent and instalments that fall due"),
        OffSessionPurpose.RentalExtension => new("申し込んだ期間延長の料金", "extensions that I ask for"),
        OffSessionPurpose.LateFee => new("返却が遅れた場合の延滞料", "late return"),
        OffSessionPurpose.Deposit => new("保証金", "deposits"),
        OffSessionPurpose.Damage => new("破損・紛失の弁償", "damage and loss"),
    };
}
