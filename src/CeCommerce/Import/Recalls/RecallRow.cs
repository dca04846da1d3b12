using CeCommerce.Import.Reading;
using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Import.Recalls;

/// <summary>One row of a recall list. Several brands or models stand in one cell with semicolons; a model that ends with <c>*</c> is the beginning of several.</summary>
internal sealed class RecallRow(RawRows rows, DateOnly today)
{
    private const char All = '*';

    private static readonly char[] Separators = [';', '；', '、', '|'];

    private readonly List<RecallFlaw> _flaws = [];

    public IReadOnlyList<RecallFlaw> Flaws => _flaws;

    public RecallNotice Read()
    {
        if (rows.Fault is not null)
        {
            Flaw("", "この行は JSON のオブジェクトとして読めません。", "This line is no JSON object.");
        }
        else if (!rows.CellsAreNamed && rows.CellCount != rows.Columns.Count)
        {
            Flaw("", "列の数が見出しと違います。", "The row has more or fewer cells than the header.");
        }

        var notice = new RecallNotice(
            Text("number") ?? "",
            new(
                Each("brands"), [.. Each("models").Select(Model)], Text("serialFrom"), Text("serialTo"),
                Day("manufacturedFrom"), Day("manufacturedTo"), Text("page") ?? "", Text("hazard")),
            Day("announcedOn") ?? Missing("announcedOn"), Day("endedOn"));
        if (_flaws.Count == 0)
        {
            _flaws.AddRange(RecallLimits.Flaws(notice, today).Select(flaw => new RecallFlaw(rows.Row, flaw.At[^1], flaw.Reason)));
        }

        return notice;
    }

    private static RecallModel Model(string text) => text.EndsWith(All) ? new(text.TrimEnd(All).TrimEnd(), IsPrefix: true) : new(text, IsPrefix: false);

    private List<string> Each(string name) => [.. (Text(name) ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // A year ahead is as far as a list may look.
        var fault = DateText.Read(text, today.AddYears(1), out var day);
        if (fault == ReadFault.None)
        {
            return day;
        }

        var said = FaultTexts.Message(fault, name, ShownValue.Of(text));
        Flaw(name, said.Ja, said.En);
        return null;
    }

    private DateOnly Missing(string name)
    {
        if (!_flaws.Exists(flaw => flaw.Field == name))
        {
            Flaw(name, "必要な値がありません。", "A value is needed here.");
        }

        return default;
    }

    private string? Text(string name)
    {
        var column = IndexOf(name);
        var cell = column < 0 ? default : rows.Cell(column).Trim();
        if (cell.ContainsAny(TextMarks.Suspect))
        {
            Flaw(name, "読めない文字があるか、長すぎます。", "It holds characters that cannot be read, or is too long.");
            return null;
        }

        return cell.IsEmpty ? null : cell.ToString();
    }

    private int IndexOf(string name)
    {
        for (var column = 0; column < rows.Columns.Count; column++)
        {
            if (rows.Columns[column] == name)
            {
                return column;
            }
        }

        return -1;
    }

    private void Flaw(string field, string ja, string en) => _flaws.Add(new(rows.Row, field, new LocalText(ja, en)));
}
