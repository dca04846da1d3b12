namespace CeCommerce.Standards;

/// <summary>What a lessor makes clear before a lease: the matters of items i to iv of the ordinances' article on soundness (健全性等の確保).</summary>
[TermSource("Nine METI ordinances of 2001 under 資源有効利用促進法 18 and 26 as revised on 2026-04-01; how the items are cut into points is ours")]
public enum DisclosurePoint
{
    [Term("品質", "Quality")]
    Quality,

    [Term("機能", "Function")]
    Function,

    [Term("安全性", "Safety")]
    Safety,

    [Term("衛生状態", "Hygiene")]
    Hygiene,

    [Term("修理の記録", "Record of repairs")]
    RepairRecord,

    [Term("保証の範囲", "Scope of the guarantee")]
    GuaranteeScope,

    [Term("責任の所在", "Who is liable")]
    LiableParty,

    [Term("賃貸期間中の点検・保守", "Inspection and maintenance during the lease")]
    Maintenance,

    [Term("契約終了後の取扱い", "What happens after the contract")]
    AfterContract,

    [Term("記録された情報の削除等の取扱い", "How recorded data are deleted", MeaningJa = "テレビでは個人情報、複写機では記録されている情報", MeaningEn = "personal data on a television set, whatever is recorded on a copier")]
    DataHandling,
}

/// <summary>Where a disclosed text comes from.</summary>
[TermSource("Vocabulary of the product")]
public enum DisclosureSource
{
    [Term("事業者の記載", "Stated", MeaningJa = "出品に記載されている", MeaningEn = "the listing states it")]
    Stated,

    [Term("商品の記録", "Item", MeaningJa = "出品に記載がなく、商品の記録から示す", MeaningEn = "the listing leaves it out, so it is shown from the item's own facts")]
    Item,
}

/// <summary>What the operator states, point by point; null: left out.</summary>
public sealed record StatedDisclosure(
    string? Quality,
    string? Function,
    string? Safety,
    string? Hygiene,
    string? RepairRecord,
    string? GuaranteeScope,
    string? LiableParty,
    string? Maintenance,
    string? AfterContract,
    string? DataHandling)
{
    /// <summary>Those that are stated, in the order of the points.</summary>
    internal IEnumerable<string> Texts => Enum.GetValues<DisclosurePoint>().Select(Of).OfType<string>();

    internal string? Of(DisclosurePoint point) => point switch
    {
        DisclosurePoint.Quality => Quality,
        DisclosurePoint.Function => Function,
        DisclosurePoint.Safety => Safety,
        DisclosurePoint.Hygiene => Hygiene,
        DisclosurePoint.RepairRecord => RepairRecord,
        DisclosurePoint.GuaranteeScope => GuaranteeScope,
        DisclosurePoint.LiableParty => LiableParty,
        DisclosurePoint.Maintenance => Maintenance,
        DisclosurePoint.AfterContract => AfterContract,
        DisclosurePoint.DataHandling => DataHandling,
        _ => throw new ArgumentOutOfRangeException(nameof(point), point, null),
    };
}
