using System.Globalization;
using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings.Demo;

/// <summary>A fictional unit of one of the nine product groups, what its operator states of it, and what was done to it before it was offered.</summary>
/// <param name="Owner">Code of the operator.</param>
/// <param name="Yen">Per month when leased, else the price.</param>
/// <param name="Facts">What is read off the unit and its papers.</param>
/// <param name="Checklist">What the inspection looked at.</param>
internal sealed record DemoUnit(
    string Owner, string SourceId, string Category, string Title, string Model, ListingKind Kind, long Yen,
    IReadOnlyList<(FactCode Code, string Value)> Facts, IReadOnlyList<string> Checklist)
{
    private const string Brand = "Kitanami";
    private const string NotRepaired = "修理の記録はありません。";

    /// <summary>What was repaired with which part; null when nothing was.</summary>
    public (string Work, string Part)? Repaired { get; init; }

    /// <summary>How the former user's data were removed; null when it keeps none.</summary>
    public ErasureMethod? Erased { get; init; }

    /// <summary>The maker's serial number.</summary>
    public string Serial => $"{Model}-{SourceId}";

    private bool IsLeased => Kind == ListingKind.Sharing;

    public DraftListingInput AsInput(string prefecture) => new(
        null,
        SourceId,
        new(
            Category, Title, Brand, Model, null, null, null, null, prefecture, Serial, null, null,
            [.. Facts.Select(fact => new FactInput(fact.Code, fact.Value, FactSource.Operator, null))]),
        null,
        new(
            Kind, $"【{Terms<ListingKind>.Of(Kind).Name.Ja}】{Brand} {Title}", "点検と清掃を済ませてお届けします。",
            IsLeased ? null : Money.Jpy(Yen),
            IsLeased ? new(SharingModel.Rental, [new(RateUnit.Month, Money.Jpy(Yen))], Money.Jpy(5_000)) : null,
            new(Money.Jpy(0), null, PaymentTiming.AtOrder, [PaymentMethod.Card, PaymentMethod.ConvenienceStore], 5, null, "到着後8日以内、未使用に限る", 180),
            null,
            IsLeased ? Disclosure() : null,
            null));

    public RecordErasureInput? Erasure(ItemId item, DateOnly today) => Erased is not { } method ? null : new()
    {
        ItemId = item,
        IdempotencyKey = Key("erasure"),
        PerformedOn = today,
        Performer = ActPerformer.OwnStaff,
        StaffReference = "T-01",
        Tool = "本体の初期化機能",
        Method = method,
        Standard = "NIST SP 800-88 Rev. 2",
        Result = ActResult.Succeeded,
        Checklist = [new("初期設定の画面になる", true)],
    };

    public RecordRepairInput? Repair(ItemId item, DateOnly today) => Repaired is not { } repaired ? null : new()
    {
        ItemId = item,
        IdempotencyKey = Key("repair"),
        PerformedOn = today,
        Performer = ActPerformer.OwnStaff,
        StaffReference = "T-02",
        Work = repaired.Work,
        Parts = [new(repaired.Part, PartsOrigin.Genuine, 1)],
        Result = ActResult.Succeeded,
    };

    public RecordInspectionInput Inspection(ItemId item, DateOnly today) => new()
    {
        ItemId = item,
        IdempotencyKey = Key("inspection"),
        PerformedOn = today,
        Performer = ActPerformer.OwnStaff,
        StaffReference = "T-03",
        Result = ActResult.Succeeded,
        Checklist = [.. Checklist.Select(check => new ActCheckInput(check, true))],
        Cleaned = true,
        FunctionalGrade = FunctionalGrade.F5,
        CosmeticGrade = CosmeticGrade.A,
        GradeScheme = GradeScheme.Rmj2,
        Facts =
        [
            new(FactCode.RecallCheckedOn, today.ToString("O", CultureInfo.InvariantCulture)), new(FactCode.RecallResult, "NONE"),
            new(FactCode.Defects, "なし"), new(FactCode.MissingParts, "なし"), new(FactCode.RefurbishLevel, Repaired is null ? "TESTED" : "REPAIRED"),
        ],
    };

    private string Key(string act) => $"seed-{Owner}-{SourceId}-{act}";

    // Function, hygiene and, where there was one, the repair are told by the unit's own record.
    private LeaseDisclosureInput Disclosure() => new(
        "状態ランクは検品の記録のとおりです。", null, "点検済みで、既知の不具合はありません。", null, Repaired is null ? NotRepaired : null,
        "賃貸期間中の自然故障を保証します。故意・過失による破損は対象外です。", "故障の修理は当社、使用中の事故は原因に応じて当社または利用者が責任を負います。",
        "返却のたびに当社が点検します。賃貸期間中の不調は連絡を受けて修理または交換します。", "返却後に点検・清掃し、次の賃貸に使います。使えなくなった物は再資源化します。",
        Erased is null ? null : "返却後に当社が記録された情報を消去し、その記録を残します。");
}
