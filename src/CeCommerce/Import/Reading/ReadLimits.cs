namespace CeCommerce.Import.Reading;

/// <summary>What one cell and one row may hold, so that a hostile file costs no more memory than an honest one.</summary>
internal static class ReadLimits
{
    /// <summary>Characters of a cell that are kept; a cell beyond it refuses its row.</summary>
    public const int Cell = 64 * 1024;

    /// <summary>Characters of a whole row that are kept.</summary>
    public const int Row = 1024 * 1024;

    /// <summary>Columns of a file; more means that the delimiter was not understood.</summary>
    public const int Columns = 2_000;

    /// <summary>Bytes of a column's name in NDJSON; a longer one is no column.</summary>
    public const int Name = 1_000;

    /// <summary>Bytes looked at to recognise encoding, delimiter and foreign formats.</summary>
    public const int Sample = 256 * 1024;
}
