using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>
/// A prefectural public safety commission (公安委員会), which grants second-hand dealers their permit (古物営業法 3).
/// </summary>
/// <param name="PrefectureCode">JIS X 0401, 1 (Hokkaido) to 47 (Okinawa).</param>
/// <param name="PrefectureJa">With its suffix, 東京都.</param>
/// <param name="PrefectureEn">Without suffix, Tokyo.</param>
public sealed record PublicSafetyCommission(int PrefectureCode, string PrefectureJa, string PrefectureEn)
{
    /// <summary>東京都公安委員会, Tokyo Public Safety Commission.</summary>
    public LocalText Name { get; } = new(PrefectureJa + "公安委員会", PrefectureEn + " Public Safety Commission");
}

/// <summary>The 47 commissions. Source: one per prefecture, 警察法 38.</summary>
public static class PublicSafetyCommissions
{
    public static IReadOnlyList<PublicSafetyCommission> All { get; } =
    [
        new(1, "北海道", "Hokkaido"),
        new(2, "青森県", "Aomori"),
        new(3, "岩手県", "Iwate"),
        new(4, "宮城県", "Miyagi"),
        new(5, "秋田県", "Akita"),
        new(6, "山形県", "Yamagata"),
        new(7, "福島県", "Fukushima"),
        new(8, "茨城県", "Ibaraki"),
        new(9, "栃木県", "Tochigi"),
        new(10, "群馬県", "Gunma"),
        new(11, "埼玉県", "Saitama"),
        new(12, "千葉県", "Chiba"),
        new(13, "東京都", "Tokyo"),
        new(14, "神奈川県", "Kanagawa"),
        new(15, "新潟県", "Niigata"),
        new(16, "富山県", "Toyama"),
        new(17, "石川県", "Ishikawa"),
        new(18, "福井県", "Fukui"),
        new(19, "山梨県", "Yamanashi"),
        new(20, "長野県", "Nagano"),
        new(21, "岐阜県", "Gifu"),
        new(22, "静岡県", "Shizuoka"),
        new(23, "愛知県", "Aichi"),
        new(24, "三重県", "Mie"),
        new(25, "滋賀県", "Shiga"),
        new(26, "京都府", "Kyoto"),
        new(27, "大阪府", "Osaka"),
        new(28, "兵庫県", "Hyogo"),
        new(29, "奈良県", "Nara"),
        new(30, "和歌山県", "Wakayama"),
        new(31, "鳥取県", "Tottori"),
        new(32, "島根県", "Shimane"),
        new(33, "岡山県", "Okayama"),
        new(34, "広島県", "Hiroshima"),
        new(35, "山口県", "Yamaguchi"),
        new(36, "徳島県", "Tokushima"),
        new(37, "香川県", "Kagawa"),
        new(38, "愛媛県", "Ehime"),
        new(39, "高知県", "Kochi"),
        new(40, "福岡県", "Fukuoka"),
        new(41, "佐賀県", "Saga"),
        new(42, "長崎県", "Nagasaki"),
        new(43, "熊本県", "Kumamoto"),
        new(44, "大分県", "Oita"),
        new(45, "宮崎県", "Miyazaki"),
        new(46, "鹿児島県", "Kagoshima"),
        new(47, "沖縄県", "Okinawa"),
    ];

    private static readonly FrozenDictionary<string, PublicSafetyCommission> ByName = All
        .SelectMany(one => Names(one).SelectMany(name => (string[])[name, PlainText.Folded(name)]).Distinct().Select(name => KeyValuePair.Create(name, one)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads the full name in either language, the prefecture's name (東京都, 東京, Tokyo) or its code.</summary>
    public static bool TryFind([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PublicSafetyCommission? commission)
    {
        commission = text is null ? null : ByName.GetValueOrDefault(text) ?? ByName.GetValueOrDefault(PlainText.Folded(text));
        return commission is not null;
    }

    // 北海道 is no 北海 with a suffix, but nobody writes the short form, so one cut serves all.
    private static IEnumerable<string> Names(PublicSafetyCommission one) =>
        [one.Name.Ja, one.Name.En, one.PrefectureJa, one.PrefectureEn, one.PrefectureJa[..^1], one.PrefectureCode.ToString(CultureInfo.InvariantCulture)];
}
