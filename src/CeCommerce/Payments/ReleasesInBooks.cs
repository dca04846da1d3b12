using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>Whether each release from escrow is in the books with its amount, and nothing else is there under the name of one.</summary>
internal sealed class ReleasesInBooks(CommerceDatabase database) : ILedgerCheck
{
    public IReadOnlyList<string> CauseKinds => [EscrowReleaseId.Prefix];

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        var wrong = await database.Set<LedgerFinding>().FromSql(
            $"""
            SELECT 'Release' AS sort, id AS subject, currency AS word, expected.amount AS expected, found.amount AS found
            FROM (SELECT id, {MovementKind.Release.Word} AS kind, operator_id, currency, amount FROM payments.releases) AS expected
            FULL JOIN (
                SELECT m.cause_id AS id, m.kind, a.owner AS operator_id, a.currency, sum(e.amount)::bigint AS amount
                FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
                WHERE m.cause_kind = {EscrowReleaseId.Prefix} AND a.kind = {AccountKind.OperatorPayable.Word}
                GROUP BY m.cause_id, m.kind, a.owner, a.currency) AS found USING (id, kind, operator_id, currency)
            WHERE expected.amount IS DISTINCT FROM found.amount
            LIMIT {LedgerVerification.Most}
            """).AsNoTracking().ToListAsync(cancellationToken);
        return [.. wrong.Select(finding => new LedgerFlaw(
            EscrowReleaseId.From(finding.Subject).ToString(),
            new(
                $"預り金からの振替は {finding.Expected ?? 0} {finding.Word} のはずですが、帳簿では {finding.Found ?? 0} です。",
                $"Released from escrow were {finding.Expected ?? 0} {finding.Word}; the books say {finding.Found ?? 0}.")))];
    }
}
