using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>What the sandbox's charges and refunds moved, since it keeps no account of its own: a refund at the time when it was decided, a charge when it began.</summary>
internal sealed class SandboxSettlements(NpgsqlDataSource database, SandboxGateway gateway, PaymentSettings settings) : ISettlements
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

        return new([.. all.Where(one => one.CreatedAt >= query.From && one.CreatedAt < query.Until)], count == Page ? last : null);
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
