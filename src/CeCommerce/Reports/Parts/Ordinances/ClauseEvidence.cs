using CeCommerce.Items.Acts;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>Which records bear on a clause.</summary>
/// <param name="Records">In words.</param>
internal sealed record ClauseEvidence(LocalText Records)
{
    private static readonly ClauseEvidence Disclosures = new(new LocalText(
        "賃貸前の開示の記録(公開中に示した内容を版ごとに保存し、改変・削除しません)", "Kept lease disclosures: each version that was on the shelf, never altered or removed"))
    { AreDisclosures = true };

    private static readonly ClauseEvidence ForClients = Nothing(
        new("修理の依頼の記録", "Records of repair orders"), new("依頼を受けた修理はまだ記録していません(修理の依頼の記録とともに加わります)", "repairs for clients are not recorded yet; they come with repair orders"));

    private static readonly ClauseEvidence Roles = Nothing(
        new("資源有効利用促進法上の立場の申告", "Statement of roles under the Resources Act"),
        new("立場の申告は記録していません。種類と出品から導いた立場は「事業者」の表にあります", "roles are not stated on record; those drawn from types and listings stand in the section on the operator"));

    /// <summary>Whether versions of what was told before a lease show it.</summary>
    public bool AreDisclosures { get; private init; }

    /// <summary>Whether self-assessments show it.</summary>
    public bool AreSelfAssessments { get; private init; }

    /// <summary>Acts that show it.</summary>
    public IReadOnlyList<ActKind> Acts { get; private init; } = [];

    /// <summary>Why there is none; null where there can be.</summary>
    public LocalText? None { get; private init; }

    public static ClauseEvidence Of(Rule clause) => clause.CheckName switch
    {
        "lease.told" or "lease.record-kept" => Disclosures,
        "repair.work-told" => OfActs(new("修理の記録", "Recorded repairs"), ActKind.Repair),
        "repair.state-told" => OfActs(new("検査の記録", "Recorded inspections"), ActKind.Inspection),
        "repair.data-told" => OfActs(new("データ消去の記録", "Recorded erasures"), ActKind.Erasure),
        "repair.guarantee-told" => Nothing(new("出品の保証の表示", "What the listing says of its guarantee"), new("出品の表示そのものが示し、別の記録はありません", "the listing itself tells it; there is no other record")),
        _ => OfStated(clause),
    };

    private static ClauseEvidence OfStated(Rule clause) => (clause.Id, clause.Subject) switch
    {
        ("CT-019", _) => Disclosures,
        ("CT-020", _) => OfActs(
            new("検査・修理の記録(点検・保守)。使用状況の管理は賃貸の予約の記録とともに加わります", "Recorded inspections and repairs, for maintenance; how use is managed comes with rental bookings"), ActKind.Inspection, ActKind.Repair),
        ("CT-021", _) => OfActs(new("検査の記録。評価項目・基準・方法の定めは記録していません", "Recorded inspections; items, criteria and method of evaluation are not recorded"), ActKind.Inspection),
        ("LS-034", _) => new(new LocalText("根拠のある自己評価(認証ではありません)", "Self-assessments with evidence; no certification")) { AreSelfAssessments = true },
        ("OP-025", _) => Roles,
        (_, Standards.Subjects.Subject.Repair) => ForClients,
        _ => Nothing(new("事業者の申告", "Statement of the operator"), new("この基準の記録はありません", "nothing is recorded on this criterion")),
    };

    private static ClauseEvidence OfActs(LocalText records, params ActKind[] acts) => new(records) { Acts = acts };

    private static ClauseEvidence Nothing(LocalText records, LocalText why) => new(records) { None = why };
}
