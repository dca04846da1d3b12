using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Ledger;

/// <summary>Something that is wrong with the books.</summary>
/// <param name="Subject">What it is about: a movement (its number), a cause such as <c>pay_…</c>, an account or a currency.</param>
internal sealed record LedgerFlaw(string Subject, LocalText Message);

/// <summary>Compares the books with what one feature knows of money, or with themselves.</summary>
internal interface ILedgerCheck
{
    /// <summary>The kinds of causes that it knows, and finds flawed when they do not exist.</summary>
    IReadOnlyList<string> CauseKinds { get; }

    /// <summary>At most <see cref="LedgerVerification.Most"/> of each sort.</summary>
    Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken);
}

/// <summary>Whether the books agree with themselves and with everything that moves money.</summary>
internal sealed class LedgerVerification(CommerceDatabase database, IEnumerable<ILedgerCheck> checks)
{
    /// <summary>As many flaws of one sort are named; there may be more.</summary>
    public const int Most = 100;

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        var flaws = await CausesAsync(cancellationToken);
        foreach (var check in checks)
        {
            flaws.AddRange(await check.FlawsAsync(cancellationToken));
        }

        return flaws;
    }

    private async Task<List<LedgerFlaw>> CausesAsync(CancellationToken cancellationToken)
    {
        string[] known = [.. checks.SelectMany(check => check.CauseKinds)];
        var unknown = await database.Set<LedgerFinding>()
            .FromSql($"SELECT 'UnknownCause' AS sort, id AS subject, cause_kind AS word, NULL::bigint AS expected, NULL::bigint AS found FROM payments.movements WHERE cause_kind <> ALL({known}) LIMIT {Most}")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return [.. unknown.Select(finding => new LedgerFlaw(
            finding.Subject.ToString(), new($"記帳の原因の種類「{finding.Word}」は知られていません。", $"Nothing is known by the kind of its cause, '{finding.Word}'.")))];
    }
}

/// <summary>What a statement found wrong.</summary>
/// <param name="Sort">Which comparison found it.</param>
/// <param name="Word">A currency or a kind.</param>
/// <param name="Expected">Minor units; null when there should be nothing.</param>
/// <param name="Found">Minor units; null when there is nothing.</param>
internal sealed record LedgerFinding(string Sort, Guid Subject, string Word, long? Expected, long? Found);
