using System.Globalization;
using System.Text;

namespace CeCommerce.Benchmarks;

/// <summary>
/// Writes a stock list of any length with the columns of the Japanese sample and a mix like a real refurbisher's: about two thirds may be
/// published, the others each lack something. The same seed gives the same bytes, another one other numbers.
/// </summary>
internal static class StockListGenerator
{
    private const string Header =
        "管理番号,JANコード,品目,ブランド,型番,製造番号,IMEI,製造年,区分,状態ランク,機能ランク,販売価格(税込),1日レンタル料(税込),保証金,保証日数,PSEマーク,届出事業者名,設計標準使用期間(年),電池最大容量(%),電池状態,"
        + "ネットワーク利用制限,SIMロック,アクティベーションロック,データ消去方式,消去規格,消去日,リコール確認日,リコール該当,素材,サイズ,清掃済,修理内容,修理者登録番号,付属品,不具合,商品名,説明,返品条件,発送までの日数,保管場所,重量kg";

    private static readonly string[] Brands = ["Kanata", "北星コンピュータ", "HOKUSEI", "ソラノ電機", "ミナト電器", "Arashi"];

    public static async Task WriteAsync(string path, int rows, int seed = 17)
    {
        var random = new Random(seed);
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        await file.WriteLineAsync(Header);
        for (var row = 0; row < rows; row++)
        {
            await file.WriteLineAsync(Row(row, seed, random));
        }
    }

    private static string Row(int row, int seed, Random random) => random.Next(5) switch
    {
        0 => Line($"{seed}-{row:0000000}", random, "洗濯機", electrical: true, age: 7),
        1 => Line($"{seed}-{row:0000000}", random, "エアコン", electrical: true, age: 10),
        2 => Line($"{seed}-{row:0000000}", random, "オフィスチェア", electrical: false, age: null),
        3 => Line($"{seed}-{row:0000000}", random, "スニーカー", electrical: false, age: null),
        _ => Line($"{seed}-{row:0000000}", random, "コート", electrical: false, age: null),
    };

    private static string Line(string number, Random random, string goods, bool electrical, int? age)
    {
        var brand = Brands[random.Next(Brands.Length)];
        var model = $"{(char)('A' + random.Next(26))}N-{random.Next(100, 1000)}";
        var lacks = random.Next(6);
        string[] cells =
        [
            $"BX-{number}", "", goods, brand, model, $"S{number}", "", $"{2018 + random.Next(8)}", "リユース", "B", "F4",
            lacks == 0 ? "" : $"{random.Next(10, 900) * 100}", "", "", "90", electrical ? "菱形" : "", electrical ? brand : "",
            age?.ToString(CultureInfo.InvariantCulture) ?? "", "", "", "", "", "", "", "", "", electrical ? "2026/11/05" : "", electrical ? "なし" : "",
            electrical ? "" : "布", electrical ? "" : "L", "済", "", "", "取扱説明書", "", $"【リユース】{brand} {goods} {model}",
            "通常使用に伴う小傷があります。", lacks == 1 ? "" : "到着後8日以内、未使用に限る", $"{random.Next(1, 8)}", "東京都江東区", "9.5",
        ];
        return string.Join(',', cells);
    }
}
