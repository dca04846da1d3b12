using CeCommerce.Standards;
using CeCommerce.Tests.Standards.Conformance;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

/// <summary>The criteria of the nine ordinances, one good of each group lent, and refurbished, with everything told and with one point missing.</summary>
internal static class LeaseCases
{
    private const string NotApplicable = RuleTests.NotApplicable;

    public static readonly StatedDisclosure Told = new(
        "状態ランク A", "全機能を確認", "点検済み", "清掃済み", "修理なし", "自然故障を保証", "故障は当社が負う", "返却ごとに点検", "点検して次に貸す", "返却時に初期化する");

    private static readonly (string Code, string Category, Fact[] Covered)[] Groups =
    [
        ("air-conditioners", "air_conditioner", [Of(FactCode.PackagedType, false)]),
        ("televisions", "lcd_tv", [Of(FactCode.RecordsPersonalData, true)]),
        ("refrigerators", "refrigerator", []),
        ("washing-machines", "washing_machine", []),
        ("storage-furniture", "metal_cabinet", []),
        ("shelves", "metal_shelf", []),
        ("office-desks", "metal_desk", []),
        ("swivel-chairs", "swivel_chair", [Of(FactCode.MadeOfMetal, true)]),
        ("copiers", "monochrome_copier", [Of(FactCode.DryElectrostatic, true), Of(FactCode.CopiesPerMinute, 30), Of(FactCode.CopiesA2, false)]),
    ];

    private static readonly (string Clause, Func<StatedDisclosure, StatedDisclosure> Without)[] Points =
    [
        ("condition", told => told with { Quality = null }),
        ("guarantee", told => told with { LiableParty = null }),
        ("inspection", told => told with { Maintenance = null }),
        ("after-contract", told => told with { AfterContract = null }),
    ];

    private static readonly ListingFacts Washer = Lent("washing_machine");
    private static readonly ListingFacts Television = Lent("oled_tv");
    private static readonly ListingFacts Desk = Lent("office_desk");
    private static readonly ListingFacts Copier = Lent("multifunction_printer").With(
        Of(FactCode.ColourCopies, false), Of(FactCode.DryElectrostatic, true), Of(FactCode.CopiesPerMinute, 16), Of(FactCode.CopiesA2, false));

    private static readonly ListingFacts Rebuilt = AirConditioner.With(
        Of(FactCode.Repairs, "基板交換"), Of(FactCode.Cleaned, true), Of(FactCode.ErasureMethod, ErasureMethod.Clear), Of(FactCode.ErasedOn, Today),
        Of(FactCode.RecordsPersonalData, true)) with
    { Kind = ListingKind.Refurbished };

    public static IEnumerable<(string Clause, string Case, ListingFacts Listing, string Expected)> All =>
    [
        .. OfGroups,
        .. BothSides.Of(new(2026, 4, 1), OfGroups.Concat(OfOneGroup)),
        .. OfOneGroup,
    ];

    private static IEnumerable<(string Clause, string Case, ListingFacts Listing, string Expected)> OfGroups => [.. Groups.SelectMany(OfLease), .. Groups.SelectMany(OfRepair)];

