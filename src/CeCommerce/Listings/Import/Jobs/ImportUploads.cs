using CeCommerce.Platform;

namespace CeCommerce.Listings.Import;

/// <summary>Stock lists that were sent in, below <c>CECOMMERCE_HOME/imports</c>, one folder for each tenant: nobody can name another's.</summary>
internal sealed class ImportUploads(Settings settings, TimeProvider clock)
{
    /// <summary>200 MB: about 700,000 rows.</summary>
    public const long Most = 200L * 1024 * 1024;

    public string PathOf(Guid operatorId, Guid upload) => Path.Combine(settings.Home, "imports", operatorId.ToString("N"), upload.ToString("N"));

    /// <summary>Keeps the stream's bytes; refuses, and keeps nothing, when there are too many.</summary>
    public async Task<Outcome<Guid>> KeepAsync(Guid operatorId, Stream content, CancellationToken cancellationToken)
    {
        var upload = Guid.CreateVersion7(clock.GetUtcNow());
        var path = PathOf(operatorId, upload);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        try
        {
            await using (var file = File.Create(part))
            {
                if (!await CopyAsync(content, file, cancellationToken))
                {
                    return new UploadTooLarge(Most);
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

    private static async Task<bool> CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            total += read;
            if (total > Most)
            {
                return false;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return true;
    }
}

/// <summary>The file is larger than what is taken in at once.</summary>
/// <param name="MostBytes">The largest that is taken.</param>
public sealed record UploadTooLarge(long MostBytes) : UserError("file")
{
    public override string Code => "UPLOAD_TOO_LARGE";

    public override LocalText Message => new(
        "ファイルが大きすぎます（上限 200 MB）。分割して送信してください。", "The file is too large (at most 200 MB). Send it in parts.");
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
