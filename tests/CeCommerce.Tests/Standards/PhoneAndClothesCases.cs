using CeCommerce.Standards;
using CeCommerce.Tests.Standards.Conformance;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

/// <summary>What is asked of phones, of devices that held data, and of clothes.</summary>
internal static class PhoneAndClothesCases
{
    private const string NotApplicable = RuleTests.NotApplicable;

    private static readonly string[] OfPhones = ["restriction", "restriction-risk", "activation-lock", "sim-lock", "imei", "battery", "battery-method"];

    public static readonly (string Clause, string Case, ListingFacts Listing, string Expected)[] All =
    [
        ("LS-022/restriction", "○", Smartphone, "Pass"),
        ("LS-022/restriction", "×", Smartphone.With(Of(FactCode.NetworkRestriction, NetworkRestriction.Restricted)), "Fail"),
        ("LS-022/restriction", "blank", Smartphone.Without(FactCode.NetworkRestriction), "Unknown"),
        ("LS-022/restriction", "－", Smartphone.With(Of(FactCode.NetworkRestriction, NetworkRestriction.NotChecked)), "Pass"),
        ("LS-022/restriction", "laptop", Smartphone with { Category = "laptop" }, NotApplicable),
        ("LS-022/restriction-risk", "○", Smartphone, "Pass"),
        ("LS-022/restriction-risk", "△", Smartphone.With(Of(FactCode.NetworkRestriction, NetworkRestriction.Possible)), "Fail"),
        ("LS-022/restriction-risk", "－", Smartphone.With(Of(FactCode.NetworkRestriction, NetworkRestriction.NotChecked)), "Unknown"),
        ("LS-022/restriction-risk", "×", Smartphone.With(Of(FactCode.NetworkRestriction, NetworkRestriction.Restricted)), NotApplicable),
        ("LS-022/activation-lock", "off", Smartphone, "Pass"),
        ("LS-022/activation-lock", "on", Smartphone.With(Of(FactCode.ActivationLock, ActivationLock.On)), "Fail"),
        ("LS-022/activation-lock", "blank", Smartphone.Without(FactCode.ActivationLock), "Unknown"),
        ("LS-022/activation-lock", "coat", Coat, NotApplicable),
        ("LS-022/sim-lock", "none", Smartphone, "Pass"),
        ("LS-022/sim-lock", "locked", Smartphone.With(Of(FactCode.SimLock, SimLock.Locked)), "Fail"),
        ("LS-022/sim-lock", "blank", Smartphone.Without(FactCode.SimLock), "Unknown"),
        ("LS-022/sim-lock", "coat", Coat, NotApplicable),
        ("LS-022/imei", "recorded", Smartphone, "Pass"),
        ("LS-022/imei", "not recorded", Smartphone with { HasImei = false }, "Unknown"),
        ("LS-022/imei", "coat", Coat, NotApplicable),
        ("LS-022/battery", "measured", Smartphone, "Pass"),
        ("LS-022/battery", "not measured", Smartphone.Without(FactCode.BatteryCapacity), "Unknown"),
        ("LS-022/battery", "coat", Coat, NotApplicable),
        ("LS-022/battery-method", "given", Smartphone, "Pass"),
        ("LS-022/battery-method", "not given", Smartphone.Without(FactCode.BatteryMethod), "Unknown"),
        ("LS-022/battery-method", "nothing measured", Smartphone.Without(FactCode.BatteryCapacity), NotApplicable),
        .. BothSides.Of(new(2019, 12, 1), OfPhones.Select(clause => ($"LS-022/{clause}", "all recorded", Smartphone, "Pass"))),
        ("LS-023/repairer", "no repair", Smartphone, NotApplicable),
        ("LS-023/repairer", "registered", Smartphone.With(Of(FactCode.Repairs, "液晶交換"), Of(FactCode.RepairerRegistration, "R000992")), "Pass"),
        ("LS-023/repairer", "mark", Smartphone.With(Of(FactCode.Repairs, "液晶交換"), Of(FactCode.RadioRepairMark, true)), "Pass"),
        ("LS-023/repairer", "nobody named", Smartphone.With(Of(FactCode.Repairs, "液晶交換")), "Fail"),
        ("LS-025/certificate", "complete", Smartphone, "Pass"),
        ("LS-025/certificate", "no method", Smartphone.Without(FactCode.ErasureMethod), "Unknown"),
        ("LS-025/certificate", "no standard", Smartphone.Without(FactCode.ErasureStandard), "Unknown"),
        ("LS-025/certificate", "a standard that is none", Smartphone.With(Of(FactCode.ErasureStandard, "なし")), "Unknown"),
        ("LS-025/certificate", "no day", Smartphone.Without(FactCode.ErasedOn).Shared(), "Unknown"),
        ("LS-025/certificate", "air conditioner", AirConditioner, NotApplicable),
        ("LS-025/revision", "Rev.2", Smartphone, "Pass"),
        ("LS-025/revision", "Rev.1 after its withdrawal", Smartphone.With(Of(FactCode.ErasureStandard, "NIST SP 800-88 Rev.1")), "Fail"),
        ("LS-025/revision", "written otherwise", Smartphone.With(Of(FactCode.ErasureStandard, "NIST 800-88r1")), "Fail"),
        ("LS-025/revision", "in full width", Smartphone.With(Of(FactCode.ErasureStandard, "ＮＩＳＴ ８００－８８ Ｒｅｖ．１")), "Fail"),
        ("LS-025/revision",
            "Rev.1 before its withdrawal", Smartphone.With(Of(FactCode.ErasureStandard, "NIST SP 800-88 Rev.1"), Of(FactCode.ErasedOn, new DateOnly(2025, 9, 26))), "Pass"),
        ("LS-025/revision", "both", Smartphone.With(Of(FactCode.ErasureStandard, "NIST SP 800-88 Rev. 1 / Rev. 2")), "Pass"),
        ("LS-025/revision", "another standard", Smartphone.With(Of(FactCode.ErasureStandard, "IEEE 2883-2022")), "Pass"),
        ("LS-025/revision", "none", Smartphone.Without(FactCode.ErasureStandard), NotApplicable),
        ("LS-025/revision", "on the day of Rev.2", Smartphone.On(2025, 9, 26), "Pass"),
        ("LS-025/revision", "on the day before", Smartphone.On(2025, 9, 25), NotApplicable),
        ("LS-025/traceability", "complete", Smartphone, "Pass"),
        ("LS-025/traceability", "no tool", Smartphone.Without(FactCode.ErasureTool), "Unknown"),
        ("LS-025/traceability", "nothing erased", Smartphone.Without(FactCode.ErasureMethod), NotApplicable),
        ("LS-026/hygiene-size", "all", Coat, "Pass"),
        ("LS-026/hygiene-size", "not cleaned", Coat.With(Of(FactCode.Cleaned, false)), "Fail"),
        ("LS-026/hygiene-size", "no material", Coat.Without(FactCode.Material), "Unknown"),
        ("LS-026/hygiene-size", "air conditioner", AirConditioner, NotApplicable),
        ("LS-026/stains-authenticity", "all", Coat, "Pass"),
        ("LS-026/stains-authenticity", "not authenticated", Coat.With(Of(FactCode.AuthenticityChecked, false)), "Fail"),
        ("LS-026/stains-authenticity", "no stains stated", Coat.Without(FactCode.Stains), "Unknown"),
        ("LS-026/stains-authenticity", "air conditioner", AirConditioner, NotApplicable),
    ];
}
