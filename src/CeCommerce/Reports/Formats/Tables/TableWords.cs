using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>Labels that tables of figures share, and the figures as they stand in them.</summary>
internal static class TableWords
{
    public static readonly LocalText
        Figure = new("数値番号", "Figure"), Section = new("章", "Section"), Table = new("表", "Table"), TableCode = new("表コード", "Table code"), Row = new("行", "Row"), RowCode = new("行コード", "Row code"),
        Column = new("列", "Column"), ColumnCode = new("列コード", "Column code"), Value = new("値", "Value"), Unit = new("単位", "Unit"), Missing = new("記録なしの理由", "Why not recorded"),
        OperatorId = new("事業者ID", "Operator's id"), Name = new("名称", "Name"), From = new("期間の初日", "First day"), To = new("期間の末日", "Last day"), AsOf = new("基準時点(日本時間)", "As of (Japan)"),
        FeedPosition = new("イベント記録の位置", "Feed position"), Edition = new("規則の版", "Edition of the rules"), Packs = new("規則パック", "Packs"), ContentHash = new("内容のSHA-256", "SHA-256 of the content");

    public static string Of(IEnumerable<ReportedPack> packs) => string.Join("; ", packs.Select(pack => $"{pack.Code} {pack.Version}"));

    /// <summary>In what <see cref="Shown"/> is given; nothing for what is no figure.</summary>
    public static LocalText Of(ReportUnit unit) => unit switch
    {
        ReportUnit.Text or ReportUnit.Day => new("", ""),
        ReportUnit.Count => new("件", "count"),
        ReportUnit.Yen => new("円", "JPY"),
        ReportUnit.Grams => new("kg", "kg"),
        ReportUnit.Days => new("日", "days"),
        ReportUnit.Permille => new("%", "%"),
    };

    /// <summary>Kilograms and per cent where the report holds grams and thousandths; exact.</summary>
    public static decimal Shown(long value, ReportUnit unit) => unit switch
    {
        ReportUnit.Grams => value / 1_000m,
        ReportUnit.Permille => value / 10m,
        ReportUnit.Text or ReportUnit.Day or ReportUnit.Count or ReportUnit.Yen or ReportUnit.Days => value,
    };
}
