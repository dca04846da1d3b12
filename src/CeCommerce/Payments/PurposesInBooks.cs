using CeCommerce.Payments.Disputes;
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

    /// <summary>How much of that is not theirs yet; null while a server of the version before has left that open.</summary>
    public required long? InEscrow { get; init; }
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
            SELECT coalesce(s.payment_id, r.payment_id, d.payment_id, m.cause_id) AS payment_id, sum(e.amount)::bigint AS amount,
                coalesce(sum(e.amount) FILTER (WHERE a.kind = {AccountKind.Escrow.Word}), 0)::bigint AS in_escrow,
                bool_or(a.kind = {AccountKind.Escrow.Word} AND m.kind = {MovementKind.Charge.Word}) AS escrowed
            FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
            LEFT JOIN payments.steps s ON m.cause_kind = {PaymentStepId.Prefix} AND s.id = m.cause_id
            LEFT JOIN payments.releases r ON m.cause_kind = {EscrowReleaseId.Prefix} AND r.id = m.cause_id
            LEFT JOIN payments.dispute_shares h ON m.cause_kind = {DisputeShareId.Prefix} AND h.id = m.cause_id
            LEFT JOIN payments.disputes d ON d.id = h.dispute_id
            WHERE (m.cause_kind IN ({PaymentId.Prefix}, {PaymentStepId.Prefix}, {EscrowReleaseId.Prefix}) OR m.kind IN ({MovementKind.DisputeLoss.Word}, {MovementKind.DisputeAppeal.Word})) AND a.kind IN ({AccountKind.OperatorPayable.Word}, {AccountKind.Escrow.Word}, {AccountKind.Loss.Word})
            GROUP BY 1
            """);
        var owed =
            from thing in database.Set<OwedMoney>().FromSqlRaw(source.Sql)
            join payment in database.Set<Payment>().Where(payment => payment.PurposeKind == source.Kind) on thing.Purpose equals payment.PurposeId into payments
            from payment in payments.DefaultIfEmpty()
            join sum in payable on payment.Id equals sum.PaymentId into sums
            from sum in sums.DefaultIfEmpty()
            select new
            {
                thing.Purpose,
                thing.State,
                Unsettled = (bool?)payment.Unsettled ?? false,
                Expected = thing.Amount,
                Found = (long?)sum.Amount ?? 0,
                InEscrow = thing.InEscrow != null && ((bool?)sum.Escrowed ?? false) ? thing.InEscrow.Value : (long?)sum.InEscrow ?? 0,
                FoundInEscrow = (long?)sum.InEscrow ?? 0,
            };
        var wrong = await owed.Where(x => (x.Expected != x.Found || x.InEscrow != x.FoundInEscrow) && !x.Unsettled).OrderBy(x => x.Purpose).Take(LedgerVerification.Most).ToListAsync(cancellationToken);
        return wrong.Select(x => new LedgerFlaw(source.NameOf(x.Purpose), x.Expected != x.Found
            ? new($"状態({x.State})なら事業者のために預かる額と未払額の合計は {x.Expected} のはずですが、帳簿では {x.Found} です。", $"By its state, {x.State}, {x.Expected} is owed for it; the books owe {x.Found}.")
            : new($"状態({x.State})なら預り金は {x.InEscrow} のはずですが、帳簿では {x.FoundInEscrow} です。", $"By its state, {x.State}, {x.InEscrow} is in escrow for it; the books keep {x.FoundInEscrow}.")));
    }
}

/// <summary>What we keep for operators of a payment, by the books, in minor units.</summary>
/// <param name="Amount">All of it.</param>
/// <param name="InEscrow">Of that what is not theirs yet.</param>
/// <param name="Escrowed">Whether what was captured went to escrow; money from before did not.</param>
internal sealed record PayableOfPayment(PaymentId PaymentId, long Amount, long InEscrow, bool Escrowed);
