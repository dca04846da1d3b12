using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>
/// A processor for trying things out that moves no money and behaves like a card processor: test methods succeed, fail,
/// ask for authentication or are decided later, and each change is told by webhook. Each verb is one statement of its own
/// connection, never part of an order's transaction.
/// </summary>
internal sealed class SandboxGateway(NpgsqlDataSource database, SandboxAddress address, SandboxSettings settings, TimeProvider clock) : IPaymentGateway
{
    private const string Columns = "reference, method, amount, currency, status, reason, refunds, received";

    private static readonly BankAccount Account = new("9999", "サンドボックス銀行", "001", "テスト支店") { Kind = BankAccountKind.Ordinary, Number = "1234567", Holder = "シーイーコマース" };

    public string Name { get; } = "sandbox";

    public IReadOnlyList<MeansOfPayment> Methods { get; } = [.. SandboxMethod.All.Select(method => new MeansOfPayment(method.Name, method.Kind))];

    public async Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (request.Amount.Amount <= 0)
        {
            return new(request.Reference, ChargeStatus.Declined, request.Amount, "amount_not_chargeable");
        }

        if (request.Saved is { } saved && !await IsSavedAsync(saved, cancellationToken))
        {
            return new(request.Reference, ChargeStatus.Declined, request.Amount, "payment_method_gone");
        }

        var method = SandboxMethod.Find(request.Method) ?? new(request.Method, ChargeStatus.Declined, Reason: "method_unknown");
        var now = clock.GetUtcNow();
        var charge = await AskAsync(
            $"""
            WITH made AS (
                INSERT INTO payments.sandbox_charges (reference, method, amount, currency, status, reason, created_at, decided_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING {Columns}
            ), told AS (
                INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts)
                SELECT $9, reference, 'charge.updated', $7, $7, 0 FROM made
            )
            SELECT {Columns} FROM made UNION ALL SELECT {Columns} FROM payments.sandbox_charges WHERE reference = $1
            """,
            [
                request.Reference, method.Name, request.Amount.Amount, request.Amount.Currency, method.First.ToString(),
                Text(method.First == ChargeStatus.Declined ? method.Reason : null), now,
                method.Then is null ? DBNull.Value : now + settings.CounterTime, Guid.CreateVersion7(now),
            ],
            cancellationToken);

