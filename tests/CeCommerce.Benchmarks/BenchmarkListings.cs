using CeCommerce.Platform;
using CeCommerce.Search;

namespace CeCommerce.Benchmarks;

/// <summary>Listings that are spread as a refurbisher's stock is: many categories, few grades, a model number each.</summary>
internal static class BenchmarkListings
{
    public static readonly string[] Categories =
    [
        "ノートパソコン", "複合機", "スニーカー", "冷蔵庫", "洗濯機", "電動ドリル", "スマートフォン", "テレビ", "掃除機", "電子レンジ",
        "ベビーカー", "自転車", "ソファ", "デスク", "腕時計", "ハンドバッグ", "ジャケット", "カメラ", "ゲーム機", "空気清浄機",
    ];

    public static readonly string[] Kinds = ["REUSE", "REFURBISHED", "SHARING"];

    private static readonly string[] _brands = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? $"Kanata{i}" : $"北星{i}工房")];
    private static readonly string[] _prefectures = ["東京都", "大阪府", "愛知県", "福岡県", "北海道", "宮城県", "広島県", "京都府"];
    private static readonly string[] _remarks = ["動作確認済みです。", "分解清掃を行いました。", "通常使用に伴う小傷があります。", "付属品はすべて揃っています。"];

    public static IEnumerable<ListingDocument> Make(int count)
    {
        var random = new Random(20261120);
        string Any(string[] values) => values[random.Next(values.Length)];
        for (var i = 0; i < count; i++)
        {
            var (category, brand, kind) = (Any(Categories), Any(_brands), Kinds[Math.Min(2, random.Next(5) / 2)]);
            var model = $"{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}-{random.Next(100, 999)}{(char)('A' + random.Next(26))}";
            yield return new()
            {
                Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)),
                ItemId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)),
                OperatorId = new Guid(random.Next(50), 0, 0, new byte[8]),
                OperatorName = "北星リユース株式会社",
                Kind = kind,
                CategoryCode = "C" + Array.IndexOf(Categories, category),
                CategoryName = new(category, "Category"),
                Brand = brand,
                ModelNumber = model,
                Gtin = random.NextInt64(4_900_000_000_000, 4_999_999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Title = $"【中古】{brand} {category} {model} {random.Next(2015, 2026)}年製",
                Description = Any(_remarks) + Any(_remarks) + "到着後8日以内、未使用に限り返品できます。",
                FunctionalGrade = "F" + random.Next(1, 7),
                CosmeticGrade = Any(["S", "A", "B", "C", "J"]),
                Price = Money.Jpy(random.Next(5, 3_000) * 100),
                Prefecture = Any(_prefectures),
                Compliance = random.Next(10) == 0 ? "WARN" : "PASS",
                PublishedAt = DateTimeOffset.UnixEpoch.AddSeconds(random.Next(1_800_000_000)),
                Version = 1,
            };
        }
    }
}
