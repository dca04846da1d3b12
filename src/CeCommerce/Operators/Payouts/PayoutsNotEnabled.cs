using CeCommerce.Platform;

namespace CeCommerce.Operators.Payouts;

/// <summary>The payment processor would not pay the seller, so nothing of it can be sold.</summary>
/// <param name="Requirements">What the processor wants first, in its own words; shown to the operator's own staff, empty for buyers.</param>
public sealed record PayoutsNotEnabled(IReadOnlyList<string> Requirements, params string[] At) : UserError(At)
{
    public override string Code => "PAYOUTS_NOT_ENABLED";

    public override LocalText Message => new(
        "販売者が売上を受け取れる状態になっていないため販売できません。販売者は openPayoutAccount で口座の手続きを済ませてください（requirements が必要な書類です）。",
        "The seller cannot be paid yet, so nothing of it can be sold. Its staff finish that with openPayoutAccount; requirements says what is due.");
}