        // Another process made it between this statement's snapshot and its insert.
        return charge ?? await FindAsync(request.Reference, cancellationToken)
            ?? throw new PaymentGatewayUnavailable("The sandbox lost a charge.");
    }

    private async Task<bool> IsSavedAsync(SavedCharge saved, CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT EXISTS (SELECT FROM payments.sandbox_methods WHERE id = $1 AND payer = $2 AND state = 'Usable')", [saved.Method, saved.Payer]);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken) => FindAsync(request.Reference, cancellationToken);

    public Task<Charge?> FindAsync(string reference, CancellationToken cancellationToken) =>
        AskAsync($"SELECT {Columns} FROM payments.sandbox_charges WHERE reference = $1", [reference], cancellationToken);

    public async Task<Charge> CaptureAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        await EndHoldAsync(request.Reference, ChargeStatus.Succeeded, null, cancellationToken) ?? throw new PaymentGatewayUnavailable("The sandbox has no such charge to capture.");

    public async Task<Charge?> CancelAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        await MoveAsync(request.Reference, [ChargeStatus.NeedsAuthentication, ChargeStatus.Pending], ChargeStatus.Declined, "cancelled", cancellationToken) is { Status: not ChargeStatus.Authorised } ended
            ? ended
            : await EndHoldAsync(request.Reference, ChargeStatus.Cancelled, "cancelled", cancellationToken);

    /// <summary>Another may have ended it after this statement had begun to look: then it is looked at once more.</summary>
    private async Task<Charge?> EndHoldAsync(string reference, ChargeStatus to, string? reason, CancellationToken cancellationToken) =>
        await MoveAsync(reference, [ChargeStatus.Authorised], to, reason, cancellationToken) is { Status: not ChargeStatus.Authorised } ended ? ended : await FindAsync(reference, cancellationToken);

    public async Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await AskAsync(
            $"""
            WITH given AS (
                UPDATE payments.sandbox_charges
                SET refunded = refunded + $3, refunds = refunds || jsonb_build_object($2::text, $3::bigint),
                    status = CASE WHEN refunded + $3 = amount THEN 'Refunded' ELSE status END
                WHERE reference = $1 AND status = 'Succeeded' AND NOT jsonb_exists(refunds, $2) AND refunded + $3 <= amount RETURNING {Columns}
            ), told AS (
                INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts)
                SELECT $4, reference, 'charge.updated', $5, $5, 0 FROM given
            )
            SELECT {Columns} FROM given
            """,
            [request.Charge.Reference, request.Key, request.Amount.Amount, Guid.CreateVersion7(now), now],
            cancellationToken) ?? await FindAsync(request.Charge.Reference, cancellationToken) ?? throw new PaymentGatewayUnavailable("The sandbox has no such charge to refund.");
    }

    /// <summary>The merchant's part, on the processor's own pages: all that is left goes back without any request of ours.</summary>
    public async Task<Charge> RefundAsync(string reference, CancellationToken cancellationToken) =>
        await MoveAsync(reference, [ChargeStatus.Succeeded], ChargeStatus.Refunded, null, cancellationToken)
            ?? throw new PaymentGatewayUnavailable("The sandbox has no such charge to refund.");

    /// <summary>The buyer's part: authenticates (or refuses to), or pays at the counter (or does not).</summary>
    public Task<Charge?> DecideAsync(string reference, bool success, CancellationToken cancellationToken) => MoveAsync(
        reference,
        [ChargeStatus.NeedsAuthentication, ChargeStatus.Pending],
        success ? ChargeStatus.Succeeded : ChargeStatus.Declined,
        success ? null : "authentication_failed",
        cancellationToken);

    /// <summary>Decides the pending charges whose time has come.</summary>
    public async Task DecideDueAsync(CancellationToken cancellationToken)
    {
        foreach (var (reference, method) in await DueAsync(cancellationToken))
        {
            if (SandboxMethod.Find(method) is { Then: { } then } known)
            {
                await MoveAsync(reference, [ChargeStatus.Pending], then, then == ChargeStatus.Declined ? known.Reason : null, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<(string Reference, string Method)>> DueAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            "SELECT reference, method FROM payments.sandbox_charges WHERE status = 'Pending' AND decided_at <= $1 LIMIT 100", [clock.GetUtcNow()]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add((reader.GetString(0), reader.GetString(1)));
        }

        return due;
    }

    /// <summary>Where it stood already it is read again: the statement that waited for another one to move it does not see what that one wrote.</summary>
    private async Task<Charge?> MoveAsync(string reference, ChargeStatus[] from, ChargeStatus to, string? reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await AskAsync(
            $"""
            WITH moved AS (
                UPDATE payments.sandbox_charges SET status = $2, reason = $3 WHERE reference = $1 AND status = ANY ($4) RETURNING {Columns}
            ), told AS (
                INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts)
                SELECT $5, reference, 'charge.updated', $6, $6, 0 FROM moved
            )
            SELECT {Columns} FROM moved
            """,
            [reference, to.ToString(), Text(reason), from.Select(status => status.ToString()).ToArray(), Guid.CreateVersion7(now), now],
            cancellationToken) ?? await FindAsync(reference, cancellationToken);
    }

    private async Task<Charge?> AskAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = Command(sql, values);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
        }
        catch (NpgsqlException error)
        {
            throw new PaymentGatewayUnavailable("The sandbox's tables cannot be reached.", error);
        }
    }

    private Charge Read(NpgsqlDataReader row)
    {
        var (reference, status) = (row.GetString(0), Enum.Parse<ChargeStatus>(row.GetString(4)));
        return new(
            reference,
            status,
            new Money(row.GetInt64(2), row.GetString(3)),
            row.IsDBNull(5) ? null : row.GetString(5))
        {
            Action = (status, row.GetString(1)) switch
            {
                (ChargeStatus.NeedsAuthentication, _) => new Redirect(PageOf(reference)),
                (ChargeStatus.Pending, SandboxMethod.Bank) => new BankTransferDetails(new(row.GetInt64(2) - row.GetInt64(7), row.GetString(3)), Account, reference[^6..], PageOf(reference)),
                _ => null,
            },
            Payer = row.GetString(1) == SandboxMethod.Bank ? reference : null,
            Refunds = [.. JsonColumn.Read<Dictionary<string, long>>(row.GetString(6)).Select(refund => new ChargeRefund(refund.Key, refund.Value))],
        };
    }

    private string PageOf(string reference) => $"{address.Base}/sandbox/authenticate/{reference}";

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value is DBNull ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown } : new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static object Text(string? text) => text is null ? DBNull.Value : text;
}
