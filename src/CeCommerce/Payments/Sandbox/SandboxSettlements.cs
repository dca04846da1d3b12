using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Settling;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>What the sandbox's charges, refunds, transfers and disputes moved, since it keeps no account of its own: a refund at the time when it was decided, a charge when it began.</summary>
internal sealed class SandboxSettlements(NpgsqlDataSource database, SandboxGateway gateway, PaymentSettings settings, TimeProvider clock) : ISettlements
{
    private const int Page = 500;

    public string Gateway => gateway.Name;

    public async Task<SettlementPage> PageAsync(SettlementQuery query, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT reference, amount, currency, status = 'Refunded' AND refunded < amount, refunds, coalesce(decided_at, created_at) FROM payments.sandbox_charges
            WHERE reference > $1 AND status IN ('Succeeded', 'Refunded') AND created_at < $2 ORDER BY reference LIMIT 500
            """);
        command.Parameters.Add(new() { Value = query.After ?? "" });
        command.Parameters.Add(new() { Value = query.Until.ToUniversalTime() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (all, count, last) = (new List<ProcessorTransaction>(), 0, "");
        while (await reader.ReadAsync(cancellationToken))
        {
            (count, last) = (count + 1, reader.GetString(0));
            all.AddRange(Read(reader));
        }

        await reader.DisposeAsync();
        all.AddRange(count == Page ? [] : await OthersAsync(query, cancellationToken));
        return new([.. all.Where(one => one.CreatedAt >= query.From && one.CreatedAt < query.Until)], count == Page ? last : null);
    }

    /// <summary>What went to operators and came back from them, and what banks took; with the last page of charges. When money came back is not kept, so its key, or the beginning, says it.</summary>
    private async Task<List<ProcessorTransaction>> OthersAsync(SettlementQuery query, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT key || ':transfer', 'Transfer', -amount, currency, created_at, 0::bigint, key, id FROM payments.sandbox_transfers WHERE status <> 'Refused' AND created_at < $1
            UNION ALL
            SELECT key || ':failure', 'TransferReversal', amount - reversed, currency, arrives_at, 0, key, id FROM payments.sandbox_transfers WHERE status = 'Failed' AND arrives_at <= $2 AND created_at < $1
            UNION ALL
            SELECT back.key || ':reversal', 'TransferReversal', back.value::bigint, currency, created_at, 0, back.key, id
            FROM payments.sandbox_transfers CROSS JOIN LATERAL jsonb_each_text(reversals) AS back WHERE created_at < $1
            UNION ALL
            SELECT id || ':taken', 'Dispute', -taken, currency, opened_at, $3, NULL, id FROM payments.sandbox_disputes WHERE taken > 0 AND opened_at < $1
            UNION ALL
            SELECT id || ':returned', 'DisputeReversal', returned, currency, opened_at, 0, NULL, id FROM payments.sandbox_disputes WHERE returned > 0 AND opened_at < $1
            UNION ALL
            SELECT id, 'BuyerCash', amount, currency, at, 0, NULL, reference FROM payments.sandbox_cash WHERE at < $1
            UNION ALL
            SELECT reference || ':used', 'BuyerCash', -amount, currency, coalesce(decided_at, created_at), 0, NULL, reference FROM payments.sandbox_charges
            WHERE received > 0 AND status IN ('Succeeded', 'Refunded') AND created_at < $1
            UNION ALL
            SELECT key || ':return', 'BuyerCash', -amount, currency, at, 0, key, reference FROM payments.sandbox_returns WHERE at < $1
            ORDER BY 1 LIMIT 5000
            """);
        command.Parameters.Add(new() { Value = query.Until.ToUniversalTime() });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        command.Parameters.Add(new() { Value = SandboxDisputes.Fee });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var others = new List<ProcessorTransaction>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var (kind, ours) = (Enum.Parse<BalanceKind>(reader.GetString(1)), reader.IsDBNull(6) ? null : reader.GetString(6));
            var at = TypedId.TryParse<PayoutReversalId>(ours, out var reversal) ? TypedId.TimeOf(reversal.Value) : reader.GetFieldValue<DateTimeOffset>(4);
            others.Add(new(reader.GetString(0), kind, reader.GetInt64(2), reader.GetString(3), at)
            {
                Fee = reader.GetInt64(5),
                Word = kind.ToString(),
                SourceId = reader.GetString(7),
                Ours = kind == BalanceKind.BuyerCash && reader.GetInt64(2) > 0 ? LooseMoneyId.Of(Gateway, reader.GetString(0)).ToString() : ours,
                Reference = kind == BalanceKind.BuyerCash ? reader.GetString(7) : null,
            });
        }

        return others;
    }

    private IEnumerable<ProcessorTransaction> Read(NpgsqlDataReader row)
    {
        var (reference, amount, currency, at) = (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(5));
        var refunds = JsonColumn.Read<Dictionary<string, long>>(row.GetString(4));
        yield return new($"{reference}:charge", BalanceKind.Charge, amount, currency, at)
        {
            Fee = amount * settings.SandboxFeeBasisPoints / 10_000,
            Word = "charge",
            SourceId = reference,
            Reference = reference,
        };
        foreach (var (key, part) in refunds)
        {
            yield return Refund($"{reference}:{key}", part, currency, TypedId.TryParse<PaymentStepId>(key, out var step) ? TypedId.TimeOf(step.Value) : at) with { SourceId = reference, Ours = key };
        }

        if (row.GetBoolean(3))
        {
            yield return Refund($"{reference}:rest", amount - refunds.Values.Sum(), currency, at) with { SourceId = reference, Reference = reference };
        }
    }

    private static ProcessorTransaction Refund(string id, long amount, string currency, DateTimeOffset at) => new(id, BalanceKind.Refund, -amount, currency, at) { Word = "refund" };
}
