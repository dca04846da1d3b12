namespace CeCommerce.Platform.Files;

/// <summary>Keeps bytes under keys; each verb throws a <see cref="FileStoreFailure"/> when the store cannot do it.</summary>
internal interface IObjectStore
{
    /// <summary>For people: the folder, or the bucket.</summary>
    string Place { get; }

    /// <summary>
    /// Makes the draft's bytes visible under the key, all at once and durably; whatever was there is replaced, which also mends it. May
    /// take the draft's file away.
    /// </summary>
    Task PutAsync(FileKey key, FileDraft draft, CancellationToken cancellationToken);

    /// <summary>The bytes as they lie there, in a stream that can seek; null when there are none.</summary>
    /// <param name="key">Where.</param>
    /// <param name="length">How many are expected: of a longer one no more than one byte beyond need be there.</param>
    Task<Stream?> OpenAsync(FileKey key, long length, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(FileKey key, CancellationToken cancellationToken);

    /// <summary>Deletes it unless it was put after that moment; false when it was.</summary>
    Task<bool> DeleteAsync(FileKey key, DateTimeOffset putBefore, CancellationToken cancellationToken);

    /// <summary>Throws when files can be neither put nor read now.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}
