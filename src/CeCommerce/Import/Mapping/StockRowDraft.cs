using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>A row while its cells are read; one for each open file, begun anew for every row.</summary>
internal sealed class StockRowDraft(DateOnly today)
{
    private readonly List<Fact> _facts = [];

    /// <summary>In Asia/Tokyo; nothing was made, erased or checked after it.</summary>
    public DateOnly Today => today;

    public string? SourceId => Row.SourceId.Length > 0 ? Row.SourceId : null;

    public ProductCategory? Category { get; set; }

    public ListingKind? Kind { get; set; }

    /// <summary>Everything that a row may leave out.</summary>
    public StockRow Row { get; private set; } = new();

    public void Add(Fact fact) => _facts.Add(fact);

    public void Clear()
    {
        (Category, Kind, Row) = (null, null, new());
        _facts.Clear();
    }

    /// <summary>The row, without its digest; the caller has seen to it that number, category and kind are there.</summary>
    public StockRow Build(int row)
    {
        (Row.Row, Row.Category, Row.Kind, Row.Facts) = (row, Category!, Kind!.Value, ItemFacts.Of(_facts));
        if (Row.Title.Length == 0)
            Row.Title = string.Join(' ', new[] { Row.Brand, Row.Name ?? Category!.Name.Ja, Row.ModelNumber }.OfType<string>());
        return Row;
    }
}
