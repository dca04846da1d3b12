using System.Diagnostics.CodeAnalysis;

namespace CeCommerce.Import.Values;

/// <summary>A prefecture (都道府県) with its number of JIS X 0401, 1 to 47.</summary>
public sealed record Prefecture(int Code, string Ja, string En)
{
    private static readonly string[] Names =
    [
        "北海道 Hokkaido", "青森県 Aomori", "岩手県 Iwate", "宮城県 Miyagi", "秋田県 Akita", "山形県 Yamagata", "福島県 Fukushima",
        "茨城県 Ibaraki", "栃木県 Tochigi", "群馬県 Gunma", "埼玉県 Saitama", "千葉県 Chiba", "東京都 Tokyo", "神奈川県 Kanagawa",
        "新潟県 Niigata", "富山県 Toyama", "石川県 Ishikawa", "福井県 Fukui", "山梨県 Yamanashi", "長野県 Nagano", "岐阜県 Gifu",
        "静岡県 Shizuoka", "愛知県 Aichi", "三重県 Mie", "滋賀県 Shiga", "京都府 Kyoto", "大阪府 Osaka", "兵庫県 Hyogo", "奈良県 Nara",
        "和歌山県 Wakayama", "鳥取県 Tottori", "島根県 Shimane", "岡山県 Okayama", "広島県 Hiroshima", "山口県 Yamaguchi",
        "徳島県 Tokushima", "香川県 Kagawa", "愛媛県 Ehime", "高知県 Kochi", "福岡県 Fukuoka", "佐賀県 Saga", "長崎県 Nagasaki",
        "熊本県 Kumamoto", "大分県 Oita", "宮崎県 Miyazaki", "鹿児島県 Kagoshima", "沖縄県 Okinawa",
    ];

    public static IReadOnlyList<Prefecture> All { get; } = [.. Names.Select((names, index) => From(index + 1, names.Split(' ')))];

    /// <summary>From an address (東京都江東区), a name with or without 都府県, an English name or the number.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, [NotNullWhen(true)] out Prefecture? prefecture)
    {
        text = text.Trim();
        foreach (var one in All)
        {
            if (text.StartsWith(one.Ja, StringComparison.Ordinal) || text.SequenceEqual(one.Short) || text.Equals(one.En, StringComparison.OrdinalIgnoreCase))
            {
                prefecture = one;
                return true;
            }
        }

        prefecture = int.TryParse(text, System.Globalization.NumberStyles.None, null, out var code) && code is >= 1 and <= 47 ? All[code - 1] : null;
        return prefecture is not null;
    }

    private ReadOnlySpan<char> Short => Code == 1 ? Ja : Ja.AsSpan(0, Ja.Length - 1);

    private static Prefecture From(int code, string[] names) => new(code, names[0], names[1]);
}
