using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>
/// What the ordinances ask of lessors (賃貸事業者): CT-018, what is told before the lease; CT-019, the record of it; OP-025, who is a
/// lessor. It is owed to the consumer (消費者), a word that the Act does not define; between businesses we read it as a recommendation.
/// </summary>
internal static class LeaseRules
{
    /// <summary>Which of our operator types lease what they have is our reading; a go-between of private lenders is no lessor.</summary>
    private static readonly OperatorType[] Lessors = [OperatorType.Rental, OperatorType.Subscription, OperatorType.SharingB2C, OperatorType.FinanceLease];

    private static readonly ListingKind[] Leases = [ListingKind.Sharing];

    private static readonly LocalText Remedy = new(
        "出品の leaseDisclosure に記載してください。消費者への賃貸の基準で、事業者間では推奨です。満たさないときは指導・助言だけがあり、掲載は妨げません。",
        "State it in leaseDisclosure of the offer. It is owed to consumers and recommended between businesses. A breach meets guidance and advice only; the listing may be published.");

    private static readonly LeasePoints[] Told =
    [
        new("condition", "i", new("賃貸前の開示: 品質・機能・安全性・衛生状態・修理の記録", "Told before a lease: quality, function, safety, hygiene, repairs"),
            DisclosurePoint.Quality, DisclosurePoint.Function, DisclosurePoint.Safety, DisclosurePoint.Hygiene, DisclosurePoint.RepairRecord),
        new("guarantee", "ii", new("賃貸前の開示: 保証の範囲・責任の所在", "Told before a lease: scope of the guarantee, who is liable"),
            DisclosurePoint.GuaranteeScope, DisclosurePoint.LiableParty),
        new("inspection", "iii", new("賃貸前の開示: 賃貸期間中の点検・保守", "Told before a lease: inspection and maintenance"), DisclosurePoint.Maintenance),
        new("after-contract", "iv", new("賃貸前の開示: 契約終了後の取扱い", "Told before a lease: what happens after the contract"), DisclosurePoint.AfterContract),
    ];

    private static readonly Explanation Unrecorded = Explain.Because(
        "leaseDisclosure", "賃貸前に示す事項の記載がないため、ここには記録が残りません。", "Nothing that is told before a lease is stated, so no record of it is kept here.");

    private static readonly Explanation NoLessorType = Explain.Because("operator.types",
        "賃貸する事業者の種類(レンタル、サブスクリプション、B2Cのシェアリング、リース)の登録がないため、省令の賃貸事業者に当たるか分かりません。",
        "No operator type that leases (rental, subscription, B2C sharing, lease) is on record, so whether the criteria for lessors address the operator is not known.");

    public static IReadOnlyList<Rule> All { get; } = [.. ResourceActOrdinances.All.SelectMany(Of), WhoLeases()];

    private static IEnumerable<Rule> Of(ResourceActOrdinance ordinance)
    {
        foreach (var points in Told)
            yield return Criterion(ordinance, points, ordinance.Scope);
        if (ordinance.Data is { } data)
        {
            var title = new LocalText("賃貸前の開示: 契約終了後の記録された情報の削除等", "Told before a lease: deletion of recorded data after the contract");
            yield return Criterion(ordinance, new("after-contract-data", data.Lease, title, DisclosurePoint.DataHandling), [.. ordinance.Scope, .. data.Scope]);
        }

        yield return Record(ordinance);
    }

    private static Rule Criterion(ResourceActOrdinance ordinance, LeasePoints told, ScopeQuestion[] questions) => new()
    {
        Id = "CT-018",
        Clause = $"{told.Clause}-{ordinance.Code}",
        Severity = RuleSeverity.Criterion,
        Status = RuleStatus.Ordinance,
        Basis = ordinance.Basis($"{ordinance.LessorArticle}(1){told.Item}"),
        EffectiveFrom = ResourceActOrdinance.Since,
        Title = told.Title,
        Remedy = Remedy,
        AppliesTo = ScopeOf(ordinance),
        Inputs = [.. InputsOf(told.Points), .. questions.Select(question => Inputs.Of(question.Fact))],
        Check = context => ResourceActOrdinance.CoverageOf(context, questions) is var coverage && coverage.Covers == false ? Check.NotApplicable
            : told.Points.All(context.Discloses) ? Check.Pass
            : Check.Unknown(Untold(ordinance, [.. told.Points.Where(point => !context.Discloses(point))], coverage)),
    };

