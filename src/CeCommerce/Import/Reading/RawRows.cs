namespace CeCommerce.Import.Reading;

/// <summary>Rows of text cells as the file has them, one at a time, whatever the format.</summary>
internal abstract class RawRows : IDisposable
{
    /// <summary>Names of the columns in the order of the file, as written there.</summary>
    public IReadOnlyList<string> Columns { get; protected init; } = [];

    /// <summary>Number of the current row: a CSV header is row 1, the first line of an NDJSON file is row 1.</summary>
    public int Row { get; protected set; }

    /// <summary>Cells of the current row, which may be fewer or more than the columns.</summary>
    public abstract int CellCount { get; }

    /// <summary>The current row is the last and the file ends without a line end after it.</summary>
    public virtual bool IsOpenEnd => false;

    /// <summary>Why the current row as a whole cannot be read; null for a readable one.</summary>
    public virtual RowFault? Fault => null;

    /// <summary>Rows may leave columns out (NDJSON objects), which is then no fault.</summary>
    public virtual bool CellsAreNamed => false;

    /// <summary>Moves to the next row that is not empty; false at the end of the file.</summary>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellation);

    /// <summary>The text of a cell, valid until the next call; empty beyond the last cell of the row.</summary>
    public abstract ReadOnlySpan<char> Cell(int column);

    /// <summary>Position in the file of the next undecodable character, in reading order.</summary>
    public abstract long? TakeBrokenOffset();

    public abstract void Dispose();
}

/// <summary>What can be wrong with a whole row.</summary>
internal enum RowFault
{
    /// <summary>An NDJSON line that is no JSON object.</summary>
    NotAnObject,

    /// <summary>An NDJSON line longer than <see cref="ReadLimits.Row"/>.</summary>
    TooLong,
}
