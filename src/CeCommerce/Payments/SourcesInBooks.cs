using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>Whether the books have all entries that features say they posted, and no others under the kinds of their causes.</summary>
internal sealed class SourcesInBooks(CommerceDatabase database, IEnumerable<BookedSource> sources) : ILedgerCheck
{
    public IReadOnlyList<string> CauseKinds => [.. sources.Select(source => source.CauseKind)];

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        var flaws = new List<LedgerFlaw>();
        foreach (var source in sources)
        {
            var (expected, found) = (database.Set<BookedEntry>().FromSqlRaw(source.Sql).AsNoTracking(), Found(source));
            flaws.AddRange((await WithoutAsync(expected, found, cancellationToken)).Select(entry => Flaw(source, entry, new("が記帳されていません", "is not in the books"))));
            flaws.AddRange((await WithoutAsync(found, expected, cancellationToken)).Select(entry => Flaw(source, entry, new("が記帳されていますが、根拠がありません", "is in the books, and nothing says so"))));
        }

        return flaws;
    }

    private IQueryable<BookedEntry> Found(BookedSource source) => database.Set<BookedEntry>().FromSql(
        $"""
        SELECT m.cause_id AS cause, m.kind, a.kind AS account, a.owner, a.currency, e.amount
        FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
        WHERE m.cause_kind = {source.CauseKind}
        """).AsNoTracking();

    private static Task<List<BookedEntry>> WithoutAsync(IQueryable<BookedEntry> these, IQueryable<BookedEntry> those, CancellationToken cancellationToken) => these
        .Where(x => !those.Any(y => y.Cause == x.Cause && y.Kind == x.Kind && y.Account == x.Account && y.Owner == x.Owner && y.Currency == x.Currency && y.Amount == x.Amount))
        .OrderBy(x => x.Cause)
        .Take(LedgerVerification.Most)
        .ToListAsync(cancellationToken);

    private static LedgerFlaw Flaw(BookedSource source, BookedEntry entry, LocalText what) => new(
        new Cause(source.CauseKind, entry.Cause).ToString(),
        new(
            $"{entry.Kind}: 口座 {entry.Account} の {entry.Amount} {entry.Currency} {what.Ja}。",
            $"{entry.Kind}: {entry.Amount} {entry.Currency} on {entry.Account} {what.En}."));
}
