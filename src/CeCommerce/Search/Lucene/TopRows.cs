namespace CeCommerce.Search.Lucene;

/// <summary>Keeps the first rows of an order while matches come by in any order, and counts those behind a cursor.</summary>
internal sealed class TopRows(int wanted, SearchCursor? after)
{
    private readonly PriorityQueue<Row, Row> _rows = new(Comparer<Row>.Create((left, right) => right.CompareTo(left)));
    private readonly Row? _after = after is { } cursor ? Row.At(cursor) : null;
    private long _worstKey = long.MaxValue;

    /// <summary>Matches that come after the cursor, whether kept or not.</summary>
    public int Behind { get; private set; }

    public void Offer(long key, Columns columns, int segment, int document)
    {
        if (_after is { } start && (key < start.Key || (key == start.Key && Row.At(key, columns, segment, document).CompareTo(start) <= 0)))
        {
            return;
        }

        Behind++;
        if (key > _worstKey || wanted == 0)
        {
            return;
        }

        var row = Row.At(key, columns, segment, document);
        if (_rows.Count < wanted)
        {
            _rows.Enqueue(row, row);
        }
        else
        {
            _rows.EnqueueDequeue(row, row);
        }

        if (_rows.Count == wanted)
        {
            _worstKey = _rows.Peek().Key;
        }
    }

    public IReadOnlyList<Row> InOrder()
    {
        var rows = new Row[_rows.Count];
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            rows[i] = _rows.Dequeue();
        }

        return rows;
    }

    /// <summary>A match: its key in the order, the halves of its id, and where its columns are.</summary>
    internal readonly record struct Row(long Key, long IdHigh, long IdLow, int Segment, int Document) : IComparable<Row>
    {
        public Guid Id => IndexedListing.Whole(IdHigh, IdLow);

        public static Row At(long key, Columns columns, int segment, int document) =>
            new(key, columns.IdHigh[document], columns.IdLow[document], segment, document);

        public static Row At(SearchCursor cursor)
        {
            var (high, low) = IndexedListing.Halves(cursor.Id);
            return new(cursor.Key, high, low, -1, -1);
        }

        public int CompareTo(Row other)
        {
            var byKey = Key.CompareTo(other.Key);
            var byHigh = byKey != 0 ? byKey : IdHigh.CompareTo(other.IdHigh);
            return byHigh != 0 ? byHigh : IdLow.CompareTo(other.IdLow);
        }

        public static bool operator <(Row left, Row right) => left.CompareTo(right) < 0;

        public static bool operator >(Row left, Row right) => left.CompareTo(right) > 0;

        public static bool operator <=(Row left, Row right) => left.CompareTo(right) <= 0;

        public static bool operator >=(Row left, Row right) => left.CompareTo(right) >= 0;
    }
}
