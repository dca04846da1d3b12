using CeCommerce.Payments.Loose;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>
/// Bank transfers that do not exist: whoever plays the buyer sends money, as much as is due, less, more or too late, and each is told by webhook. The payer is called as what is paid for. Each verb is one statement
/// of its own connection.
/// </summary>
internal sealed class SandboxCash(NpgsqlDataSource database, TimeProvider clock) : ICashGateway
{
    /// <summary>The buyer sends money; the charge is paid once all of it is there. Null when nobody waits for any.</summary>
    public async Task<CashReceipt?> SendAsync(string reference, long amount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        var now = clock.GetUtcNow();
        var id = $"cash_{Guid.CreateVersion7(now):N}";
        await using var command = Command(
            """
            WITH paid AS (
                UPDATE payments.sandbox_charges SET received = received + $3,
                    decided_at = CASE WHEN status = 'Pending' AND received + $3 >= amount THEN $4 ELSE decided_at END,
                    status = CASE WHEN status = 'Pending' AND received + $3 >= amount THEN 'Succeeded' ELSE status END
                WHERE reference = $1 AND method = $6 RETURNING reference, currency
            ), came AS (
                INSERT INTO payments.sandbox_cash (id, reference, amount, currency, at) SELECT $2, reference, $3, currency, $4 FROM paid RETURNING reference
            )
            INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $5, reference, 'cash.received', $4, $4, 0 FROM came
            """,
            reference, id, amount, now, Guid.CreateVersion7(now), SandboxMethod.Bank);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? new(id, amount, now) : null;
    }

    public Task<PayerCash> OfAsync(string payer, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await using var command = Command("SELECT id, amount, at FROM payments.sandbox_cash WHERE reference = $1 ORDER BY at, id LIMIT 100", payer);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var receipts = new List<CashReceipt>();
        while (await reader.ReadAsync(cancellationToken))
        {
            receipts.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return new PayerCash(payer, receipts);
    });

    /// <summary>Refused without an address, and where more is asked for than is there; otherwise it is back at once.</summary>
    public async Task<CashReturn> ReturnAsync(ReturnRequest request, CancellationToken cancellationToken)
    {
        if (request.Email is null)
        {
            return new(null, RefundStatus.Failed) { Reason = "address_missing" };
        }

        var now = clock.GetUtcNow();
        return await AskAsync(async () =>
        {
            await using var command = Command(
                """
                WITH charge AS (
                    SELECT reference, currency, received - CASE WHEN status IN ('Succeeded', 'Refunded') THEN amount ELSE 0 END AS loose
                    FROM payments.sandbox_charges WHERE reference = $2 FOR UPDATE
                ), given AS (
                    INSERT INTO payments.sandbox_returns (key, reference, amount, currency, at)
                    SELECT $1, reference, $3, currency, $4 FROM charge
                    WHERE loose - coalesce((SELECT sum(amount) FROM payments.sandbox_returns WHERE reference = $2), 0) >= $3
                    ON CONFLICT DO NOTHING RETURNING reference
                )
                INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $5, reference, 'cash.returned', $4, $4, 0 FROM given
                """,
                request.Key, request.Payer, request.Amount.Amount, now, Guid.CreateVersion7(now));
            await command.ExecuteNonQueryAsync(cancellationToken);
            return await FindReturnAsync(request, cancellationToken) ?? new(null, RefundStatus.Failed) { Reason = "cash_missing" };
        });
    }

    public Task<CashReturn?> FindReturnAsync(ReturnRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await using var command = Command("SELECT key FROM payments.sandbox_returns WHERE key = $1", request.Key);
        return await command.ExecuteScalarAsync(cancellationToken) is string key ? new CashReturn(key, RefundStatus.Succeeded) : null;
    });

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException error)
        {
            throw new PaymentGatewayUnavailable("The sandbox's tables cannot be reached.", error);
        }
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return command;
    }
}
