using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>The lists of rows behind the figures, in the order of the figures; figures that count the same rows share one.</summary>
internal sealed class RowLists
{
    private readonly Dictionary<string, RowList> _byFigure = new(StringComparer.Ordinal);

    public List<RowList> All { get; } = [];

    public static RowLists Of(DrawnReport report)
    {
        var lists = new RowLists();
        var known = new Dictionary<FigureRows, RowList>(new SameRows());
        foreach (var placed in report.Document.Figures())
        {
            if (report.Rows.Of(placed.Figure) is not { First.Count: > 0 } rows)
                continue;
            if (!known.TryGetValue(rows, out var list))
            {
                known[rows] = list = new(rows, []);
                lists.All.Add(list);
            }

            list.Figures.Add(placed);
            lists._byFigure[placed.Figure.Number] = list;
        }

        return lists;
    }

    /// <summary>Null where the file carries no rows of the figure.</summary>
    public RowList? Of(ReportFigure figure) => _byFigure.GetValueOrDefault(figure.Number);

    private sealed class SameRows : IEqualityComparer<FigureRows>
    {
        public bool Equals(FigureRows? x, FigureRows? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.Total == y.Total && x.First.SequenceEqual(y.First));

        public int GetHashCode(FigureRows rows) => HashCode.Combine(rows.Total, rows.First.Count, rows.First[0].Id, rows.First[^1].Id);
    }
}

/// <summary>Rows and the figures that count them, one at least.</summary>
internal sealed record RowList(FigureRows Rows, List<PlacedFigure> Figures)
{
    public string Anchor => "r-" + Figures[0].Figure.Number;
}
