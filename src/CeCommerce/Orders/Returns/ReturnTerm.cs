using System.Text.RegularExpressions;
using CeCommerce.Checkout;
using CeCommerce.Platform;

namespace CeCommerce.Orders.Returns;

/// <summary>
/// Whether a seller's own term stands for the return that the law gives (特定商取引法 15-3). It does only where the advertisement and the final confirmation both said it, and where it is
/// more than the law in other words; what such a term gives is for people to read.
/// </summary>
internal static partial class ReturnTerm
{
    public static bool IsByLaw(OrderLine line, ConfirmedLine confirmed) => IsTheLaw(line.Snapshot.Terms.ReturnPolicy) || IsTheLaw(confirmed.Returns.SpecialTerm);

    /// <summary>Whether the day of delivery is the first of the eight; "within 8 days after it" promises a day more, which the seller answers for.</summary>
    public static bool IsNoDayMore(OrderLine line, ConfirmedLine confirmed) => new[] { line.Snapshot.Terms.ReturnPolicy, confirmed.Returns.SpecialTerm }.All(term => term?.Contains('後', StringComparison.Ordinal) != true);

    /// <summary>Nothing, or the eight days and who pays for sending back.</summary>
    internal static bool IsTheLaw(string? term) => string.IsNullOrWhiteSpace(term) || EightDays().IsMatch(string.Concat(NormalForm.Compatible(term).Where(c => !char.IsWhiteSpace(c))));

    [GeneratedRegex("^(商品)?(を受け取った日|到着日?|受領日?|引渡し?日?)(から|より|後)?(数えて|起算して)?8日(間|以内)?(は|に限り|なら|であれば)?、?返品(可能?|できます|を受け付けます)(です)?(\\((返品|返送)?(の)?(送料|返送料)は?(購入者|お客様|買主)(の)?負担(です)?\\))?。?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EightDays();
}
