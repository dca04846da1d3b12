using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>
/// Whether each step that moved a buyer's money is in the books with its amount, nothing else is there under the name of a payment or of its steps, and the payment itself,
/// which a server of the version before goes by, says that it was captured when a step does.
/// </summary>
internal sealed class PaymentsInBooks(CommerceDatabase database) : ILedgerCheck
{
    public IReadOnlyList<string> CauseKinds => [PaymentId.Prefix, PaymentStepId.Prefix];

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        List<LedgerFinding> payments = [.. await BooksAsync(PaymentId.Prefix, cancellationToken), .. await CapturedAsync(cancellationToken)];
        var parts = await BooksAsync(PaymentStepId.Prefix, cancellationToken);
        return [.. payments.Select(finding => Flaw(PaymentId.Prefix, finding)), .. parts.Select(finding => Flaw(PaymentStepId.Prefix, finding))];
    }

    /// <summary>Charges, and refunds of all that was left, are in the books by their payment; parts that went back by their step.</summary>
    private Task<List<LedgerFinding>> BooksAsync(string causeKind, CancellationToken cancellationToken)
    {
        var (charge, refund) = (MovementKind.Charge.Word, MovementKind.Refund.Word);
        return ReadAsync(
            $"""
            SELECT kind AS sort, id AS subject, currency AS word, expected.amount AS expected, found.amount AS found
            FROM (
                SELECT CASE WHEN whole THEN s.payment_id ELSE s.id END AS id, CASE s.kind WHEN 'Capture' THEN {charge} ELSE {refund} END AS kind, p.currency,
                    CASE s.kind WHEN 'Capture' THEN s.amount ELSE -s.amount END AS amount
                FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id CROSS JOIN LATERAL (SELECT s.kind = 'Capture' OR s.cause = p.id AS whole) AS part
                WHERE s.kind IN ('Capture', 'Refund') AND s.state = 'Succeeded' AND whole = ({causeKind} = {PaymentId.Prefix})) AS expected
            FULL JOIN (
                SELECT m.cause_id AS id, m.kind, a.currency, -sum(e.amount)::bigint AS amount
                FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
                WHERE m.cause_kind = {causeKind} AND m.kind IN ({charge}, {refund}) AND a.kind = {AccountKind.BuyerClearing.Word}
                GROUP BY m.cause_id, m.kind, a.currency) AS found USING (id, kind, currency)
            WHERE expected.amount IS DISTINCT FROM found.amount
            LIMIT {LedgerVerification.Most}
            """,
            cancellationToken);
    }

    private Task<List<LedgerFinding>> CapturedAsync(CancellationToken cancellationToken) => ReadAsync(
        $"""
        SELECT 'Steps' AS sort, p.id AS subject, p.currency AS word, CASE WHEN p.captured THEN p.amount ELSE 0 END AS expected, coalesce(s.amount, 0)::bigint AS found
        FROM payments.payments p
        LEFT JOIN (SELECT payment_id, sum(amount) AS amount FROM payments.steps WHERE kind = 'Capture' AND state = 'Succeeded' GROUP BY payment_id) AS s ON s.payment_id = p.id
        WHERE p.captured <> (s.payment_id IS NOT NULL)
        LIMIT {LedgerVerification.Most}
        """,
        cancellationToken);

    private Task<List<LedgerFinding>> ReadAsync(FormattableString sql, CancellationToken cancellationToken) =>
        database.Set<LedgerFinding>().FromSql(sql).AsNoTracking().ToListAsync(cancellationToken);

    private static LedgerFlaw Flaw(string causeKind, LedgerFinding finding) => new(new Cause(causeKind, finding.Subject).ToString(), Say(finding));

    private static LocalText Say(LedgerFinding finding) => finding switch
    {
        { Sort: "Steps" } => new($"決済によれば受領額は {finding.Expected} {finding.Word}、その段階によれば {finding.Found} です。", $"By the payment {finding.Expected} {finding.Word} was captured, by its steps {finding.Found}."),
        { Found: null } => new($"{finding.Sort} {finding.Expected} {finding.Word} が記帳されていません。", $"{finding.Sort} of {finding.Expected} {finding.Word} is not in the books."),
        { Expected: null } => new($"決済にない {finding.Sort} {finding.Found} {finding.Word} が記帳されています。", $"{finding.Sort} of {finding.Found} {finding.Word} is in the books, and no payment says so."),
        _ => new($"{finding.Sort} の記帳額 {finding.Found} {finding.Word} が決済額 {finding.Expected} と違います。", $"{finding.Sort} is in the books with {finding.Found} {finding.Word} instead of {finding.Expected}."),
    };
}
