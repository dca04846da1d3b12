using System.Security.Cryptography;

namespace CeCommerce.Platform.Files;

/// <summary>
/// Files named by their content. Features keep a <see cref="StoredFile"/> in their own rows and decide who may see it; here are only bytes,
/// served to nobody. Put before the row is written, delete after it is gone.
/// </summary>
internal sealed partial class FileStore(IObjectStore objects, FileDrafts drafts, ILogger<FileStore> logger)
{
    /// <summary>How long a file stays after it was put, whoever deletes it: somebody may have put it again and not yet written the row.</summary>
    public static readonly TimeSpan ShortestStay = TimeSpan.FromHours(1);

    /// <summary>The machine's, since it is held against the times that the store gives its files.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Keeps the stream's bytes, which are never in memory as a whole. The same content is the same file, however often and by however many
    /// it is put. Refuses with <see cref="FileTypeRefused"/>, <see cref="FileTooLarge"/> or <see cref="FileStoreUnavailable"/>, and keeps
    /// nothing then.
    /// </summary>
    public async Task<Outcome<StoredFile>> PutAsync(FileArea area, Stream content, string mediaType, CancellationToken cancellationToken)
    {
        if (area.Admit(mediaType) is not { } admitted)
        {
            return new FileTypeRefused(area.MediaTypes);
        }

        try
        {
            using var draft = await drafts.WriteAsync(content, area.MostBytes, cancellationToken);
            if (draft is null)
            {
                return new FileTooLarge(area.MostBytes);
            }

            await objects.PutAsync(new(area, draft.Digest), draft, cancellationToken);
            return new StoredFile(draft.Digest, admitted, draft.Length);
        }
        catch (FileStoreFailure failure)
        {
            return Told(failure);
        }
    }

    /// <summary>
    /// The bytes, all of them verified before the first is given out; the stream can seek and knows its length. Refuses with
    /// <see cref="FileGone"/>, <see cref="FileDamaged"/> or <see cref="FileStoreUnavailable"/>.
    /// </summary>
    public async Task<Outcome<Stream>> OpenAsync(FileArea area, StoredFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await objects.OpenAsync(new(area, file.Digest), file.Length, cancellationToken) is { } found
                ? await VerifiedAsync(found, area, file, cancellationToken)
                : new FileGone(file.Digest);
        }
        catch (FileStoreFailure failure)
        {
            return Told(failure);
        }
    }

    /// <summary>Whether there is such a file; whether it is whole only opening tells.</summary>
    public async Task<Outcome<bool>> ExistsAsync(FileArea area, Sha256Digest digest, CancellationToken cancellationToken)
    {
        try
        {
            return await objects.ExistsAsync(new(area, digest), cancellationToken);
        }
        catch (FileStoreFailure failure)
        {
            return Told(failure);
        }
    }

    /// <summary>
    /// Deletes a file that no row of the area's feature names any more: true when it is gone, false when it was put within
    /// <see cref="ShortestStay"/> and stays for now.
    /// </summary>
    public async Task<Outcome<bool>> DeleteAsync(FileArea area, Sha256Digest digest, CancellationToken cancellationToken)
    {
        try
        {
            return await objects.DeleteAsync(new(area, digest), Clock.GetUtcNow() - ShortestStay, cancellationToken);
        }
        catch (FileStoreFailure failure)
        {
            return Told(failure);
        }
    }

    /// <summary>Null when files can be put and read now.</summary>
    public async Task<FileStoreFailure?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await objects.ProbeAsync(cancellationToken);
            return null;
        }
        catch (FileStoreFailure failure)
        {
            return failure;
        }
    }

    /// <summary>For people: the folder, or the bucket.</summary>
    public string Place => objects.Place;

    /// <summary>Removes what killed processes left on the way; answers how many files.</summary>
    public int Sweep() => drafts.Sweep(Clock.GetUtcNow());

    private async Task<Outcome<Stream>> VerifiedAsync(Stream found, FileArea area, StoredFile file, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            isWhole = found.Length == file.Length && Sha256Digest.From(await SHA256.HashDataAsync(found, cancellationToken)) == file.Digest;
        }
        catch (IOException failure) when (FileStoreFailure.OfDisk(failure) is { } told)
        {
            throw told;
        }
        finally
        {
            await (isWhole ? ValueTask.CompletedTask : found.DisposeAsync());
        }

        if (!isWhole)
        {
            Damaged(logger, new FileKey(area, file.Digest));
            return new FileDamaged(file.Digest);
        }

        found.Position = 0;
        return found;
    }

    private FileStoreUnavailable Told(FileStoreFailure failure)
    {
        Failed(logger, objects.Place, failure.Trouble, failure.Message);
        return new(failure.Trouble);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The file store {Place} failed ({Trouble}): {Reason}")]
    private static partial void Failed(ILogger logger, string place, FileStoreTrouble trouble, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored file {Key} does not match its digest and is not given out.")]
    private static partial void Damaged(ILogger logger, FileKey key);
}
