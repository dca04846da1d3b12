using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Drawing;

/// <summary>Names a figure before it has a number.</summary>
internal readonly record struct FigureKey(string Table, string Row, string Column);

/// <summary>Which rows behind figures are kept: of every figure the first ones, or some further ones of one figure.</summary>
/// <param name="Only">The figure; null for all.</param>
internal sealed record RowWindow(FigureKey? Only, long Skip, int Take)
{
    public static readonly RowWindow First = new(null, 0, ReportRows.Most);

    public static readonly RowWindow None = new(null, 0, 0);
}

/// <summary>The figures of a report while they are counted, each with the rows behind it. Keeps no more rows than are shown, so that a million verdicts take the room of some.</summary>
internal sealed class Tallies(RowWindow window)
{
    private readonly Dictionary<FigureKey, Tally> _all = [];

    /// <param name="amount">What the row adds to the figure; 1 where rows are counted.</param>
    /// <param name="row">Made only when it is kept.</param>
    public void Add(FigureKey figure, Func<RowBehind> row, long amount = 1)
    {
        if (!_all.TryGetValue(figure, out var tally))
        {
            _all[figure] = tally = new Tally();
        }

        tally.Value = checked(tally.Value + amount);
        if (tally.Rows >= window.Skip && tally.Kept.Count < window.Take && (window.Only is null || window.Only == figure))
        {
            tally.Kept.Add(row());
        }

        tally.Rows++;
    }

    public Tally? Of(FigureKey figure) => _all.GetValueOrDefault(figure);

    /// <summary>The rows of a table that have any figure.</summary>
    public IEnumerable<string> RowsOf(string table) => _all.Keys.Where(key => key.Table == table).Select(key => key.Row).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

internal sealed class Tally
{
    public long Value { get; set; }

    /// <summary>How many rows stand behind it.</summary>
    public long Rows { get; set; }

    public List<RowBehind> Kept { get; } = [];
}
