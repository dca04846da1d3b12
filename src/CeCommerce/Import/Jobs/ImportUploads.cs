using CeCommerce.Platform;

namespace CeCommerce.Import.Jobs;

/// <summary>Stock lists that were sent in, below <c>CECOMMERCE_HOME/imports</c>, one folder for each tenant: nobody can name another's.</summary>
internal sealed class ImportUploads(Settings settings, TimeProvider clock)
{
    /// <summary>200 MB: about 700,000 rows.</summary>
    public const long Most = 200L * 1024 * 1024;

    /// <summary>2 GB of files of one tenant at a time.</summary>
    public const long MostTogether = 2L * 1024 * 1024 * 1024;

    private const string Folder = "imports";
    private const string Part = ".part";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string PathOf(Guid operatorId, Guid upload) => Path.Combine(settings.Home, Folder, operatorId.ToString("N"), upload.ToString("N"));

    public bool Has(Guid operatorId, Guid upload) => File.Exists(PathOf(operatorId, upload));

    /// <summary>Keeps the stream's bytes; refuses, and keeps nothing, when there are too many.</summary>
    public async Task<Outcome<Guid>> KeepAsync(Guid operatorId, Stream content, CancellationToken cancellationToken)
    {
        var upload = Guid.CreateVersion7(clock.GetUtcNow());
        var path = PathOf(operatorId, upload);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var room = MostTogether - folder.EnumerateFiles().Sum(Length);
        var part = path + Part;
        try
        {
            await using (var file = File.Create(part))
            {
                if (await CopyAsync(content, file, room, cancellationToken) is { } refused)
                {
                    return refused;
                }
            }

            File.Move(part, path);
            return upload;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>A job about to be queued needs the file: its day begins anew.</summary>
    public void Touch(Guid operatorId, Guid upload) => File.SetLastWriteTimeUtc(PathOf(operatorId, upload), TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>A job that has ended needs its file no more, unless another one does; a dry run's is kept for the real one that may follow.</summary>
    public async Task ReleaseAsync(ImportJob job, ImportJobs jobs, CancellationToken cancellationToken)
    {
        if (job is { DryRun: false, UploadId: { } upload } && Has(job.OperatorId.Value, upload) && !(await jobs.WantedUploadsAsync(cancellationToken)).Contains(upload))
        {
            File.Delete(PathOf(job.OperatorId.Value, upload));
        }
    }

    /// <summary>Deletes what is a day old and wanted by no job: never queued, tried out only, or broken off while it was sent.</summary>
    public void Sweep(IReadOnlySet<Guid> wanted)
    {
        var folder = new DirectoryInfo(Path.Combine(settings.Home, Folder));
        if (!folder.Exists)
        {
            return;
        }

        var before = (TimeProvider.System.GetUtcNow() - Kept).UtcDateTime;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < before))
        {
            if (!Guid.TryParse(file.Name, out var upload) || !wanted.Contains(upload))
            {
                file.Delete();
            }
        }
    }

    private static async Task<UserError?> CopyAsync(Stream from, Stream to, long room, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            total += read;
            if (total > Most)
            {
                return new UploadTooLarge(Most);
            }

            if (total > room)
            {
                return new UploadRoomFull(MostTogether);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return null;
    }

    // It may be gone by now, when its job has just ended.
    private static long Length(FileInfo file) => file.Exists ? file.Length : 0;
}

/// <summary>The file is larger than what is taken in at once.</summary>
/// <param name="MostBytes">The largest that is taken.</param>
public sealed record UploadTooLarge(long MostBytes) : UserError("file")
{
    public override string Code => "UPLOAD_TOO_LARGE";

    public override LocalText Message => new(
        "ファイルが大きすぎます（上限 200 MB）。分割して送信してください。", "The file is too large (at most 200 MB). Send it in parts.");
}

/// <summary>The operator's uploads together take too much room.</summary>
/// <param name="MostBytes">What they may take.</param>
public sealed record UploadRoomFull(long MostBytes) : UserError("file")
{
    public override string Code => "UPLOAD_ROOM_FULL";

    public override LocalText Message => new(
        "アップロード済みのファイルが上限（合計 2 GB）に達しています。実行中の取込が終わるのを待つか、不要な取込を cancelImport で取り消してください。使われないファイルは1日後に削除されます。",
        "Your uploads take all the room they may (2 GB together). Wait for imports to end, or cancel them with cancelImport; files that nothing uses are deleted after a day.");
}

/// <summary>There is no such upload of this operator.</summary>
/// <param name="UploadId">The id as given.</param>
public sealed record UploadNotFound(string UploadId, params string[] At) : UserError(At)
{
    public override string Code => "UPLOAD_NOT_FOUND";

    public override LocalText Message => new(
        "アップロードが見つかりません。POST /imports で送信し、返された uploadId を指定してください。",
        "There is no such upload. Send the file to POST /imports and name the uploadId that it answers.");
}