    private static IEnumerable<(string Clause, string Case, ListingFacts Listing, string Expected)> OfOneGroup =>
    [
        ("CT-018/condition-washing-machines", "said by the item instead", Washer.With(Of(FactCode.Cleaned, true), Of(FactCode.Repairs, "なし"))
            .Telling(told => told with { Function = null, Hygiene = null, RepairRecord = null }), "Pass"),
        ("CT-018/condition-washing-machines", "hygiene said by nobody", Washer.Telling(told => told with { Hygiene = null }), "Unknown"),
        ("CT-018/condition-washing-machines", "sold", Untold(Washer) with { Kind = ListingKind.Reuse }, NotApplicable),
        ("CT-018/condition-washing-machines", "washer-dryer", Untold(Lent("washer_dryer")), "Unknown"),
        ("CT-018/condition-washing-machines", "clothes dryer", Untold(Lent("clothes_dryer")), NotApplicable),
        ("CT-018/condition-washing-machines", "coat", Untold(Lent("coat")), NotApplicable),
        ("CT-018/condition-washing-machines", "by whom no lessor type is known", Untold(Washer).By(one => one with { Types = [OperatorType.Refurbisher] }), NotApplicable),
        ("CT-018/condition-washing-machines", "go-between of private lenders", Untold(Washer).By(one => one with { Types = [OperatorType.SharingP2P] }), NotApplicable),
        ("CT-018/condition-washing-machines", "finance lease", Untold(Washer).By(one => one with { Types = [OperatorType.FinanceLease, OperatorType.InventoryReuse] }), "Unknown"),
        ("CT-018/guarantee-air-conditioners", "packaged", Untold(Lent("air_conditioner")).With(Of(FactCode.PackagedType, true)), NotApplicable),
        ("CT-018/guarantee-air-conditioners", "nobody says whether packaged", Untold(Lent("air_conditioner")), "Unknown"),
        ("CT-018/guarantee-air-conditioners", "nobody says whether packaged, but all is told", Lent("air_conditioner"), "Pass"),
        ("CT-018/inspection-office-desks", "of wood", Untold(Desk).With(Of(FactCode.MadeOfMetal, false)), NotApplicable),
        ("CT-018/inspection-office-desks", "of metal", Untold(Desk).With(Of(FactCode.MadeOfMetal, true)), "Unknown"),
        ("CT-018/inspection-office-desks", "of what nobody says", Untold(Desk), "Unknown"),
        ("CT-018/inspection-swivel-chairs", "chair that stands still", Untold(Lent("office_chair")).With(Of(FactCode.Swivels, false)), NotApplicable),
        ("CT-018/inspection-swivel-chairs", "swivel chair of wood", Untold(Lent("swivel_chair")).With(Of(FactCode.MadeOfMetal, false)), NotApplicable),
        ("CT-018/inspection-shelves", "bookshelf of metal", Untold(Lent("bookshelf")).With(Of(FactCode.MadeOfMetal, true)), "Unknown"),
        ("CT-018/inspection-storage-furniture", "cabinet of wood", Untold(Lent("filing_cabinet")).With(Of(FactCode.MadeOfMetal, false)), NotApplicable),
        ("CT-018/after-contract-data-televisions", "told", Television.With(Of(FactCode.RecordsPersonalData, true)), "Pass"),
        ("CT-018/after-contract-data-televisions", "records and not told", Untold(Television).With(Of(FactCode.RecordsPersonalData, true)), "Unknown"),
        ("CT-018/after-contract-data-televisions", "records nothing", Untold(Television).With(Of(FactCode.RecordsPersonalData, false)), NotApplicable),
        ("CT-018/after-contract-data-televisions", "nobody says whether it records", Untold(Television), "Unknown"),
        ("CT-018/after-contract-data-copiers", "told", Copier, "Pass"),
        ("CT-018/after-contract-data-copiers", "erased before, untold for after", Untold(Copier).With(Of(FactCode.ErasureMethod, ErasureMethod.Purge), Of(FactCode.ErasedOn, Today)), "Unknown"),
        ("CT-018/after-contract-data-copiers", "colour", Untold(Copier).With(Of(FactCode.ColourCopies, true)), NotApplicable),
        ("CT-018/after-contract-data-copiers", "fifteen a minute", Untold(Copier).With(Of(FactCode.CopiesPerMinute, 15)), NotApplicable),
        ("CT-018/after-contract-data-copiers", "eighty-five a minute", Untold(Copier).With(Of(FactCode.CopiesPerMinute, 85)), "Unknown"),
        ("CT-018/after-contract-data-copiers", "eighty-six a minute", Untold(Copier).With(Of(FactCode.CopiesPerMinute, 86)), NotApplicable),
        ("CT-018/after-contract-data-copiers", "A2", Untold(Copier).With(Of(FactCode.CopiesA2, true)), NotApplicable),
        ("CT-018/after-contract-data-copiers", "wet process", Untold(Copier).With(Of(FactCode.DryElectrostatic, false)), NotApplicable),
        ("CT-019/record-office-desks", "of what nobody says", Desk, NotApplicable),
        ("OP-025/lessor", "rental", Washer, "Pass"),
        ("OP-025/lessor", "refurbisher", Washer.By(one => one with { Types = [OperatorType.Refurbisher] }), "Unknown"),
        ("OP-025/lessor", "coat", Lent("coat").By(one => one with { Types = [OperatorType.Refurbisher] }), NotApplicable),
        ("OP-025/lessor", "sold", Washer with { Kind = ListingKind.Reuse }, NotApplicable),
        ("RS-001/work-washing-machines", "only the level", (Rebuilt with { Category = "washing_machine" }).Without(FactCode.Repairs).With(Of(FactCode.RefurbishLevel, RefurbishLevel.Tested)), "Pass"),
        ("RS-001/work-washing-machines", "none", (Rebuilt with { Category = "washing_machine" }).With(Of(FactCode.Repairs, "なし")), "Pass"),
        ("RS-001/work-washing-machines", "sold as it is", Rebuilt.Without(FactCode.Repairs) with { Category = "washing_machine", Kind = ListingKind.Reuse }, NotApplicable),
        ("RS-001/state-washing-machines", "no grade", Rebuilt with { Category = "washing_machine", CosmeticGrade = null }, "Unknown"),
        ("RS-001/data-televisions", "erased", Rebuilt with { Category = "lcd_tv" }, "Pass"),
        ("RS-001/data-televisions", "not erased", Rebuilt.Without(FactCode.ErasureMethod) with { Category = "lcd_tv" }, "Unknown"),
        ("RS-001/data-televisions", "records nothing", Rebuilt.Without(FactCode.ErasureMethod).With(Of(FactCode.RecordsPersonalData, false)) with { Category = "lcd_tv" }, NotApplicable),
        ("RS-001/data-copiers", "erased", Rebuilt with { Category = "monochrome_copier" }, "Pass"),
        ("RS-001/data-copiers", "not erased", Rebuilt.Without(FactCode.ErasedOn) with { Category = "monochrome_copier" }, "Unknown"),
    ];

