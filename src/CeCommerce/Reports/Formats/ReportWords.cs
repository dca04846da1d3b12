using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats;

/// <summary>What every format calls the same.</summary>
internal static class ReportWords
{
    public static readonly LocalText Contents = new("目次", "Contents");

    public static readonly LocalText OperatorId = new("事業者ID", "Operator's id");
    public static readonly LocalText Period = new("対象期間", "Period");
    public static readonly LocalText AsOf = new("基準時点（日本時間）", "As of (Japan time)");
    public static readonly LocalText FeedPosition = new("イベントログの位置", "Position in the event log");
    public static readonly LocalText Edition = new("規則の版", "Edition of the rules");
    public static readonly LocalText Packs = new("規則パックと版", "Packs of rules and versions");
    public static readonly LocalText ContentHash = new("内容のハッシュ値（SHA-256）", "Content hash (SHA-256)");
    public static readonly LocalText Format = new("データ形式", "Format of the data");

    public static readonly LocalText Formula = new("算出方法", "Formula");
    public static readonly LocalText Source = new("出典", "Source");
    public static readonly LocalText Caution = new("注意", "Caution");

    public static readonly LocalText Inputs = new("読み込んだ記録", "What was read");
    public static readonly LocalText InputName = new("記録", "Records");
    public static readonly LocalText InputRows = new("行数", "Rows");
    public static readonly LocalText InputDigest = new("ハッシュ値（SHA-256）", "Digest (SHA-256)");

    public static readonly LocalText Factors = new("事業者が示したCO2削減係数", "Factors for avoided CO2, as the operator states them");
    public static readonly LocalText FactorCategory = new("品目", "Category");
    public static readonly LocalText FactorMass = new("新品1点の製造（CO2換算）", "Making one new item (CO2 equivalent)");
    public static readonly LocalText FactorShare = new("新品に代わる割合", "Share that replaces a new item");

    public static readonly LocalText RowId = new("ID", "ID");
    public static readonly LocalText RowKind = new("種類", "Kind");
    public static readonly LocalText RowAt = new("記録日時（日本時間）", "Recorded (Japan time)");

    /// <summary>The platform has no name on record; an operator's is as recorded in every language.</summary>
    public static LocalText NameOf(ReportScope scope) => scope.Kind switch
    {
        ReportKind.Operator => new(scope.Name, scope.Name),
        ReportKind.Platform => new("取引デジタルプラットフォーム", "Digital platform"),
    };

    public static LocalText Title(ReportKind kind) => kind switch
    {
        ReportKind.Operator => new("基準適合報告書", "Standards-compliance report"),
        ReportKind.Platform => new("取引デジタルプラットフォームの措置", "The platform's measures"),
    };

    /// <summary>Null for what is no figure.</summary>
    public static LocalText? Of(ReportUnit unit) => unit switch
    {
        ReportUnit.Count => new("件", "count"),
        ReportUnit.Yen => new("円", "JPY"),
        ReportUnit.Grams => new("kg", "kg"),
        ReportUnit.Days => new("日", "days"),
        ReportUnit.Permille => new("%", "%"),
        ReportUnit.Text or ReportUnit.Day => null,
    };
}
