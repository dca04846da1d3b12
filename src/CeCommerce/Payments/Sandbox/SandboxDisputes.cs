using System.Security.Cryptography;
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

    private const int Page = 100;

    private const string Columns = "id, state, amount, currency, reason, taken, returned, due_at, opened_at, submissions, answered, answer, reference";

    private static readonly TimeSpan Answerable = TimeSpan.FromDays(7);

    public string Name => "sandbox";

    public async Task<IReadOnlyList<DisputeWord>> OfAsync(ChargeRequest charge, CancellationToken cancellationToken) => await ReadAsync("reference = $1 ORDER BY id", cancellationToken, charge.Reference);

    public async Task<DisputeWord?> FindAsync(string id, CancellationToken cancellationToken) => await ReadAsync("id = $1", cancellationToken, id) is [var word] ? word : null;

    public async Task<DisputePage> SinceAsync(DateTimeOffset? since, string? after, CancellationToken cancellationToken)
    {
        var words = await ReadAsync(
            $"opened_at >= $1 AND ($2 = '' OR (opened_at, id) < (SELECT opened_at, id FROM payments.sandbox_disputes WHERE id = $2)) ORDER BY opened_at DESC, id DESC LIMIT {Page}",
            cancellationToken,
            (since ?? DateTimeOffset.UnixEpoch).ToUniversalTime(),
            after ?? "");
        return new(words, words.Count == Page ? words[^1].Id : null);
    }

    public Task<UploadedPack> UploadAsync(string key, byte[] pdf, CancellationToken cancellationToken) => Task.FromResult(new UploadedPack($"file_{Convert.ToHexStringLower(SHA256.HashData(pdf))}"));

    public Task<AnsweredDispute> SubmitAsync(EvidenceRequest request, CancellationToken cancellationToken) => AnswerAsync(
        request.Key,
        request.Dispute,
        request.Appeal is null
            ? "UPDATE payments.sandbox_disputes SET state = CASE state WHEN 'Warning' THEN state ELSE 'UnderReview' END, submissions = submissions + 1, answered = true, answer = $2 WHERE id = $1 AND state IN ('Warning', 'NeedsResponse') AND NOT answered AND due_at > $3"
            : "UPDATE payments.sandbox_disputes SET state = 'Appealed', submissions = submissions + 1, answered = true, answer = $2 WHERE id = $1 AND state = 'Lost' AND NOT answered AND due_at > $3",
        cancellationToken);

    public Task<AnsweredDispute> ConcedeAsync(string key, string dispute, CancellationToken cancellationToken) => AnswerAsync(
        key,
        dispute,
        "UPDATE payments.sandbox_disputes SET state = CASE state WHEN 'Warning' THEN 'Won' ELSE 'Lost' END, answered = true, answer = $2 WHERE id = $1 AND state IN ('Warning', 'NeedsResponse', 'UnderReview') AND $3 IS NOT NULL",
        cancellationToken);

    /// <summary>An answer that is there already says the same again.</summary>
    private async Task<AnsweredDispute> AnswerAsync(string key, string dispute, string update, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            await using var command = Command(
                $"""
                WITH moved AS ({update} RETURNING reference)
                INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $4, reference, 'charge.dispute.updated', $3, $3, 0 FROM moved
                """,
                dispute, key, now, Guid.CreateVersion7(now));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException error)
        {
            throw new PaymentGatewayUnavailable("The sandbox's tables cannot be reached.", error);
        }

        return await FindAsync(dispute, cancellationToken) is { } found && found.Answer == key ? new(found) : new(null, "not_answerable");
    }

    private async Task<IReadOnlyList<DisputeWord>> ReadAsync(string which, CancellationToken cancellationToken, params object[] values)
    {
        try
        {
            await using var command = Command($"SELECT {Columns} FROM payments.sandbox_disputes WHERE {which}", values);
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
                UPDATE payments.sandbox_disputes SET state = $2, taken = CASE WHEN $2 = 'NeedsResponse' THEN amount ELSE taken END, returned = CASE WHEN $2 = 'Won' THEN taken ELSE 0 END,
                    answered = $2 <> 'NeedsResponse'
                WHERE id = $1 RETURNING reference
            )
            INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $4, reference, 'charge.dispute.updated', $3, $3, 0 FROM moved
            """,
            id, to.ToString(), now, Guid.CreateVersion7(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The bank that has decided against us lets us object.</summary>
    public async Task OpenAppealAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = Command(
            """
            WITH moved AS (UPDATE payments.sandbox_disputes SET answered = false, due_at = $2 WHERE id = $1 AND state = 'Lost' RETURNING reference)
            INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $4, reference, 'charge.dispute.updated', $3, $3, 0 FROM moved
            """,
            id, now + Answerable, now, Guid.CreateVersion7(now));
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
            EvidenceDueAt = state is DisputeState.Warning or DisputeState.NeedsResponse or DisputeState.Lost && !row.GetBoolean(10) ? row.GetFieldValue<DateTimeOffset>(7) : null,
            OpenedAt = row.GetFieldValue<DateTimeOffset>(8),
            Submissions = row.GetInt32(9),
            Answer = row.IsDBNull(11) ? null : row.GetString(11),
            ChargeId = row.GetString(12),
        };
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return command;
    }
}
