using CeCommerce.Operators;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>
/// Passes money on that does not exist: transfers are rows, which arrive after a time. Rows of <c>payments.sandbox_accounts</c> make an account trouble: <c>NoAccount</c>, <c>Refuses</c>,
/// <c>Fails</c>, <c>BankRefuses</c>, <c>BalanceGone</c> (nothing comes back), <c>AnswerLost</c> (the processor does it and its answer gets lost). Each verb is one statement of its own connection.
/// </summary>
internal sealed class SandboxTransfers(NpgsqlDataSource database, SandboxSettings settings, TimeProvider clock) : ITransferGateway, IPayoutAccounts
{
    private const string Columns = "key, id, status, reason, reversals, arrives_at, destination, turns";

    public string Name => "sandbox";

    public async Task<string?> FindAsync(OperatorId whose, CancellationToken cancellationToken)
    {
        var account = $"acct_sandbox_{whose}";
        return await TroubleAsync(account, cancellationToken) == "NoAccount" ? null : account;
    }

    public async Task<Transfer> TransferAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        var (now, trouble) = (clock.GetUtcNow(), await TroubleAsync(request.Destination, cancellationToken));
        var status = trouble switch { "Refuses" => TransferStatus.Refused, "Fails" => TransferStatus.Failed, "BankRefuses" => TransferStatus.BankRefused, _ => TransferStatus.Arrived };
        var transfer = await AskAsync(
            $"""
            WITH made AS (
                INSERT INTO payments.sandbox_transfers (key, id, destination, amount, currency, status, reason, created_at, arrives_at)
                VALUES ($1, 'tr_' || md5($1), $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING {Columns}
            )
            SELECT {Columns} FROM made UNION ALL SELECT {Columns} FROM payments.sandbox_transfers WHERE key = $1
            """,
            [request.Key, request.Destination, request.Amount.Amount, request.Amount.Currency, status.ToString(), status == TransferStatus.Arrived ? "" : "account_trouble", now, now + settings.ArrivalTime],
            cancellationToken);
        return trouble == "AnswerLost"
            ? throw new PaymentGatewayUnavailable("The sandbox's answer got lost.")
            : transfer ?? await FindAsync(request.Key, null, cancellationToken) ?? throw new PaymentGatewayUnavailable("The sandbox lost a transfer.");
    }

    /// <summary>Another try after one that the bank refused is as good as the account is by then.</summary>
    public async Task<Transfer?> FindAsync(string key, int? turn, CancellationToken cancellationToken)
    {
        if (turn > 1 && await ScalarAsync("SELECT destination FROM payments.sandbox_transfers WHERE key = $1", [key], cancellationToken) is { } account)
        {
            var (now, isRefused) = (clock.GetUtcNow(), await TroubleAsync(account, cancellationToken) == "BankRefuses");
            await AskAsync(
                $"""
                UPDATE payments.sandbox_transfers SET turns = $2, status = $3, reason = $4, arrives_at = $5
                WHERE key = $1 AND turns < $2 AND status = 'BankRefused' AND arrives_at <= $6 RETURNING {Columns}
                """,
                [key, turn.Value, (isRefused ? TransferStatus.BankRefused : TransferStatus.Arrived).ToString(), isRefused ? "account_trouble" : "", now + settings.ArrivalTime, now],
                cancellationToken);
        }

        return await AskAsync($"SELECT {Columns} FROM payments.sandbox_transfers WHERE key = $1", [key], cancellationToken);
    }

    public async Task<Reversal> ReverseAsync(ReversalRequest request, CancellationToken cancellationToken)
    {
        var trouble = await TroubleAsync(await ScalarAsync("SELECT destination FROM payments.sandbox_transfers WHERE id = $1", [request.TransferId], cancellationToken) ?? "", cancellationToken);
        if (trouble == "BalanceGone")
        {
            return new(Done: false, "balance_insufficient");
        }

        var transfer = await AskAsync(
            $"""
            WITH taken AS (
                UPDATE payments.sandbox_transfers SET reversed = reversed + $3, reversals = reversals || jsonb_build_object($2::text, $3::bigint)
                WHERE id = $1 AND NOT jsonb_exists(reversals, $2) AND reversed + $3 <= amount AND status NOT IN ('Refused', 'Failed') RETURNING {Columns}
            )
            SELECT {Columns} FROM taken UNION ALL SELECT {Columns} FROM payments.sandbox_transfers WHERE id = $1 AND NOT EXISTS (SELECT FROM taken)
            """,
            [request.TransferId, request.Key, request.Amount.Amount],
            cancellationToken);
        if (trouble == "AnswerLost")
        {
            throw new PaymentGatewayUnavailable("The sandbox's answer got lost.");
        }

        // Another may have taken it under this key after this statement had begun to look.
        var now = transfer?.Reversals.Contains(request.Key) == true
            ? transfer
            : await AskAsync($"SELECT {Columns} FROM payments.sandbox_transfers WHERE id = $1", [request.TransferId], cancellationToken);
        return now?.Reversals.Contains(request.Key) == true ? new(Done: true) : new(Done: false, "amount_too_large");
    }

    private Task<string?> TroubleAsync(string account, CancellationToken cancellationToken) =>
        ScalarAsync("SELECT trouble FROM payments.sandbox_accounts WHERE account = $1", [account], cancellationToken);

    private Task<string?> ScalarAsync(string sql, object[] values, CancellationToken cancellationToken) =>
        ReadAsync(sql, values, row => row.GetString(0), cancellationToken);

    private Task<Transfer?> AskAsync(string sql, object[] values, CancellationToken cancellationToken) => ReadAsync(sql, values, Read, cancellationToken);

    private async Task<T?> ReadAsync<T>(string sql, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await using var command = database.CreateCommand(sql);
            command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? read(reader) : null;
        }
        catch (NpgsqlException error)
        {
            throw new PaymentGatewayUnavailable("The sandbox's tables cannot be reached.", error);
        }
    }

    /// <summary>What it becomes shows once its time has come; a refusal at once.</summary>
    private Transfer Read(NpgsqlDataReader row)
    {
        var status = Enum.Parse<TransferStatus>(row.GetString(2));
        var isOnItsWay = status != TransferStatus.Refused && row.GetFieldValue<DateTimeOffset>(5) > clock.GetUtcNow();
        return new(row.GetString(0), row.GetString(1), isOnItsWay ? TransferStatus.OnItsWay : status, row.GetString(3) is { Length: > 0 } reason && !isOnItsWay ? reason : null)
        {
            Turn = row.GetInt32(7),
            Reversals = [.. JsonColumn.Read<Dictionary<string, long>>(row.GetString(4)).Keys],
        };
    }
}
