using CeCommerce.Platform;

namespace CeCommerce.Operators.SellerTerms;

/// <summary>Other terms hold today than those that were named.</summary>
/// <param name="CurrentTerms">Name of those that hold.</param>
public sealed record PlatformTermsNotCurrent(string CurrentTerms, params string[] At) : UserError(At)
{
    public override string Code => "PLATFORM_TERMS_NOT_CURRENT";

    public override LocalText Message => new(
        $"現在の規約は {CurrentTerms} です。platformTerms で内容を確認し、その版を承諾してください。", $"The terms of today are {CurrentTerms}. Read them in platformTerms and accept that version.");
}
