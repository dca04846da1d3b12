using System.IO.Pipelines;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;

namespace CeCommerce.Reports;

/// <summary>Keeps what was drawn, by its content.</summary>
internal sealed class ReportFiles(FileStore store)
{
    /// <summary>The rows behind figures, which are no file of a report.</summary>
    public const string RowsType = "application/gzip";

    private const long MostBytes = 2L * 1024 * 1024 * 1024;

    private static readonly FileArea Area = new(
        "reports", MostBytes,
        "application/json", "text/html", "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv", RowsType);

    /// <summary>Writes and keeps a file without having it in memory; refused when the store cannot keep it, and then nothing of it is left.</summary>
    /// <param name="write">Writes the content.</param>
    public async Task<Outcome<StoredFile>> KeepAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = Task.Run(() => WriteAsync(pipe.Writer, write, given.Token), CancellationToken.None);
        var kept = await store.PutAsync(Area, pipe.Reader.AsStream(), mediaType, cancellationToken);
        if (kept.Error is not null)
        {
            // Nobody reads on.
            await given.CancelAsync();
        }

        await writing.ConfigureAwait(kept.Error is null ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.SuppressThrowing);
        return kept;
    }

    public Task<Outcome<Stream>> OpenAsync(StoredFile file, CancellationToken cancellationToken) => store.OpenAsync(Area, file, cancellationToken);

    private static async Task WriteAsync(PipeWriter pipe, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await using (var output = pipe.AsStream(leaveOpen: true))
            {
                await write(output, cancellationToken);
            }

            await pipe.CompleteAsync();
        }
        catch (Exception failure)
        {
            await pipe.CompleteAsync(failure);
            throw;
        }
    }
}
