namespace CeCommerce.Platform.Files;

/// <summary>Thrown where a store cannot do its work; <see cref="FileStore"/> makes a refusal of it.</summary>
/// <param name="trouble">What callers are told.</param>
/// <param name="reason">What the log is told: no keys, no content.</param>
/// <param name="cause">What was thrown.</param>
internal sealed class FileStoreFailure(FileStoreTrouble trouble, string reason, Exception cause) : Exception(reason, cause)
{
    // errno, which .NET keeps as the HResult.
    private const int NoSpace = 28;
    private const int OverQuota = 122;
    private const int ReadOnly = 30;

    public FileStoreTrouble Trouble => trouble;

    /// <summary>What a failure of the file system means; null for other exceptions.</summary>
    public static FileStoreFailure? OfDisk(Exception failure) => failure switch
    {
        UnauthorizedAccessException => new(FileStoreTrouble.Denied, failure.Message, failure),
        IOException { HResult: NoSpace or OverQuota } => new(FileStoreTrouble.Full, failure.Message, failure),
        IOException { HResult: ReadOnly } => new(FileStoreTrouble.Denied, failure.Message, failure),
        IOException => new(FileStoreTrouble.Unreachable, failure.Message, failure),
        _ => null,
    };
}
