using System.Runtime.CompilerServices;
using Medallion.Threading.Postgres;
using Npgsql;

namespace CeCommerce.Platform.Proofs;

/// <summary>
/// Gives what a feature wrote its leaves, after it was committed and outside of whoever wrote it. One process at a time does it, so that leaves are numbered
/// without gaps and become visible in their order; a batch is a transaction, so that a killed process leaves nothing half done.
/// </summary>
/// <param name="schema">With the tables <c>unsealed</c> and <c>log_leaves</c>.</param>
/// <param name="turn">Whoever has it seals.</param>
internal abstract class LogSealing(NpgsqlDataSource database, string schema, PostgresAdvisoryLockKey turn) : IProvenLog
{
    /// <summary>As many wait at most for one transaction.</summary>
    protected const int Batch = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public abstract string Name { get; }

    /// <summary>Seals what waits now; does nothing while another process does it. Answers how many leaves there are more.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var all = 0;
        for (int? given = Batch; given == Batch; all += given ?? 0)
        {
            given = await TurnAsync(cancellationToken);
        }

        return all;
    }

    public async Task SealAsync(CancellationToken cancellationToken)
    {
        for (var given = await TurnAsync(cancellationToken); given is null or Batch; given = await TurnAsync(cancellationToken))
        {
            await (given is null ? Task.Delay(Pause, cancellationToken) : Task.CompletedTask);
        }
    }

    public async IAsyncEnumerable<byte[]> LeavesAsync(NpgsqlConnection connection, long first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT hash FROM {schema}.log_leaves WHERE seq >= $1 ORDER BY seq", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = first });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader.GetFieldValue<byte[]>(0);
        }
    }

    /// <summary>Takes the next <see cref="Batch"/> that wait and gives them their leaves, in the transaction that is open; answers how many those are.</summary>
    protected abstract Task<int> SealBatchAsync(NpgsqlConnection connection, CancellationToken cancellationToken);

    /// <summary>One batch; null when another process is at it.</summary>
    private async Task<int?> TurnAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AnyAsync(connection, cancellationToken))
        {
            return 0;
        }

        if (!await PostgresDistributedLock.TryAcquireWithTransactionAsync(turn, transaction, cancellationToken: cancellationToken))
        {
            return null;
        }

        var given = await SealBatchAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return given;
    }

    private async Task<bool> AnyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {schema}.unsealed)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
