using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>Labels that tables of figures share, and the figures as they stand in them.</summary>
internal static class TableWords
{
    public static readonly LocalText
        Figure = new("数値番号", "Figure"), Section = new("章", "Section"), Table = new("表", "Table"), TableCode = new("表コード", "Table code"), Row = new("行", "Row"), RowCode = new("行コード", "Row code"),
        Column = new("列", "Column"), ColumnCode = new("列コード", "Column code"), Value = new("値", "Value"), Unit = new("単位", "Unit"), Missing = new("記録なしの理由", "Why not recorded"),
        Name = new("名称", "Name"), From = new("期間の初日", "First day"), To = new("期間の末日", "Last day");

    public static string Of(IEnumerable<ReportedPack> packs) => string.Join("; ", packs.Select(pack => $"{pack.Code} {pack.Version}"));

    /// <summary>Kilograms and per cent where the report holds grams and thousandths; exact.</summary>
    public static decimal Shown(long value, ReportUnit unit) => unit switch
    {
        ReportUnit.Grams => value / 1_000m,
        ReportUnit.Permille => value / 10m,
        ReportUnit.Text or ReportUnit.Day or ReportUnit.Count or ReportUnit.Yen or ReportUnit.Days => value,
    };
}
