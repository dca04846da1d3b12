namespace CeCommerce.Platform.Files;

/// <summary>Files in a folder of one file system, which several servers may share. Drafts must lie in the same file system.</summary>
internal sealed class FolderStore(string root, FileDrafts drafts) : IObjectStore
{
    public string Place => root;

    public Task PutAsync(FileKey key, FileDraft draft, CancellationToken cancellationToken) => Guarded(() =>
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        DurableFolder.Make(folder);
        DurableFolder.Rename(draft.Path, path);
        // Upwards, since another put may have made a folder a moment ago and not flushed it yet.
        DurableFolder.Flush(folder);
        DurableFolder.Flush(Path.GetDirectoryName(folder)!);
        DurableFolder.Flush(root);
        return true;
    });

    public Task<Stream?> OpenAsync(FileKey key, long length, CancellationToken cancellationToken) => Guarded(() => IfThere<Stream?>(
        () => new FileStream(PathOf(key), new FileStreamOptions
        {
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        }),
        null));

    public Task<bool> ExistsAsync(FileKey key, CancellationToken cancellationToken) => Guarded(() => IfThere(() => File.GetAttributes(PathOf(key)) >= 0, false));

    public Task<bool> DeleteAsync(FileKey key, DateTimeOffset putBefore, CancellationToken cancellationToken) => Guarded(() => IfThere(
        () =>
        {
            var path = PathOf(key);
            if (File.GetLastWriteTimeUtc(path) > putBefore.UtcDateTime)
            {
                return false;
            }

            File.Delete(path);
            return true;
        },
        true));

    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        drafts.Probe();
        return Task.CompletedTask;
    }

    private string PathOf(FileKey key) => Path.Combine(root, key.ToString());

    private static T IfThere<T>(Func<T> work, T otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return otherwise;
        }
    }

    private static Task<T> Guarded<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception failure) when (FileStoreFailure.OfDisk(failure) is { } told)
        {
            return Task.FromException<T>(told);
        }
    }
}
