using CeCommerce.Platform;

namespace CeCommerce.Listings.Oversight;

/// <summary>What an operator has to look after before a day.</summary>
internal enum DeadlineKind
{
    /// <summary>The grace of an edition of the rules ends: what it blocks comes off the shelf.</summary>
    GraceEnds,

    /// <summary>A waiver no longer excuses what it excuses.</summary>
    WaiverEnds,

    /// <summary>A second-hand dealer's permit (古物商許可) no longer holds.</summary>
    PermitEnds,

    /// <summary>A shop address no longer counts as notified (古物営業法 5(1)vi).</summary>
    NoticeEnds,

    /// <summary>The last look for recalls is older than the rules allow; look again before.</summary>
    RecallCheckAges,
}

/// <summary>What ends on a day unless somebody does something before.</summary>
/// <param name="On">First day, in Japan, on which it no longer holds.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The same in a sentence.</param>
/// <param name="Listings">How many listings on the shelf it concerns by name; null when it is about the operator as a whole.</param>
/// <param name="Clause">Rule id and clause; null when it concerns several or none.</param>
internal sealed record ComplianceDeadline(DateOnly On, DeadlineKind Kind, LocalText Text, int? Listings, string? Clause)
{
    internal static ComplianceDeadline OfGrace(DateOnly on, int listings) => new(
        on, DeadlineKind.GraceEnds, new("規則の改定に伴う猶予が終わり、不適合の出品の掲載が止まります。", "The grace of a change of the rules ends, and what does not meet them comes off the shelf."), listings, null);

    internal static ComplianceDeadline OfWaivers(DateOnly on, string clause, int? listings) => new(
        on, DeadlineKind.WaiverEnds, new($"{clause} の適用を免じる期間が終わります。", $"What excuses {clause} ends."), listings, clause);

    internal static ComplianceDeadline OfPermit(DateOnly on, string number) => new(
        on, DeadlineKind.PermitEnds, new($"古物商許可 {number} の有効期間が終わります。", $"The second-hand dealer's permit {number} no longer holds."), null, null);

    internal static ComplianceDeadline OfNotice(DateOnly on, string url) => new(
        on, DeadlineKind.NoticeEnds, new($"公安委員会への届出に係る {url} の期間が終わります。", $"The address {url} no longer counts as notified to the commission."), null, null);

    internal static ComplianceDeadline OfRecallCheck(DateOnly on, int listings, string clause) => new(
        on, DeadlineKind.RecallCheckAges, new("リコールの確認が古くなります。それまでに確認し直して記録してください。", "The look for recalls grows too old. Look again and record it before."), listings, clause);
}
