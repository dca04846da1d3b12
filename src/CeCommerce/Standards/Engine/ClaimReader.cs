using System.Buffers;

namespace CeCommerce.Standards;

/// <summary>What a title or description promises.</summary>
[Flags]
internal enum Claims
{
    None = 0,

    /// <summary>新品: not used, which kobutsu never is in the law's sense.</summary>
    New = 1,

    /// <summary>新品同様: looks and works as new.</summary>
    LikeNew = 2,

    /// <summary>メーカー保証: the maker's warranty still runs.</summary>
    MakerWarranty = 4,

    /// <summary>動作確認済: it was tested.</summary>
    Tested = 8,
}

/// <summary>
/// Finds claims in running text, whatever the width of its letters. A word counts unless what follows turns it into something
/// else: 新品時の価格, 新品ではありません, 新品バッテリー交換済み, メーカー保証なし.
/// </summary>
internal static class ClaimReader
{
    /// <summary>How far behind a part the word may stand that says it was put in or comes along.</summary>
    private const int FittedWithin = 6;

    private static readonly string[] LikeNewEndings = ["同様", "同等", "並", "級", "みたい", "のよう", "に近"];
    private static readonly string[] NotNewEndings =
        ["時", "購入", "で購入", "価格", "定価", "交換", "に交換", "の電池", "のバッテリー", "の部品", "と比", "との比", "より", "ではな", "ではあ", "ではご", "でな", "じゃな"];

    private static readonly string[] NewAfterAll = ["時計"];
    private static readonly string[] Parts =
    [
        "バッテリー", "電池", "フィルタ", "パッキン", "ケーブル", "電源コード", "充電器", "アダプタ", "ACアダプタ", "リモコン", "部品", "パーツ", "液晶パネル", "液晶画面", "SSD", "HDD",
        "メモリ", "紙パック", "ホース", "ベルト", "ブラシ", "替刃", "ケース", "カバー", "保護フィルム", "ガラスフィルム", "タイヤ", "インク", "トナー", "ストラップ", "弦", "靴紐", "靴ひも",
        "インソール",
    ];

    private static readonly SearchValues<string> Fitted =
        SearchValues.Create(["交換", "換装", "付", "つき", "使用", "装着", "搭載", "同梱", "取付", "取り付", "貼", "済"], StringComparison.Ordinal);

    private static readonly SearchValues<char> Stops = SearchValues.Create("。、,.!！・|/／【");

    private static readonly string[] NoWarrantyEndings =
        ["なし", "無し", "無", "はな", "は無", "はあり", "は切", "は終", "はつ", "は付い", "はござ", "切れ", "終了", "対象外", "外", "期間終了", "期間外", "期間切", "期間は終"];

    private static readonly string[] WarrantyAfterAll = ["はあります", "は付いています", "はついています", "はございます"];
    private static readonly string[] UntestedEndings = ["ではな", "みではな", "ではあ", "みではあ", "ではご", "みではご", "でな", "みでな"];

    // Between head and tail people put a space or a hyphen.
    private static readonly (string Head, string Tail, Claims Claim)[] Words =
    [
        ("新品", "", Claims.New),
        ("brand", "new", Claims.New),
        ("like", "new", Claims.LikeNew),
        ("as good as", "new", Claims.LikeNew),
        ("メーカー", "保証", Claims.MakerWarranty),
        ("manufacturer", "warranty", Claims.MakerWarranty),
        ("動作確認", "済", Claims.Tested),
        ("動作確認", "ずみ", Claims.Tested),
        ("fully", "tested", Claims.Tested),
    ];

    // One vectorised search decides for most texts; only a hit is looked at word by word.
    private static readonly SearchValues<string> AnyHead = SearchValues.Create([.. Words.Select(word => word.Head).Distinct()], StringComparison.OrdinalIgnoreCase);

    public static Claims Read(string written)
    {
        var claims = Claims.None;
        ReadOnlySpan<char> text = PlainText.UsualWidth(written);
        for (var at = text.IndexOfAny(AnyHead); at >= 0; at = text.IndexOfAny(AnyHead))
        {
            text = text[at..];
            var (length, claim) = WordAt(text);
            text = text[length..];
            claims |= Meant(claim, text);
        }

        return claims;
    }

    private static (int Length, Claims Claim) WordAt(ReadOnlySpan<char> text)
    {
        foreach (var (head, tail, claim) in Words)
        {
            if (!text.StartsWith(head, StringComparison.OrdinalIgnoreCase))
                continue;
            var rest = tail.Length == 0 ? text[head.Length..] : text[head.Length..].TrimStart(" 　-");
            if (rest.StartsWith(tail, StringComparison.OrdinalIgnoreCase))
                return (text.Length - rest.Length + tail.Length, claim);
        }

        return (1, Claims.None);
    }

    private static Claims Meant(Claims claim, ReadOnlySpan<char> after) => claim switch
    {
        Claims.New when StartsWithAny(after.TrimStart(), LikeNewEndings) => Claims.LikeNew,
        Claims.New when StartsWithAny(after, NotNewEndings) && !StartsWithAny(after, NewAfterAll) => Claims.None,
        Claims.New when IsOfAPart(after.TrimStart(" 　の")) => Claims.None,
        Claims.MakerWarranty when StartsWithAny(after.TrimStart(), NoWarrantyEndings) && !StartsWithAny(after.TrimStart(), WarrantyAfterAll) => Claims.None,
        Claims.Tested when StartsWithAny(after.TrimStart(), UntestedEndings) => Claims.None,
        _ => claim,
    };

    // A part that is new is said to have been put in or to come along: 新品フィルター付き. 新品バッテリー alone is a good.
    private static bool IsOfAPart(ReadOnlySpan<char> after)
    {
        foreach (var part in Parts)
        {
            if (after.StartsWith(part, StringComparison.OrdinalIgnoreCase))
            {
                var behind = after[part.Length..Math.Min(after.Length, part.Length + FittedWithin)];
                var end = behind.IndexOfAny(Stops);
                return (end < 0 ? behind : behind[..end]).ContainsAny(Fitted);
            }
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (text.StartsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
