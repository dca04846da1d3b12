namespace CeCommerce.Search.Lucene;

/// <summary>Where and how the embedded index is kept.</summary>
/// <param name="Directory">Belongs to one server process alone; a lock file says so.</param>
internal sealed record LuceneSettings(string Directory)
{
    /// <summary>Tells the database that the index is fed from; an index from another one is of no use, for its positions mean nothing here.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Changes not yet flushed to segments, in megabytes of memory.</summary>
    public double BufferMegabytes { get; init; } = 16;

    /// <summary>A batch that brings the unflushed changes to this number flushes them.</summary>
    public int FlushAfter { get; init; } = 5_000;
}
