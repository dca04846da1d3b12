using CeCommerce.Platform;

namespace CeCommerce.Operators.SellerTerms;

/// <summary>What an operator agrees with the platform so that it can be paid through it, as dated data: a new version is a line here, and an old one never changes.</summary>
/// <param name="Version">Its name, by which it is accepted.</param>
/// <param name="From">First day on which it can be accepted.</param>
/// <param name="Text">That the platform receives payment for the operator (代理受領: 民法 99, 473).</param>
internal sealed record PlatformTerms(string Version, DateOnly From, LocalText Text)
{
    private static readonly PlatformTerms[] All =
    [
        new("2026-11", new(2026, 11, 1), new(
            "出店者は、プラットフォームの運営者に対し、購入者が支払う代金を出店者に代わって受領する権限を授与します。購入者が運営者に代金を支払った時点で、出店者に対する購入者の代金債務は消滅し、"
            + "出店者は運営者から支払いを受けていないことを理由に購入者に代金を請求しません（民法第99条・第473条）。",
            "The operator authorises the company that runs the platform to receive, on its behalf, the price that buyers pay. Once the buyer has paid the platform, the buyer's debt to the operator is discharged, "
            + "and the operator does not ask the buyer for the price because the platform has not paid it yet (Civil Code, Art. 99 and 473).")),
    ];

    /// <summary>The newest of that day.</summary>
    internal static PlatformTerms On(DateOnly day) => All.Where(terms => terms.From <= day).MaxBy(terms => terms.From) ?? All[0];
}

/// <summary>Which terms an operator accepted, and when.</summary>
/// <param name="Version">Name of the terms.</param>
/// <param name="AcceptedAt">When.</param>
public sealed record AcceptedTerms(string Version, DateTimeOffset AcceptedAt);
