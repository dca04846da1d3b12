using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>What the owner of a purpose says is to be kept of its money.</summary>
internal sealed record OwedMoney
{
    public required Guid Purpose { get; init; }

    /// <summary>Where it stands, for people.</summary>
    public required string State { get; init; }

    /// <summary>Minor units that we keep for operators.</summary>
    public required long Amount { get; init; }
}

/// <summary>Tells what is to be kept; registered by each room that payments are for, since Payments knows none of them.</summary>
internal sealed class OwedSource
{
    public required string Kind { get; init; }

    /// <summary>Reads <see cref="OwedMoney"/> of all of them.</summary>
    public required string Sql { get; init; }

    /// <summary>As the outside knows one of them.</summary>
    public required Func<Guid, string> NameOf { get; init; }
}

/// <summary>
/// Whether the books owe for each thing that is paid for what its state says. While money may still move at the processor the books may be ahead of the state, or
/// behind it.
/// </summary>
internal sealed class PurposesInBooks(CommerceDatabase database, IEnumerable<OwedSource> sources) : ILedgerCheck
{
    public IReadOnlyList<string> CauseKinds => [];

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        var flaws = new List<LedgerFlaw>();
        foreach (var source in sources)
        {
            flaws.AddRange(await FlawsAsync(source, cancellationToken));
        }

        return flaws;
    }

    private async Task<IEnumerable<LedgerFlaw>> FlawsAsync(OwedSource source, CancellationToken cancellationToken)
    {
        var payable = database.Set<PayableOfPayment>().FromSql(
            $"""
            SELECT coalesce(s.payment_id, m.cause_id) AS payment_id, sum(e.amount)::bigint AS amount
            FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
            LEFT JOIN payments.steps s ON m.cause_kind = {PaymentStepId.Prefix} AND s.id = m.cause_id
            WHERE m.cause_kind IN ({PaymentId.Prefix}, {PaymentStepId.Prefix}) AND a.kind = {AccountKind.OperatorPayable.Word}
            GROUP BY 1
            """);
        var owed =
            from thing in database.Set<OwedMoney>().FromSqlRaw(source.Sql)
            join payment in database.Set<Payment>().Where(payment => payment.PurposeKind == source.Kind) on thing.Purpose equals payment.PurposeId into payments
            from payment in payments.DefaultIfEmpty()
            join sum in payable on payment.Id equals sum.PaymentId into sums
            from sum in sums.DefaultIfEmpty()
            select new { thing.Purpose, thing.State, Unsettled = (bool?)payment.Unsettled ?? false, Expected = thing.Amount, Found = (long?)sum.Amount ?? 0 };
        var wrong = await owed.Where(x => x.Expected != x.Found && !x.Unsettled).OrderBy(x => x.Purpose).Take(LedgerVerification.Most).ToListAsync(cancellationToken);
        return wrong.Select(x => new LedgerFlaw(
            source.NameOf(x.Purpose),
            new($"状態({x.State})なら事業者への未払額は {x.Expected} のはずですが、帳簿では {x.Found} です。", $"By its state, {x.State}, {x.Expected} is owed for it; the books owe {x.Found}.")));
    }
}

/// <summary>What we owe operators for a payment, by the books, in minor units.</summary>
internal sealed record PayableOfPayment(PaymentId PaymentId, long Amount);
