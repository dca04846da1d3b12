using Lucene.Net.Index;
using Lucene.Net.Store;

namespace CeCommerce.Search.Lucene;

/// <summary>What a failure of the index's files means for whoever runs the server.</summary>
internal static class IndexFlaws
{
    /// <summary>What an <see cref="IOException"/> carries that no operating system gave an error number to: Lucene's own finding.</summary>
    private const int NoSystemError = unchecked((int)0x80131620);

    public static bool Understands(Exception error) => error is IOException or UnauthorizedAccessException or ObjectDisposedException or OtherFormatException or OtherDatabaseException
        // A damaged file can also lead Lucene's decoders astray before a checksum is looked at.
        or IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException or KeyNotFoundException;

    public static SearchFlaw Of(Exception error) => error switch
    {
        OtherFormatException or IndexFormatTooOldException or IndexFormatTooNewException => SearchFlaw.OtherFormat,
        OtherDatabaseException => SearchFlaw.OtherDatabase,
        LockObtainFailedException or HomeTakenException => SearchFlaw.HeldByAnotherProcess,
        IndexNotFoundException or DirectoryNotFoundException => SearchFlaw.Missing,
        CorruptIndexException or EndOfStreamException or FileNotFoundException => SearchFlaw.Corrupt,
        IOException { HResult: not NoSystemError } or UnauthorizedAccessException or ObjectDisposedException => SearchFlaw.StorageFailed,
        _ => SearchFlaw.Corrupt,
    };

    /// <summary>Whether only building the index anew helps.</summary>
    public static SearchState StateOf(SearchFlaw flaw) => flaw switch
    {
        SearchFlaw.None => SearchState.Ready,
        SearchFlaw.Missing or SearchFlaw.Corrupt or SearchFlaw.OtherFormat or SearchFlaw.OtherDatabase => SearchState.NeedsRebuild,
        _ => SearchState.Unreachable,
    };
}

/// <summary>The index was written by another version of this product.</summary>
internal sealed class OtherFormatException(string message) : Exception(message);

/// <summary>The index was built from another database.</summary>
internal sealed class OtherDatabaseException() : Exception("The index was built from another database.");

/// <summary>Another process has the directory.</summary>
internal sealed class HomeTakenException(IOException reason) : IOException(reason.Message, reason);
