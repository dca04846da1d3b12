using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

public readonly record struct EscrowReleaseId(Guid Value) : ITypedId<EscrowReleaseId>
{
    public static string Prefix => "rel";

    public static EscrowReleaseId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// What is kept of payments until what was bought is completed. The books alone say how much that is: of a payment from before there was an escrow, nothing. Whoever asks
/// has locked what was paid for, so that nobody else moves the same money meanwhile.
/// </summary>
internal sealed class Escrow(CommerceDatabase database)
{
    public async Task<EscrowHeld> OfAsync(PaymentId payment, CancellationToken cancellationToken)
    {
        var sides = await database.Set<EscrowOfPayment>()
            .FromSql($"SELECT operator_id, currency, amount FROM payments.escrow_of({payment.Value})").AsNoTracking().ToListAsync(cancellationToken);
        return new(sides.Select(side => new Share(side.OperatorId, new(side.Amount, side.Currency))));
    }

    /// <summary>An operator's part is completed: the movement that makes it the operator's, which the caller posts; null when nothing is left in escrow.</summary>
    /// <param name="kept">What was decided to go back and has not gone yet stays, since it goes back from there.</param>
    public async Task<Movement?> ReleaseAsync(PaymentId payment, OperatorId whose, Money kept, MovementTime time, CancellationToken cancellationToken)
    {
        var id = TypedId.New<EscrowReleaseId>(time.RecordedAt);
        var released = await database.SendAsync<long>(
            $"""
            INSERT INTO payments.releases (id, payment_id, operator_id, amount, currency, at)
            SELECT {id.Value}, {payment.Value}, operator_id, amount - {kept.Amount}, currency, {time.At.ToUniversalTime()}
            FROM payments.escrow_of({payment.Value}) WHERE operator_id = {whose.Value} AND currency = {kept.Currency} AND amount > {kept.Amount}
            RETURNING amount
            """,
            cancellationToken);
        return released is [var amount] ? PaymentMovements.Release(Cause.Of(id), new(whose, kept with { Amount = amount }), time) : null;
    }
}

/// <summary>Which entries the books are to have of releases.</summary>
internal static class ReleasesInBooks
{
    public static readonly BookedSource Source = new()
    {
        CauseKind = EscrowReleaseId.Prefix,
        Sql =
            """
            SELECT r.id AS cause, 'Release' AS kind, side.account, r.operator_id AS owner, r.currency, side.amount
            FROM payments.releases r CROSS JOIN LATERAL (VALUES ('Escrow', -r.amount), ('OperatorPayable', r.amount)) AS side (account, amount)
            """,
    };
}

/// <summary>What is in escrow of a payment for one operator, by the books, in minor units.</summary>
internal sealed record EscrowOfPayment(OperatorId OperatorId, string Currency, long Amount);
