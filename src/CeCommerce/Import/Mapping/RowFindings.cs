using CeCommerce.Import.Reading;
using CeCommerce.Import.Values;
using CeCommerce.Platform;

namespace CeCommerce.Import.Mapping;

/// <summary>Findings about the shape of a row and the damage of its cells, before anything is read from them.</summary>
internal static class RowFindings
{
    private const string Rule = "ITEM-ROW";

    /// <summary>Null when the row has the shape of its file.</summary>
    public static ImportFinding? Of(RawRows rows)
    {
        if (rows.Fault == RowFault.NotAnObject)
            return Blocked("", new("この行は JSON オブジェクトではありません。", "This line is not a JSON object."), new("1行に1つの JSON オブジェクトを書いてください。", "Write one JSON object a line."));
        if (rows.Fault == RowFault.TooLong)
            return Blocked("", new($"行が長すぎます(上限 {ReadLimits.Row:N0} 文字)。", $"The line is longer than {ReadLimits.Row:N0} characters."), Shorten);
        if (rows.CellsAreNamed || rows.CellCount == rows.Columns.Count || HasMark(rows))
            return null;
        if (rows.IsOpenEnd && rows.CellCount < rows.Columns.Count)
            return Blocked("", new("ファイルがこの行の途中で終わっています。", "The file ends in the middle of this row."), new("ファイルを書き出し直してください。", "Export the file again."));
        return Blocked("",
            new($"見出しは {rows.Columns.Count} 列ですが、この行は {rows.CellCount} 列です。", $"The header has {rows.Columns.Count} columns, this row has {rows.CellCount}."),
            new("区切り文字を含む値を引用符で囲んで書き出してください。", "Quote the values that contain the separator."));
    }

    /// <summary>Null for a sound cell.</summary>
    /// <param name="field">Target that the column is mapped to, if any; the column's own name stands in.</param>
    public static ImportFinding? OfCell(RawRows rows, int column, string? field)
    {
        var cell = rows.Cell(column);
        var at = cell.IndexOfAny(TextMarks.Suspect);
        if (at < 0)
            return null;
        var name = field ?? (column < rows.Columns.Count ? ShownValue.Of(rows.Columns[column]) : "");
        var offset = FirstOffset(rows, cell);
        return cell[at] switch
        {
            TextMarks.Cut => Blocked(name, new($"セルか行が長すぎます(セルの上限 {ReadLimits.Cell:N0} 文字)。", $"The cell or row is too long; a cell holds {ReadLimits.Cell:N0} characters."), Shorten),
            TextMarks.Unclosed => Blocked(name, new("引用符が閉じられないままファイルが終わっています。この後の行は読めませんでした。", "A quote is not closed before the file ends; no row after it could be read."), new("引用符を閉じるか、ファイルを書き出し直してください。", "Close the quote, or export the file again.")),
            TextMarks.StrayQuote => Blocked(name, new("閉じた引用符の後に文字があります。", "Text follows a closing quote."), new("値の中の引用符は二つ重ねてください(\"\")。", "Double the quotes inside a value (\"\").")),
            TextMarks.Undecodable => Blocked(name, Undecodable(offset), new("文字コードを確かめ、対応表の encoding を直すか、UTF-8 で書き出し直してください。", "Check the encoding: correct it in the mapping, or export as UTF-8.")),
            TextMarks.Replacement => Blocked(name, new("以前の変換で失われた文字(U+FFFD)があります。", "It holds a character that an earlier conversion lost (U+FFFD)."), new("元のシステムから書き出し直してください。", "Export it again from the original system.")),
            '\0' => Blocked(name, new("NUL 文字があります。", "It holds a NUL character."), Retype),
            _ => Blocked(name, new($"制御文字 U+{(int)cell[at]:X4} があります。", $"It holds the control character U+{(int)cell[at]:X4}."), Retype),
        };
    }

    private static readonly LocalText Shorten = new("値を短くするか、引用符の閉じ忘れがないか確かめてください。", "Shorten the value, or look for a quote that is not closed.");
    private static readonly LocalText Retype = new("その文字を消して取り込み直してください。", "Remove the character and import again.");

    private static LocalText Undecodable(long? offset) => offset is { } at
        ? new($"文字コードとして読めないバイトがあります(ファイルの先頭から {at} バイト目)。", $"It holds bytes that the file's encoding does not know, at byte offset {at}.")
        : new("文字コードとして読めない文字があります。", "It holds a character that no text may hold.");

    private static long? FirstOffset(RawRows rows, ReadOnlySpan<char> cell)
    {
        long? first = null;
        for (var broken = cell.Count(TextMarks.Undecodable); broken > 0; broken--)
        {
            var offset = rows.TakeBrokenOffset();
            first ??= offset;
        }

        return first;
    }

    // A row with a mark is reported for what the mark says, which also explains its number of cells.
    private static bool HasMark(RawRows rows)
    {
        for (var column = 0; column < rows.CellCount; column++)
        {
            if (rows.Cell(column).ContainsAny(TextMarks.Cut, TextMarks.Unclosed))
                return true;
        }

        return false;
    }

    private static ImportFinding Blocked(string field, LocalText message, LocalText remedy) => new(Rule, ImportSeverity.Block, field, "", message, remedy);
}
