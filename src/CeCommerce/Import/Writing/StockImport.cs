using System.Threading.Channels;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Values;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Writing;

/// <summary>Where an import stands, for whoever watches it.</summary>
/// <param name="BytesTotal">Length of the file.</param>
internal readonly record struct ImportProgress(ImportCounts Counts, long BytesRead, long BytesTotal);

/// <summary>Hears of an import while it runs. Rows come in the order of the file, each once.</summary>
internal interface IImportListener
{
    /// <summary>Before the first row.</summary>
    ValueTask OnOpenedAsync(StockFile file, CancellationToken cancellationToken);

    ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken);

    /// <summary>Before the rows that brought it there.</summary>
    void OnProgress(ImportProgress progress);
}

/// <summary>
/// Turns a stock list into items and listings. One side reads and judges the next chunk while the other writes the one before, so neither
/// waits; two chunks at most are in memory however long the file is.
/// </summary>
internal sealed partial class StockImport(
    CommerceDatabase database, NpgsqlDataSource source, StandardsEngine standards, TimeProvider clock, ILogger<StockImport> logger)
{
    /// <summary>Rows in one transaction: enough that its statements and its commit cost little beside them, few enough to lose little by a crash.</summary>
    public const int ChunkSize = 1_000;

    private const int MostColumns = 200;

    /// <summary>The reader looks up between two blocks of the file; one that does not is left behind rather than waited for.</summary>
    private static readonly TimeSpan LookingUp = TimeSpan.FromSeconds(5);

    /// <summary>Reads, judges and tells; stores nothing.</summary>
    public async Task<Outcome<ImportCounts>> TryOutAsync(StockSource stock, Operator owner, ImportWish wish, IImportListener listener, CancellationToken cancellationToken)
    {
        var preparation = new RowPreparation(standards, owner, clock.Today());
        await using var rehearsal = new ChunkRehearsal(database, await source.OpenConnectionAsync(cancellationToken), standards, owner, wish, clock.Today()) { Failed = Failed };
        var counts = default(ImportCounts);
        return await EachChunkAsync(stock, preparation, null, listener, async (chunk, bytes) =>
        {
            var rows = await rehearsal.DecideAsync(chunk, cancellationToken);
            counts = rows.Aggregate(counts, (sum, row) => sum.With(row.Outcome));
            return (rows, counts);
        }, cancellationToken) is { } refused ? Outcome<ImportCounts>.Refused(refused) : counts;
    }

    /// <summary>Goes on with a job that the caller holds (<see cref="ImportJobs"/>) until its last row.</summary>
    /// <exception cref="JobTakenOver">The job was cancelled or is in other hands.</exception>
    public async Task<Outcome<ImportCounts>> RunAsync(
        ImportJob job, StockSource stock, Operator owner, ImportWish wish, IImportListener listener, CancellationToken cancellationToken)
    {
        var preparation = new RowPreparation(standards, owner, clock.Today());
        await foreach (var rows in new ImportedRows(source).OfAsync(job.Id, cancellationToken))
        {
            foreach (var id in rows.Select(row => row.SourceId).OfType<string>())
            {
                preparation.Sees(id);
            }

            await listener.OnRowsAsync(rows, cancellationToken);
        }

        var progress = new JobProgress(job.Id, job.LastRow, job.Counts);
        var writer = new ChunkWriter(database, standards, clock, owner, wish) { Failed = Failed };
        return await EachChunkAsync(stock, preparation, job, listener, async (chunk, bytes) =>
        {
            progress.BytesRead = bytes;
            return (await writer.WriteAsync(progress, chunk, cancellationToken), progress.Counts);
        }, cancellationToken) is { } refused ? Outcome<ImportCounts>.Refused(refused) : progress.Counts;
    }

    /// <summary>Says with the job which columns of its file the mapping does not use.</summary>
    public static Task NoteColumnsAsync(CommerceDatabase database, ImportJobId job, StockFile file, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> shown = [.. file.UnusedColumns.Select(name => ShownValue.Of(name)).Where(name => name.Length > 0).Take(MostColumns)];
        return database.Set<ImportJob>().Where(x => x.Id == job).ExecuteUpdateAsync(x => x.SetProperty(j => j.UnusedColumns, shown), cancellationToken);
    }

    private async Task<IUserError?> EachChunkAsync(
        StockSource stock, RowPreparation preparation, ImportJob? job, IImportListener listener,
        Func<IReadOnlyList<PreparedRow>, long, Task<(IReadOnlyList<ImportedRow> Rows, ImportCounts Counts)>> store, CancellationToken cancellationToken)
    {
        var opened = await StockFile.OpenAsync(File.OpenRead(stock.Path), stock.Mapping, clock.Today(), cancellationToken);
        if (!opened.Try(out var file, out var refused))
        {
            return refused;
        }

        await using (file)
        {
            await listener.OnOpenedAsync(file, cancellationToken);
            if (job is not null)
            {
                await NoteColumnsAsync(database, job.Id, file, cancellationToken);
            }

            var chunks = Channel.CreateBounded<(List<PreparedRow> Rows, long Bytes)>(1);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var reading = Task.Run(() => PrepareAsync(file, preparation, job is null ? 0 : job.LastRow + 1, chunks.Writer, stop.Token), CancellationToken.None);
            try
            {
                await foreach (var (rows, bytes) in chunks.Reader.ReadAllAsync(cancellationToken))
                {
                    var (done, counts) = await store(rows, bytes);
                    listener.OnProgress(new(counts, bytes, stock.Length));
                    await listener.OnRowsAsync(done, cancellationToken);
                }
            }
            finally
            {
                await stop.CancelAsync();
                await reading.WaitAsync(LookingUp, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private void Failed(int row, Exception failure) => RowFailed(logger, failure, row);

    [LoggerMessage(Level = LogLevel.Error, Message = "Row {Row} of a stock list failed and was left out.")]
    private static partial void RowFailed(ILogger logger, Exception failure, int row);

    private async Task PrepareAsync(StockFile file, RowPreparation preparation, int fromRow, ChannelWriter<(List<PreparedRow> Rows, long Bytes)> chunks, CancellationToken cancellationToken)
    {
        try
        {
            var chunk = new List<PreparedRow>(ChunkSize);
            await foreach (var row in file.ReadAsync(fromRow, cancellationToken))
            {
                chunk.Add(preparation.Prepare(row, Failed));
                if (chunk.Count == ChunkSize)
                {
                    await chunks.WriteAsync((chunk, file.BytesRead), cancellationToken);
                    chunk = new(ChunkSize);
                }
            }

            if (chunk.Count > 0)
            {
                await chunks.WriteAsync((chunk, file.BytesRead), cancellationToken);
            }

            chunks.Complete();
        }
        catch (Exception failure)
        {
            // The writing side throws it again, where somebody waits for it.
            chunks.Complete(failure);
        }
    }
}
