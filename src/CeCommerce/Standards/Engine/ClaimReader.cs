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
/// Finds claims in running text. A word counts unless what follows turns it into something else: 新品時の価格, 新品ではありません,
/// メーカー保証なし.
/// </summary>
internal static class ClaimReader
{
    private static readonly string[] LikeNewEndings = ["同様", "同等", "並", "級", "みたい", "のよう", "に近"];
    private static readonly string[] NotNewEndings =
        ["時", "購入", "で購入", "価格", "定価", "交換", "に交換", "の電池", "のバッテリー", "の部品", "と比", "との比", "より", "ではな", "ではあ", "ではご", "でな", "じゃな"];

    private static readonly string[] NoWarrantyEndings =
        ["なし", "無し", "無", "はな", "は無", "はあり", "は切", "は終", "はつ", "は付い", "はござ", "切れ", "終了", "対象外", "外", "期間終了", "期間外", "期間切", "期間は終"];

    private static readonly string[] WarrantyAfterAll = ["はあります", "は付いています", "はついています", "はございます"];
    private static readonly string[] UntestedEndings = ["ではな", "みではな", "ではあ", "みではあ", "ではご", "みではご", "でな", "みでな"];

    private static readonly (string Word, Claims Claim)[] Words =
    [
        ("新品", Claims.New),
        ("brand new", Claims.New),
        ("brand-new", Claims.New),
        ("like new", Claims.LikeNew),
        ("like-new", Claims.LikeNew),
        ("as good as new", Claims.LikeNew),
        ("メーカー保証", Claims.MakerWarranty),
        ("manufacturer warranty", Claims.MakerWarranty),
        ("動作確認済", Claims.Tested),
        ("動作確認ずみ", Claims.Tested),
        ("fully tested", Claims.Tested),
    ];

    // One vectorised search decides for most texts; only a hit is looked at word by word.
    private static readonly SearchValues<string> AnyWord = SearchValues.Create([.. Words.Select(pair => pair.Word)], StringComparison.OrdinalIgnoreCase);

    public static Claims Read(ReadOnlySpan<char> text)
    {
        var claims = Claims.None;
        for (var at = text.IndexOfAny(AnyWord); at >= 0; at = text.IndexOfAny(AnyWord))
        {
            text = text[at..];
            var (word, claim) = WordAt(text);
            text = text[word.Length..];
            claims |= Meant(claim, text);
        }

        return claims;
    }

    private static (string Word, Claims Claim) WordAt(ReadOnlySpan<char> text)
    {
        foreach (var pair in Words)
        {
            if (text.StartsWith(pair.Word, StringComparison.OrdinalIgnoreCase))
                return pair;
        }

        throw new InvalidOperationException("The search found a word that is not in the list.");
    }

    private static Claims Meant(Claims claim, ReadOnlySpan<char> after) => claim switch
    {
        Claims.New when StartsWithAny(after, LikeNewEndings) => Claims.LikeNew,
        Claims.New when StartsWithAny(after, NotNewEndings) => Claims.None,
        Claims.MakerWarranty when StartsWithAny(after, NoWarrantyEndings) && !StartsWithAny(after, WarrantyAfterAll) => Claims.None,
        Claims.Tested when StartsWithAny(after, UntestedEndings) => Claims.None,
        _ => claim,
    };

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
