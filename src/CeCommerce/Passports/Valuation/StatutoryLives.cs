namespace CeCommerce.Passports.Valuation;

/// <summary>
/// Useful lives for tax in years (減価償却資産の耐用年数等に関する省令 別表第一 器具及び備品, 車両及び運搬具), not how long a thing lasts.
/// Categories that the table does not plainly name have none.
/// </summary>
internal static class StatutoryLives
{
    public static int? Of(string category) => category switch
    {
        "bicycle" or "electric_bicycle" => 2,
        "laptop" or "desktop_pc" => 4,
        "multifunction_printer" or "monochrome_copier" or "lcd_tv" or "oled_tv" => 5,
        "air_conditioner" or "refrigerator" or "freezer" or "washing_machine" or "washer_dryer" => 6,
        "bed_frame" => 8,
        "metal_desk" or "metal_cabinet" => 15,
        _ => null,
    };
}
