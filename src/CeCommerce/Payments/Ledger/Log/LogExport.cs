using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CeCommerce.Platform.Proofs;
using Npgsql;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>
/// Writes the log with what its leaves stand for, keys and checkpoints, line by line: what it was at one moment. Nobody needs a database to verify it.
/// </summary>
internal sealed class LogExport(NpgsqlDataSource database, TimeProvider clock)
{
    private const int Format = 1;

    /// <summary>Answers how many leaves there are.</summary>
    public async Task<long> WriteAsync(Stream to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var waiting = await connection.AskAsync<long>("SELECT count(*) FROM payments.unsealed", cancellationToken);
        await LineAsync(to, new() { Ledger = new(Format, await connection.FindOriginAsync(LedgerSealing.LogName, cancellationToken), clock.GetUtcNow(), waiting) }, cancellationToken);
        foreach (var key in (await connection.KeyRingAsync(cancellationToken)).Keys)
        {
            await LineAsync(to, new() { Key = key }, cancellationToken);
        }

        foreach (var checkpoint in await connection.AllAsync(LedgerSealing.LogName, cancellationToken))
        {
            await LineAsync(to, new() { Checkpoint = checkpoint.Signed.Note }, cancellationToken);
        }

        var leaves = 0L;
        await foreach (var leaf in LeavesAsync(connection, cancellationToken))
        {
            await LineAsync(to, new() { Leaf = leaf }, cancellationToken);
            leaves++;
        }

        await LineAsync(to, new() { End = new(leaves) }, cancellationToken);
        return leaves;
    }

    /// <summary>Leaves, movements and resolutions are read side by side, each in the order of the log, by three sessions that see one moment.</summary>
    private async IAsyncEnumerable<ExportLeaf> LeavesAsync(NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var moment = await connection.AskAsync<string>("SELECT pg_export_snapshot()", cancellationToken);
        await using var second = await OpenAsync(moment, cancellationToken);
        await using var third = await OpenAsync(moment, cancellationToken);
        await using var movements = second.SealedMovementsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var resolutions = third.SealedResolutionsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (anyMovement, anyResolution) = (await movements.MoveNextAsync(), await resolutions.MoveNextAsync());
        await using var command = new NpgsqlCommand("SELECT seq, hash FROM payments.log_leaves ORDER BY seq", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var leaf = new ExportLeaf(reader.GetInt64(0), Convert.ToBase64String(reader.GetFieldValue<byte[]>(1)));
            if (anyMovement && movements.Current.Leaf!.Number == leaf.Number)
            {
                leaf = leaf with { Movement = ExportMovement.Of((LoggedMovement)movements.Current.Content) };
                anyMovement = await movements.MoveNextAsync();
            }
            else if (anyResolution && resolutions.Current.Leaf!.Number == leaf.Number)
            {
                leaf = leaf with { Resolution = ExportResolution.Of((LoggedResolution)resolutions.Current.Content) };
                anyResolution = await resolutions.MoveNextAsync();
            }

            yield return leaf;
        }
    }

    /// <summary>Another session that sees the same moment; its transaction ends with it.</summary>
    private async Task<NpgsqlConnection> OpenAsync(string moment, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await connection.RunAsync($"SET TRANSACTION SNAPSHOT '{moment}'", [], cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task LineAsync(Stream to, ExportLine line, CancellationToken cancellationToken)
    {
        await to.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, ProofJson.Options), cancellationToken);
        to.WriteByte((byte)'\n');
    }
}