    private static Rule Record(ResourceActOrdinance ordinance) => new()
    {
        Id = "CT-019",
        Clause = $"record-{ordinance.Code}",
        Severity = RuleSeverity.Info,
        Status = RuleStatus.Ordinance,
        Basis = ordinance.Basis($"{ordinance.LessorArticle}(2)"),
        EffectiveFrom = ResourceActOrdinance.Since,
        Title = new("賃貸前に示した事項の記録", "Record of what was told before a lease"),
        Remedy = new("leaseDisclosure に記載すると、公開した版を消さずに保存します。保存期間は省令では「適切な期間」で、年数の定めはありません。",
            "What stands in leaseDisclosure is kept in every version that was on the shelf. The ordinance says 'for an appropriate period' and names no number of years."),
        AppliesTo = ScopeOf(ordinance),
        Inputs = [.. InputsOf(Enum.GetValues<DisclosurePoint>())],
        Check = context => ResourceActOrdinance.CoverageOf(context, ordinance.Scope).Covers != true ? Check.NotApplicable
            : Enum.GetValues<DisclosurePoint>().Any(context.Discloses) ? Check.Pass
            : Check.Unknown(Unrecorded),
    };

    private static Rule WhoLeases() => new()
    {
        Id = "OP-025",
        Clause = "lessor",
        Severity = RuleSeverity.Info,
        Status = RuleStatus.Law,
        Basis = Laws.ResourceUse("18(1), 26(1)"),
        EffectiveFrom = ResourceActOrdinance.Since,
        Title = new("賃貸事業者かどうか", "Whether the operator is a lessor"),
        Remedy = new("自ら賃貸する場合は、事業者の種類に該当するものを登録してください。個人間の貸し借りの仲介だけなら対象ではありません(当方の読み)。",
            "Record the operator type that leases, if the operator itself does. Whoever only mediates between private lenders is not addressed (our reading)."),
        AppliesTo = new() { Kinds = Leases, Goods = ResourceActOrdinances.Goods },
        Inputs = [Inputs.OperatorTypes],
        Check = static context => context.Operator.Types.Intersect(Lessors).Any() ? Check.Pass : Check.Unknown(NoLessorType),
    };

    private static RuleScope ScopeOf(ResourceActOrdinance ordinance) => new() { Kinds = Leases, Goods = [ordinance.Goods], OperatorTypes = Lessors };

    private static IEnumerable<RuleInput> InputsOf(IReadOnlyList<DisclosurePoint> points) =>
        points.Select(Inputs.Of).Concat(points.Select(ShownDisclosure.FactOf).OfType<FactCode>().Select(Inputs.Of));

    private static Explanation Untold(ResourceActOrdinance ordinance, DisclosurePoint[] points, Coverage coverage)
    {
        var names = points.Select(point => Terms<DisclosurePoint>.Of(point).Name).ToList();
        var (ja, en) = (string.Join('・', names.Select(name => name.Ja)), string.Join(", ", names.Select(name => name.En.ToLowerInvariant())));
        if (coverage.Missing is not { } fact)
            return new(Inputs.NameOf(points[0]), new($"賃貸の前に消費者に示す事項のうち「{ja}」の記載がありません。", $"Of what a consumer is told before a lease this is not stated: {en}."));
        var asked = FactCatalogue.Of(fact);
        return new(
            asked.WireName,
            new($"「{asked.Label.Ja}」の記載がないため、{ordinance.Product.Ja}の省令の対象か分かりません。対象なら「{ja}」を賃貸の前に示します。",
                $"'{asked.Label.En}' is not stated, so whether the ordinance on {ordinance.Product.En} covers the unit is not known. If it does, the consumer is told before the lease: {en}."),
            new($"商品の facts に {asked.WireName} を入れるか、leaseDisclosure に記載してください。対象外なら、この基準は当てはまりません。",
                $"Record {asked.WireName} among the item's facts, or state the points in leaseDisclosure. The criterion does not apply to a unit that is not covered."));
    }
}

/// <summary>What one item of the article on leases wants told.</summary>
internal sealed record LeasePoints(string Clause, string Item, LocalText Title, params DisclosurePoint[] Points);
