using CeCommerce.Passports.Chain;
using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.Passports.Recording;

/// <summary>
/// Follows the platform's log and writes what it tells of units into their passports. Events are committed before the place in the log: a process that is
/// killed in between reads the same lines again, and the chain passes by what it has.
/// </summary>
internal sealed class HistoryRecorder(EventCursors cursors, LineReading lines, NpgsqlDataSource database, TimeProvider clock)
{
    public const string Consumer = "passports";

    /// <summary>Lines in a transaction.</summary>
    private const int Batch = 500;

    /// <summary>Everything new; does nothing while another process does it. Answers how many events there are more.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (all, more) = (0, true);
        while (more)
        {
            more = false;
            await cursors.TakeAsync(
                Consumer,
                async reading =>
                {
                    var read = await ReadAsync(reading, cancellationToken);
                    if (read.Count > 0)
                    {
                        all += await RecordAsync(read, cancellationToken);
                        reading.Finish(clock.GetUtcNow());
                        more = read.Count == Batch;
                    }
                },
                cancellationToken);
        }

        return all;
    }

    private static async Task<IReadOnlyList<LoggedEvent>> ReadAsync(CursorReading reading, CancellationToken cancellationToken)
    {
        var read = new List<LoggedEvent>(Batch);
        await foreach (var line in reading.ReadAsync(cancellationToken))
        {
            read.Add(line);
            if (read.Count == Batch)
            {
                break;
            }
        }

        return read;
    }

    private async Task<int> RecordAsync(IReadOnlyList<LoggedEvent> read, CancellationToken cancellationToken)
    {
        var told = (await lines.OfAsync(read, cancellationToken)).SelectMany(PlatformEvents.Of).ToList();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var added = await PassportChain.AppendAsync(connection, told, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added.Count;
    }
}
