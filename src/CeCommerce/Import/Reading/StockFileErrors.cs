using CeCommerce.Platform;

namespace CeCommerce.Import.Reading;

/// <summary>Nothing to import: no bytes, no header, or a header without rows below it.</summary>
public sealed record StockFileEmpty(bool HasHeader) : UserError("file")
{
    public override string Code => "STOCK_FILE_EMPTY";

    public override LocalText Message => HasHeader
        ? new("見出し行だけで、データの行がありません。在庫データを含めて書き出してください。", "The file has a header but no rows below it. Export it again with its data.")
        : new("ファイルが空です。書き出しをやり直してください。", "The file is empty. Export it again.");
}

/// <summary>A spreadsheet, archive or other binary file instead of text.</summary>
/// <param name="Kind">What it seems to be: <c>xlsx/zip</c>, <c>xls</c>, <c>pdf</c>, <c>gzip</c>, <c>binary</c>.</param>
public sealed record StockFileNotText(string Kind) : UserError("file")
{
    public override string Code => "STOCK_FILE_NOT_TEXT";

    public override LocalText Message => new(
        $"テキストではないファイルです({Kind})。表計算ソフトで「CSV(コンマ区切り)」として保存し、そのファイルを取り込んでください。",
        $"This is not a text file but {Kind}. Export it as CSV from the spreadsheet and import that.");
}

/// <summary>The mapping says one encoding, the file shows another.</summary>
public sealed record StockEncodingContradicted(string Declared, string Found) : UserError("mapping", "encoding")
{
    public override string Code => "STOCK_ENCODING_CONTRADICTED";

    public override LocalText Message => new(
        $"対応表では文字コードが {Declared} ですが、ファイルは {Found} です。対応表の encoding を \"auto\" か \"{Found}\" にしてください。",
        $"The mapping declares {Declared} but the file is {Found}. Set the mapping's encoding to \"auto\" or \"{Found}\".");
}

/// <summary>The mapping names columns that the file does not have.</summary>
public sealed record StockColumnsUnknown(IReadOnlyList<string> Missing, IReadOnlyList<string> Found) : UserError("mapping", "columns")
{
    public override string Code => "STOCK_COLUMNS_UNKNOWN";

    public override LocalText Message => new(
        $"ファイルに列「{string.Join("」「", Missing)}」がありません。ファイルの列: {string.Join("、", Found)}。対応表の列名を直すか、\"optional\": true を付けてください。",
        $"The file has no column {string.Join(", ", Missing.Select(name => $"'{name}'"))}. Its columns are: {string.Join(", ", Found)}. Correct the mapping, or mark the column \"optional\": true.");
}

/// <summary>Two columns of the file have a name that the mapping uses, so it is not clear which is meant.</summary>
public sealed record StockColumnsDuplicated(IReadOnlyList<string> Names) : UserError("file")
{
    public override string Code => "STOCK_COLUMNS_DUPLICATED";

    public override LocalText Message => new(
        $"列名「{string.Join("」「", Names)}」が重複しています。どちらかの列の名前を変えてください。",
        $"The column name {string.Join(", ", Names.Select(name => $"'{name}'"))} appears more than once. Rename one of the columns.");
}
