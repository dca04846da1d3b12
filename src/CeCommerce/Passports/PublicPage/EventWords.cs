using CeCommerce.Platform;

namespace CeCommerce.Passports.PublicPage;

/// <summary>What the kinds of events are called.</summary>
internal static class EventWords
{
    public static LocalText Of(PassportEventType type) => type switch
    {
        PassportEventType.Registered => new("登録", "Registered"),
        PassportEventType.Described => new("記載の変更", "Description changed"),
        PassportEventType.Inspected => new("検査", "Inspected"),
        PassportEventType.Graded => new("等級の判定", "Graded"),
        PassportEventType.UsageReading => new("使用量の記録", "Usage read"),
        PassportEventType.HealthMeasured => new("劣化度の測定", "Health measured"),
        PassportEventType.Repaired => new("修理", "Repaired"),
        PassportEventType.PartReplaced => new("部品の交換", "Part replaced"),
        PassportEventType.DataErased => new("データ消去", "Data erased"),
        PassportEventType.Offered => new("出品", "Offered"),
        PassportEventType.NotOffered => new("出品の終了", "No longer offered"),
        PassportEventType.Sold => new("販売", "Sold"),
        PassportEventType.OwnershipTransferred => new("所有者の変更", "Ownership transferred"),
    };
}