    public static ListingFacts Telling(this ListingFacts listing, Func<StatedDisclosure, StatedDisclosure> change) => listing with { LeaseDisclosure = change(Told) };

    public static ListingFacts Untold(ListingFacts listing) => listing with { LeaseDisclosure = null };

    /// <summary>By a rental operator, with everything told; the samples' test record stays among its facts.</summary>
    public static ListingFacts Lent(string category) => AirConditioner.Shared().By(one => one with { Types = [OperatorType.Rental] }) with { Category = category, LeaseDisclosure = Told };

    private static IEnumerable<(string Clause, string Case, ListingFacts Listing, string Expected)> OfLease((string Code, string Category, Fact[] Covered) group)
    {
        var lent = Lent(group.Category).With(group.Covered);
        foreach (var (clause, without) in Points)
        {
            yield return ($"CT-018/{clause}-{group.Code}", "all told", lent, "Pass");
            yield return ($"CT-018/{clause}-{group.Code}", "one point left out", lent.Telling(without), "Unknown");
        }

        yield return ($"CT-019/record-{group.Code}", "told", lent, "Pass");
        yield return ($"CT-019/record-{group.Code}", "nothing told", Untold(lent).Without(FactCode.TestRecord), "Unknown");
    }

    private static IEnumerable<(string Clause, string Case, ListingFacts Listing, string Expected)> OfRepair((string Code, string Category, Fact[] Covered) group)
    {
        var sold = Rebuilt.With(group.Covered) with { Category = group.Category };
        yield return ($"RS-001/work-{group.Code}", "told", sold, "Pass");
        yield return ($"RS-001/work-{group.Code}", "not told", sold.Without(FactCode.Repairs), "Unknown");
        yield return ($"RS-001/state-{group.Code}", "told", sold, "Pass");
        yield return ($"RS-001/state-{group.Code}", "no test", sold.Without(FactCode.TestRecord), "Unknown");
        yield return ($"RS-001/guarantee-{group.Code}", "none", sold.Offering(offer => offer with { WarrantyDays = 0 }), "Pass");
        yield return ($"RS-001/guarantee-{group.Code}", "not told", sold.Offering(offer => offer with { WarrantyDays = null }), "Unknown");
    }
}
