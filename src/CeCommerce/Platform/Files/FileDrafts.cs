using System.Security.Cryptography;

namespace CeCommerce.Platform.Files;

/// <summary>Bytes on their way in or out, in private files of one folder; what a killed process left there is swept.</summary>
internal sealed class FileDrafts(string folder)
{
    private const UnixFileMode OnlyOurs = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Much longer than any pause between two blocks of a file that still comes.
    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromHours(1);

    /// <summary>Writes the stream's bytes down while it hashes them; null, and nothing is kept, when there are more than <paramref name="most"/>.</summary>
    public async Task<FileDraft?> WriteAsync(Stream content, long most, CancellationToken cancellationToken)
    {
        var (path, file) = Create(FileOptions.Asynchronous);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length;
            await using (file)
            {
                length = await CopyAsync(content, file, hash, most, cancellationToken);
                Flush(file);
            }

            if (length <= most)
            {
                return new FileDraft(path, Sha256Digest.From(hash.GetHashAndReset()), length);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        File.Delete(path);
        return null;
    }

    /// <summary>A copy of the stream's first bytes, one more than <paramref name="most"/> at the longest, that goes when it is closed.</summary>
    public async Task<Stream> CopyAsync(Stream content, long most, CancellationToken cancellationToken)
    {
        var (_, file) = Create(FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await CopyAsync(content, file, hash: null, most, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Throws when nothing can be written.</summary>
    public void Probe()
    {
        var (_, file) = Create(FileOptions.DeleteOnClose);
        using (file)
        {
            Guarded(() => file.WriteByte(0));
        }
    }

    /// <summary>Deletes what nobody has written to for an hour; answers how many.</summary>
    public int Sweep(DateTimeOffset now)
    {
        var directory = new DirectoryInfo(folder);
        var abandoned = directory.Exists
            ? directory.EnumerateFiles().Where(file => file.LastWriteTimeUtc < (now - s_abandonedAfter).UtcDateTime).ToList()
            : [];
        abandoned.ForEach(file => file.Delete());
        return abandoned.Count;
    }

    private (string Path, FileStream File) Create(FileOptions options)
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        FileStream? file = null;
        Guarded(() =>
        {
            DurableFolder.Make(folder);
            file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read | FileShare.Delete,
                // Unbuffered, so that a full disk is told where it is written to and not where it is closed.
                BufferSize = 0,
                Options = options,
                UnixCreateMode = OnlyOurs,
            });
        });
        return (path, file!);
    }

    /// <summary>Answers how many bytes there were; stops after one block too many.</summary>
    private static async Task<long> CopyAsync(Stream from, FileStream to, IncrementalHash? hash, long most, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        long length = 0;
        while (length <= most && await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            var block = buffer.AsMemory(0, (int)Math.Min(read, most + 1 - length));
            length += block.Length;
            hash?.AppendData(block.Span);
            await WriteAsync(to, block, cancellationToken);
        }

        return length;
    }

    private static async Task WriteAsync(FileStream to, ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        try
        {
            await to.WriteAsync(block, cancellationToken);
        }
        catch (Exception failure) when (FileStoreFailure.OfDisk(failure) is { } told)
        {
            throw told;
        }
    }

    private static void Flush(FileStream file) => Guarded(() => file.Flush(flushToDisk: true));

    private static void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (FileStoreFailure.OfDisk(failure) is { } told)
        {
            throw told;
        }
    }
}

/// <summary>A file that came in whole, is on disk and has no name yet; disposing removes what nobody took.</summary>
internal sealed class FileDraft(string path, Sha256Digest digest, long length) : IDisposable
{
    public string Path => path;

    public Sha256Digest Digest => digest;

    public long Length => length;

    public void Dispose() => File.Delete(path);
}
