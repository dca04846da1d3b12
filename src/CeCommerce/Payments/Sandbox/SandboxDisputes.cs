using CeCommerce.Payments.Disputes;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>
/// Disputes of charges that do not exist: a row each, which whoever plays the bank opens and moves, and each change is told by webhook. Each verb is one statement of its own connection.
/// </summary>
internal sealed class SandboxDisputes(NpgsqlDataSource database, TimeProvider clock) : IDisputeGateway
{
    /// <summary>Yen for each dispute.</summary>
    public const long Fee = 1_500;

    private static readonly TimeSpan Answerable = TimeSpan.FromDays(7);

    public string Name => "sandbox";

    public async Task<IReadOnlyList<DisputeWord>> OfAsync(ChargeRequest charge, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = Command("SELECT id, state, amount, currency, reason, taken, returned, due_at, opened_at FROM payments.sandbox_disputes WHERE reference = $1 ORDER BY id", charge.Reference);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var words = new List<DisputeWord>();
            while (await reader.ReadAsync(cancellationToken))
            {
                words.Add(Read(reader));
            }

            return words;
        }
        catch (NpgsqlException error)
        {
            throw new PaymentGatewayUnavailable("The sandbox's tables cannot be reached.", error);
        }
    }

    /// <summary>The buyer objects to a charge at their bank, which takes the money or, with an inquiry, only asks; gives the dispute's name.</summary>
    /// <param name="reference">Of the charge.</param>
    /// <param name="amount">Null for all of it.</param>
    /// <param name="isInquiry">Whether the bank only asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> OpenAsync(string reference, long? amount, bool isInquiry, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = Command(
            """
            WITH made AS (
                INSERT INTO payments.sandbox_disputes (id, reference, state, amount, currency, reason, taken, returned, due_at, opened_at)
                SELECT $2, reference, CASE WHEN $4 THEN 'Warning' ELSE 'NeedsResponse' END, given, currency, 'Fraudulent', CASE WHEN $4 THEN 0 ELSE given END, 0, $6, $5
                FROM payments.sandbox_charges CROSS JOIN LATERAL (SELECT CASE WHEN $3 = 0 THEN amount ELSE $3 END AS given) AS part WHERE reference = $1 RETURNING id, reference
            ), told AS (
                INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $7, reference, 'charge.dispute.created', $5, $5, 0 FROM made
            )
            SELECT id FROM made
            """,
            reference, $"du_{Guid.CreateVersion7(now):N}", amount ?? 0, isInquiry, now, now + Answerable, Guid.CreateVersion7(now));
        return (string)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException("The sandbox has no such charge to dispute."));
    }

    /// <summary>The bank moves on: of one that is won the money comes back.</summary>
    public async Task MoveAsync(string id, DisputeState to, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = Command(
            """
            WITH moved AS (
                UPDATE payments.sandbox_disputes SET state = $2, taken = CASE WHEN $2 = 'NeedsResponse' THEN amount ELSE taken END, returned = CASE WHEN $2 = 'Won' THEN taken ELSE 0 END
                WHERE id = $1 RETURNING reference
            )
            INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $4, reference, 'charge.dispute.updated', $3, $3, 0 FROM moved
            """,
            id, to.ToString(), now, Guid.CreateVersion7(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DisputeWord Read(NpgsqlDataReader row)
    {
        var (state, taken) = (Enum.Parse<DisputeState>(row.GetString(1)), row.GetInt64(5));
        return new(row.GetString(0), state, new(row.GetInt64(2), row.GetString(3)))
        {
            Reason = Enum.Parse<DisputeReason>(row.GetString(4)),
            Taken = taken,
            Returned = row.GetInt64(6),
            Fee = taken > 0 ? Fee : 0,
            EvidenceDueAt = state is DisputeState.Warning or DisputeState.NeedsResponse ? row.GetFieldValue<DateTimeOffset>(7) : null,
            OpenedAt = row.GetFieldValue<DateTimeOffset>(8),
        };
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return command;
    }
}
