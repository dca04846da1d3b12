using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>
/// What the refurbisher's list must come to, worked out here from the raw cells alone and from the law's text, with none of the
/// product's code: which rows cannot be items, and which rules keep a row off the shelf.
/// </summary>
internal sealed partial class InventoryOracle
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly string[] Aged = ["エアコン", "洗濯機", "冷蔵庫", "液晶テレビ"];
    private readonly HashSet<(string Brand, string Serial)> _serials = [];
    private readonly HashSet<string> _electrical;
    private readonly HashSet<string> _data;
    private readonly HashSet<string> _recallable;

    // Goods are electrical when the list ever states a PSE mark for them, hold data when it ever states an erasure, and so on.
    private InventoryOracle(List<Dictionary<string, string>> rows)
    {
        _electrical = [.. rows.Where(row => row["PSEマーク"] is "丸形" or "菱形").Select(row => row["品目"])];
        _data = [.. rows.Where(row => row["データ消去方式"].Length > 0).Select(row => row["品目"])];
        _recallable = [.. rows.Where(row => row["リコール確認日"].Length > 0).Select(row => row["品目"])];
    }

    /// <summary>Rule ids that block, by row number; an empty set is a row that goes on the shelf.</summary>
    public static Dictionary<int, (bool Item, SortedSet<string> Blocks)> Judge(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var lines = File.ReadAllText(path, Encoding.GetEncoding(932)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Cells(line.TrimEnd('\r'))).ToList();
        var header = lines[0];
        var rows = lines.Skip(1).Select(cells => header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second.Trim(), StringComparer.Ordinal)).ToList();
        var oracle = new InventoryOracle(rows);
        return rows.Select((row, index) => (index + 2, oracle.Of(row))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    private (bool Item, SortedSet<string> Blocks) Of(Dictionary<string, string> row)
    {
        var refused = new SortedSet<string>(StringComparer.Ordinal);
        if (row["JANコード"].Length > 0 && !Gs1(row["JANコード"]))
        {
            refused.Add("ITEM-GTIN");
        }

        if (row["IMEI"].Length > 0 && !Luhn(row["IMEI"]))
        {
            refused.Add("ITEM-IMEI");
        }

        if (refused.Count == 0 && row["製造番号"].Length > 0 && !_serials.Add((row["ブランド"], row["製造番号"])))
        {
            refused.Add("ITEM-SERIAL-TAKEN");
        }

        var blocks = Rules(row);
        return refused.Count > 0 ? (false, refused) : (true, blocks);
    }

    private SortedSet<string> Rules(Dictionary<string, string> row)
    {
        var blocks = new SortedSet<string>(StringComparer.Ordinal);
        var sale = row["区分"] is "リユース" or "リファービッシュ";
        var electrical = _electrical.Contains(row["品目"]);
        Add("LS-001", (sale ? row["販売価格(税込)"] : row["1日レンタル料(税込)"]).Length == 0);
        Add("LS-003", row["返品条件"].Length == 0);
        Add("LS-006", sale && electrical && row["PSEマーク"] is ("" or "なし"));
        Add("LS-009", row["電池状態"] == "膨張あり");
        Add("LS-013", sale && Aged.Contains(row["品目"]) && Year(row["製造年"]) is { } year && Today.Year - year > 15);
        Add("LS-015", _recallable.Contains(row["品目"]) && (Day(row["リコール確認日"]) is not { } day || day < Today.AddDays(-30) || row["リコール該当"] == "あり(未対応)"));
        Add("LS-019", LooksNew(row));
        Add("LS-022", row["品目"] == "スマートフォン" && row["ネットワーク利用制限"] == "×");
        Add("LS-025", _data.Contains(row["品目"]) && row["データ消去方式"].Length == 0);
        return blocks;

        void Add(string rule, bool broken)
        {
            if (broken)
            {
                blocks.Add(rule);
            }
        }
    }

    private static bool LooksNew(Dictionary<string, string> row)
    {
        var title = row["商品名"] + row["説明"];
        if (title.Contains("新品同様", StringComparison.Ordinal))
        {
            return row["状態ランク"] is "C" or "J" || string.CompareOrdinal(row["機能ランク"], "F5") < 0;
        }

        return title.Contains("新品", StringComparison.Ordinal);
    }

    private static int? Year(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).TrimEnd('年');
        var era = Era().Match(folded);
        if (!era.Success)
        {
            return int.TryParse(folded, CultureInfo.InvariantCulture, out var year) ? year : null;
        }

        var number = era.Groups["year"].Value == "元" ? 1 : int.Parse(era.Groups["year"].Value, CultureInfo.InvariantCulture);
        return number + (era.Groups["era"].Value is "令和" or "R" ? 2018 : era.Groups["era"].Value is "平成" or "H" ? 1988 : 1925);
    }

    private static DateOnly? Day(string text)
    {
        var parts = text.Normalize(NormalizationForm.FormKC).Split(['.', '/', '-', '年', '月', '日'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 3 && Year(parts[0]) is { } year
            ? new(year, int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture))
            : null;
    }

    private static bool Gs1(string digits) =>
        digits.Length is 8 or 12 or 13 or 14 && digits.Reverse().Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;

    private static bool Luhn(string digits) =>
        digits.Length == 15 && digits.Reverse().Select((c, i) => i % 2 == 0 ? c - '0' : ((c - '0') * 2 / 10) + ((c - '0') * 2 % 10)).Sum() % 10 == 0;

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    [GeneratedRegex("^(?<era>令和|平成|昭和|R|H|S)(?<year>[0-9]+|元)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Era();
}
