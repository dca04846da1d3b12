using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Ledger;

/// <summary>Whether the books agree with themselves. The database refuses most of this when it is written; here it is looked at once more.</summary>
internal sealed class BooksCheck(CommerceDatabase database, TimeProvider clock) : ILedgerCheck
{
    /// <summary>So long the upkeep may take to write down that a pending movement is over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public IReadOnlyList<string> CauseKinds => [];

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        List<LedgerFinding> findings = [.. await SumsAsync(cancellationToken), .. await TotalsAsync(cancellationToken), .. await PendingAsync(cancellationToken)];
        return [.. findings.Select(finding => new LedgerFlaw(finding.Sort == "Currency" ? finding.Word : finding.Subject.ToString(), Say(finding)))];
    }

    /// <summary>Each movement by itself.</summary>
    private Task<List<LedgerFinding>> SumsAsync(CancellationToken cancellationToken) => ReadAsync(
        $"""
        (SELECT 'Unbalanced' AS sort, movement_id AS subject, a.currency AS word, 0::bigint AS expected, sum(side.amount)::bigint AS found
        FROM (SELECT movement_id, account_id, amount FROM payments.entries UNION ALL SELECT movement_id, account_id, amount FROM payments.pending_entries) AS side
        JOIN payments.accounts a ON a.id = side.account_id GROUP BY movement_id, a.currency HAVING sum(side.amount) <> 0 LIMIT {LedgerVerification.Most})
        UNION ALL
        (SELECT 'Empty', m.id, m.kind, NULL, NULL FROM payments.movements m
        WHERE NOT EXISTS (SELECT FROM payments.entries e WHERE e.movement_id = m.id)
        AND NOT EXISTS (SELECT FROM payments.pending_entries e WHERE e.movement_id = m.id) LIMIT {LedgerVerification.Most})
        UNION ALL
        (SELECT 'Times', m.id, m.kind, NULL, NULL FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id
        WHERE m.times_out_at IS NOT NULL OR e.at <> m.at OR e.recorded_at <> m.recorded_at LIMIT {LedgerVerification.Most})
        """,
        cancellationToken);

    /// <summary>All accounts of a currency together, and each account by its days and by its entries.</summary>
    private Task<List<LedgerFinding>> TotalsAsync(CancellationToken cancellationToken) => ReadAsync(
        $"""
        WITH entered AS (
            SELECT account_id, sum(amount) AS amount FROM payments.entries GROUP BY account_id
        ), summed AS (
            SELECT account_id, sum(amount) AS amount
            FROM (SELECT account_id, amount FROM payments.day_sums UNION ALL SELECT account_id, amount FROM payments.unsummed) AS part GROUP BY account_id
        )
        (SELECT 'Currency' AS sort, payments.account_id('', NULL, a.currency) AS subject, a.currency AS word, 0::bigint AS expected, sum(entered.amount)::bigint AS found
        FROM entered JOIN payments.accounts a ON a.id = entered.account_id GROUP BY a.currency HAVING sum(entered.amount) <> 0)
        UNION ALL
        (SELECT 'DaySums', account_id, '', coalesce(entered.amount, 0)::bigint, coalesce(summed.amount, 0)::bigint
        FROM entered FULL JOIN summed USING (account_id) WHERE coalesce(entered.amount, 0) <> coalesce(summed.amount, 0) LIMIT {LedgerVerification.Most})
        """,
        cancellationToken);

    private Task<List<LedgerFinding>> PendingAsync(CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() - Patience;
        return ReadAsync(
            $"""
            (SELECT 'Overdue' AS sort, m.id AS subject, m.kind AS word, NULL::bigint AS expected, NULL::bigint AS found FROM payments.movements m
            WHERE m.times_out_at < {due} AND NOT EXISTS (SELECT FROM payments.resolutions r WHERE r.pending_id = m.id) LIMIT {LedgerVerification.Most})
            UNION ALL
            (SELECT 'Exceeded', r.pending_id, '', coalesce(p.amount, 0), e.amount FROM payments.resolutions r
            JOIN payments.entries e ON e.movement_id = r.movement_id
            LEFT JOIN payments.pending_entries p ON p.movement_id = r.pending_id AND p.account_id = e.account_id
            WHERE e.amount NOT BETWEEN least(coalesce(p.amount, 0), 0) AND greatest(coalesce(p.amount, 0), 0) LIMIT {LedgerVerification.Most})
            """,
            cancellationToken);
    }

    private Task<List<LedgerFinding>> ReadAsync(FormattableString sql, CancellationToken cancellationToken) =>
        database.Set<LedgerFinding>().FromSql(sql).AsNoTracking().ToListAsync(cancellationToken);

    private static LocalText Say(LedgerFinding finding) => finding.Sort switch
    {
        "Unbalanced" => new($"記帳の合計が0ではありません({finding.Word} {finding.Found})。", $"The entries of the movement add up to {finding.Found} {finding.Word} instead of 0."),
        "Empty" => new("記帳に明細がありません。", "The movement has no entries."),
        "Times" => new("明細の日時が記帳と違います。", "The entries do not say the times of their movement."),
        "Currency" => new($"全口座の合計が0ではありません({finding.Found})。", $"All accounts together stand at {finding.Found} instead of 0."),
        "DaySums" => new($"口座の日計({finding.Found})が明細の合計({finding.Expected})と違います。", $"The account stands at {finding.Found} by its days and at {finding.Expected} by its entries."),
        "Overdue" => new("期限を過ぎた未確定の記帳が残っています。", "The pending movement is overdue and nothing has become of it."),
        _ => new($"未確定額({finding.Expected})を超えて記帳されています({finding.Found})。", $"Posted was {finding.Found}, pending were only {finding.Expected}."),
    };
}
