using CeCommerce.Import.Writing;
using Npgsql;

namespace CeCommerce.Import.Jobs;

/// <summary>
/// Looks after a job while it runs, twice a second: ends its work when it was cancelled or is in other hands, wherever its reader is just
/// then, and when neither the reader nor the writer has moved for too long. Hears of the import in place of its listener and tells it on.
/// </summary>
internal sealed class JobWatch : IImportListener, IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlDataSource _source;
    private readonly ImportJobId _job;
    private readonly IImportListener _listener;
    private readonly CancellationTokenSource _stop;
    private readonly Task _watching;
    private StockFile? _file;
    private long _rows;

    /// <param name="patience">How long it may stand still.</param>
    /// <param name="stop">Ends the work, too.</param>
    public JobWatch(NpgsqlDataSource source, ImportJobId job, IImportListener listener, TimeSpan patience, CancellationToken stop)
    {
        (_source, _job, _listener) = (source, job, listener);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Stop = _stop.Token;
        _watching = WatchAsync(patience);
    }

    /// <summary>The work is to end.</summary>
    public CancellationToken Stop { get; }

    /// <summary>It was ended because it stood still.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>It was ended because the job has: it was cancelled, or another process ended it.</summary>
    public bool HasEnded { get; private set; }

    public ValueTask OnOpenedAsync(StockFile file, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _file, file);
        return _listener.OnOpenedAsync(file, cancellationToken);
    }

    public async ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken)
    {
        await _listener.OnRowsAsync(rows, cancellationToken);
        Interlocked.Add(ref _rows, rows.Count);
    }

    public void OnProgress(ImportProgress progress) => _listener.OnProgress(progress);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(TimeSpan patience)
    {
        var (there, since) = (Position(), TimeProvider.System.GetTimestamp());
        while (!IsStuck && !HasEnded)
        {
            await Task.Delay(BetweenLooks, Stop);
            HasEnded = !await IsRunningAsync();
            if (Position() is var here && here != there)
            {
                (there, since) = (here, TimeProvider.System.GetTimestamp());
            }

            IsStuck = !HasEnded && patience != Timeout.InfiniteTimeSpan && TimeProvider.System.GetElapsedTime(since) > patience;
        }

        await _stop.CancelAsync();
    }

    private (long Bytes, long Rows) Position() => (Volatile.Read(ref _file)?.BytesRead ?? 0, Interlocked.Read(ref _rows));

    private async Task<bool> IsRunningAsync()
    {
        try
        {
            await using var command = _source.CreateCommand("SELECT state = 'Running' FROM listings.import_jobs WHERE id = $1");
            command.Parameters.Add(new() { Value = _job.Value });
            return await command.ExecuteScalarAsync(Stop) is not false;
        }
        catch (NpgsqlException)
        {
            // Whether the database can be reached is for the work itself to find out.
            return true;
        }
    }
}
