using CeCommerce.Platform.Events;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;

namespace CeCommerce.Search.Lucene;

/// <summary>One index on disk with its only writer. Not safe for concurrent writing: the engine lets one in at a time.</summary>
internal sealed class IndexGeneration : IDisposable
{
    /// <summary>Goes up whenever the fields, the analysis or the meaning of the position change, so that an index written otherwise is rebuilt.</summary>
    internal const string Format = "2";

    internal const string FormatKey = "format";
    private const string PositionKey = "position";
    private const string OriginKey = "origin";
    private readonly Directory _directory;
    private readonly IndexWriter _writer;
    private readonly string _origin;
    private readonly IndexedListing _listing = new();
    private SnapshotSource? _snapshots;

    private IndexGeneration(string path, string origin, Directory directory, IndexWriter writer, EventPosition applied)
    {
        Path = path;
        _origin = origin;
        _directory = directory;
        _writer = writer;
        Applied = applied;
    }

    public string Path { get; }

    /// <summary>Up to where the writer has taken changes, findable and durable or not.</summary>
    public EventPosition Applied { get; private set; }

    /// <summary>Changes that a crash would lose.</summary>
    public int Unflushed { get; private set; }

    public SnapshotSource Snapshots => _snapshots ?? throw new InvalidOperationException("This index is not opened for searching yet.");

    public static IndexGeneration Create(string path, LuceneSettings settings)
    {
        var directory = FilesAt(path);
        return new(path, settings.Origin, directory, Writer(directory, settings, OpenMode.CREATE), EventPosition.Start);
    }

    /// <summary>Throws what <see cref="IndexFlaws.Of"/> understands when this is no sound index of this format.</summary>
    public static IndexGeneration Open(string path, LuceneSettings settings, DateTimeOffset now)
    {
        var directory = FilesAt(path);
        IndexWriter? writer = null;
        try
        {
            var position = Verify(directory, settings.Origin);
            writer = Writer(directory, settings, OpenMode.APPEND);
            var generation = new IndexGeneration(path, settings.Origin, directory, writer, position);
            generation.StartSearching(now);
            return generation;
        }
        catch
        {
            writer?.Rollback();
            directory.Dispose();
            throw;
        }
    }

    public void StartSearching(DateTimeOffset now) => _snapshots = new(_writer, new(Applied, now));

    public void Add(ListingDocument listing) => _writer.AddDocument(_listing.Fill(listing));

    public void Apply(IndexBatch batch)
    {
        foreach (var id in batch.Deletes)
        {
            _writer.DeleteDocuments(IndexedListing.Key(id));
        }

        foreach (var listing in batch.Upserts)
        {
            _writer.UpdateDocument(IndexedListing.Key(listing.Id), _listing.Fill(listing));
        }

        Unflushed += batch.Upserts.Count + batch.Deletes.Count;
        Reach(batch.Position);
    }

    /// <summary>One segment after a rebuild: every later search visits fewer. Takes seconds; nobody waits for them.</summary>
    public void Settle() => _writer.ForceMerge(1);

    public void Reach(EventPosition position) => Applied = position > Applied ? position : Applied;

    public void Commit()
    {
        _writer.SetCommitData(new Dictionary<string, string> { [FormatKey] = Format, [OriginKey] = _origin, [PositionKey] = Applied.ToString() });
        _writer.Commit();
        Unflushed = 0;
    }

    public void Refresh(DateTimeOffset now) => Snapshots.Advance(new(Applied, now));

    /// <summary>Closes without keeping what was not committed; searches that hold a snapshot finish undisturbed.</summary>
    public void Dispose()
    {
        _snapshots?.Dispose();
        _writer.Rollback();
        _listing.Dispose();
        _directory.Dispose();
    }

    /// <summary>Reads every byte once against its checksum: a flipped bit is found now and not in the middle of a search.</summary>
    private static EventPosition Verify(Directory directory, string origin)
    {
        using var reader = DirectoryReader.Open(directory);
        var data = reader.IndexCommit.UserData;
        if (!data.TryGetValue(FormatKey, out var format) || format != Format)
        {
            throw new OtherFormatException($"The index has format '{format}', this version writes '{Format}'.");
        }

        if (!data.TryGetValue(OriginKey, out var from) || from != origin)
        {
            throw new OtherDatabaseException();
        }

        foreach (var leaf in reader.Leaves)
        {
            leaf.AtomicReader.CheckIntegrity();
        }

        return EventPosition.TryParse(data[PositionKey], out var position)
            ? position
            : throw new CorruptIndexException("The index does not say which event it has come to.");
    }

    private static NIOFSDirectory FilesAt(string path) => new(path, new NativeFSLockFactory());

    private static IndexWriter Writer(Directory directory, LuceneSettings settings, OpenMode mode)
    {
        // The analyzer is never asked: every field brings its own terms.
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer())
        {
            OpenMode = mode,
            RAMBufferSizeMB = settings.BufferMegabytes,
            Similarity = ListingSimilarity.Instance,
            // Few segments: every search visits each, and the whole index is small enough to be merged often.
            MergePolicy = new TieredMergePolicy { SegmentsPerTier = 4, MaxMergeAtOnce = 4 },
        };
        return new(directory, config);
    }
}
