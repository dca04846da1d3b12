namespace CeCommerce.Standards;

/// <summary>The 13 categories of second-hand goods (古物の区分) that a dealer's permit names.</summary>
[TermSource("古物営業法施行規則 2条 (names, in force); which goods belong where is practitioner guidance, in the pack goods-lists")]
public enum KobutsuCategory
{
    [Term("美術品類", "Works of art")]
    Art = 1,

    [Term("衣類", "Clothing")]
    Clothing,

    [Term("時計・宝飾品類", "Watches and jewellery")]
    WatchesJewellery,

    [Term("自動車", "Cars")]
    Cars,

    [Term("自動二輪車及び原動機付自転車", "Motorcycles and mopeds")]
    Motorcycles,

    [Term("自転車類", "Bicycles")]
    Bicycles,

    [Term("写真機類", "Cameras")]
    Cameras,

    [Term("事務機器類", "Office machines")]
    OfficeMachines,

    [Term("機械工具類", "Machines and tools")]
    MachinesTools,

    [Term("道具類", "Household goods and other articles")]
    HouseholdGoods,

    [Term("皮革・ゴム製品類", "Leather and rubber goods")]
    LeatherRubber,

    [Term("書籍", "Books")]
    Books,

    [Term("金券類", "Vouchers and tickets")]
    Vouchers,
}
