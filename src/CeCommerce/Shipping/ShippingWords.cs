namespace CeCommerce.Shipping;

/// <summary>How a thing gets to its buyer.</summary>
public enum ShippingKind
{
    /// <summary>A carrier brings it.</summary>
    Shipping,

    /// <summary>The buyer fetches it.</summary>
    PickUp,
}

/// <summary>Who carries parcels.</summary>
public enum Carrier
{
    /// <summary>ヤマト運輸.</summary>
    Yamato,

    /// <summary>佐川急便.</summary>
    Sagawa,

    /// <summary>日本郵便.</summary>
    JapanPost,

    /// <summary>Another carrier, or the operator's own vehicles.</summary>
    Other,
}

/// <summary>Size class of a parcel: length, width and height together at most so many centimetres, as carriers count.</summary>
public enum ParcelSize
{
    /// <summary>60 cm.</summary>
    Size60 = 60,

    /// <summary>80 cm.</summary>
    Size80 = 80,

    /// <summary>100 cm.</summary>
    Size100 = 100,

    /// <summary>120 cm.</summary>
    Size120 = 120,

    /// <summary>140 cm.</summary>
    Size140 = 140,

    /// <summary>160 cm.</summary>
    Size160 = 160,

    /// <summary>Larger than 160 cm.</summary>
    Large = 1_000,
}

/// <summary>A part of the day in which it may be brought; the usual ones of carriers.</summary>
public enum DeliveryWindow
{
    /// <summary>Until 12:00.</summary>
    Morning,

    /// <summary>12:00 to 14:00.</summary>
    From12To14,

    /// <summary>14:00 to 16:00.</summary>
    From14To16,

    /// <summary>16:00 to 18:00.</summary>
    From16To18,

    /// <summary>18:00 to 20:00.</summary>
    From18To20,

    /// <summary>19:00 to 21:00.</summary>
    From19To21,
}

/// <summary>Prefectures that carriers usually price alike.</summary>
public enum ShippingRegion
{
    /// <summary>北海道.</summary>
    Hokkaido,

    /// <summary>北東北: 青森, 岩手, 秋田.</summary>
    NorthTohoku,

    /// <summary>南東北: 宮城, 山形, 福島.</summary>
    SouthTohoku,

    /// <summary>関東 with 山梨.</summary>
    Kanto,

    /// <summary>信越: 新潟, 長野.</summary>
    Shinetsu,

    /// <summary>北陸: 富山, 石川, 福井.</summary>
    Hokuriku,

    /// <summary>中部: 岐阜, 静岡, 愛知, 三重.</summary>
    Chubu,

    /// <summary>関西: 滋賀, 京都, 大阪, 兵庫, 奈良, 和歌山.</summary>
    Kansai,

    /// <summary>中国: 鳥取, 島根, 岡山, 広島, 山口.</summary>
    Chugoku,

    /// <summary>四国: 徳島, 香川, 愛媛, 高知.</summary>
    Shikoku,

    /// <summary>九州 without 沖縄.</summary>
    Kyushu,

    /// <summary>沖縄.</summary>
    Okinawa,
}
