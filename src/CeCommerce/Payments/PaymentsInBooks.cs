using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>Whether each payment that was captured or refunded is in the books with its amount, and nothing else is under a payment's name.</summary>
internal sealed class PaymentsInBooks(CommerceDatabase database) : ILedgerCheck
{
    public IReadOnlyList<string> CauseKinds => [PaymentId.Prefix];

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        var (charge, refund) = (MovementKind.Charge.Word, MovementKind.Refund.Word);
        var findings = await database.Set<LedgerFinding>().FromSql(
            $"""
            SELECT kind AS sort, id AS subject, currency AS word, expected.amount AS expected, found.amount AS found
            FROM (
                SELECT id, {charge} AS kind, currency, amount FROM payments.payments WHERE captured
                UNION ALL SELECT id, {refund}, currency, -amount FROM payments.payments WHERE status = 'Refunded') AS expected
            FULL JOIN (
                SELECT m.cause_id AS id, m.kind, a.currency, -sum(e.amount)::bigint AS amount
                FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
                WHERE m.cause_kind = {PaymentId.Prefix} AND m.kind IN ({charge}, {refund}) AND a.kind = {AccountKind.BuyerClearing.Word}
                GROUP BY m.cause_id, m.kind, a.currency) AS found USING (id, kind, currency)
            WHERE expected.amount IS DISTINCT FROM found.amount
            LIMIT {LedgerVerification.Most}
            """).AsNoTracking().ToListAsync(cancellationToken);
        return [.. findings.Select(finding => new LedgerFlaw(PaymentId.From(finding.Subject).ToString(), Say(finding)))];
    }

    private static LocalText Say(LedgerFinding finding) => finding switch
    {
        { Found: null } => new($"{finding.Sort} {finding.Expected} {finding.Word} が記帳されていません。", $"{finding.Sort} of {finding.Expected} {finding.Word} is not in the books."),
        { Expected: null } => new($"決済にない {finding.Sort} {finding.Found} {finding.Word} が記帳されています。", $"{finding.Sort} of {finding.Found} {finding.Word} is in the books, and no payment says so."),
        _ => new($"{finding.Sort} の記帳額 {finding.Found} {finding.Word} が決済額 {finding.Expected} と違います。", $"{finding.Sort} is in the books with {finding.Found} {finding.Word} instead of {finding.Expected}."),
    };
}
