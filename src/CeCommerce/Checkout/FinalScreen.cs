using CeCommerce.Listings;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Checkout;

/// <summary>The last screen before the order as the standards judge it: CT-001 what it shows (特定商取引法 12-6(1)), CT-002 its button (12-6(2)).</summary>
internal static class FinalScreen
{
    private static readonly HashSet<string> Rules = new(StringComparer.Ordinal) { "CT-001", "CT-002" };

    /// <summary>The clauses that keep the order from being placed.</summary>
    public static IReadOnlyList<Rule> Unmet(StandardsEngine standards, Listing listing, bool saysOrder, DateOnly today) =>
        [.. standards.Assess(Of(listing, saysOrder, today)).Findings.Where(finding => finding.Blocks && Rules.Contains(finding.Rule.Id)).Select(finding => finding.Rule)];

    // One unit is sold at a time; period and terms of return are filled in where the operator leaves them out.
    private static StatedSubject Of(Listing listing, bool saysOrder, DateOnly today) => StatedSubject.Stating(
        Subject.Contract,
        today,
        ("distanceOrder", true),
        ("finalShowsQuantity", true),
        ("finalShowsPrice", listing.Price is not null),
        ("finalShowsShipping", listing.Terms.ShippingFee is not null),
        ("finalShowsPayment", listing.Terms is { PaymentTiming: not null, PaymentMethods.Count: > 0 }),
        ("finalShowsDelivery", listing.Terms.DeliveryDays is not null),
        ("applicationPeriodSet", !string.IsNullOrWhiteSpace(listing.Terms.ApplicationPeriod)),
        ("finalShowsPeriod", true),
        ("finalShowsCancellation", true),
        ("submitSaysOrder", saysOrder),
        ("finalScreenMisleads", false));
}
