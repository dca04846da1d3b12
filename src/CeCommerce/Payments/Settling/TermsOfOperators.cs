using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>The terms that hold for operators at a moment.</summary>
internal sealed class TermsOfOperators(CommerceDatabase database)
{
    public Task<IReadOnlyDictionary<OperatorId, SettlementTerms>> AtAsync(IReadOnlyCollection<OperatorId> operators, DateTimeOffset moment, CancellationToken cancellationToken) =>
        ReadAsync(operators, Held(operators, moment), cancellationToken);

    /// <summary>With the operators, to be shown.</summary>
    public Task<IReadOnlyDictionary<OperatorId, SettlementTerms>> ShownAtAsync(IReadOnlyCollection<OperatorId> operators, DateTimeOffset moment, CancellationToken cancellationToken) =>
        ReadAsync(operators, Held(operators, moment).Include(x => x.Operator), cancellationToken);

    /// <summary>All that were ever said to them, of which <see cref="HeldAt"/> tells those of a moment.</summary>
    public async Task<ILookup<OperatorId, SettlementTerms>> AllOfAsync(IReadOnlyCollection<OperatorId> operators, CancellationToken cancellationToken) =>
        (await database.Set<SettlementTerms>().Where(terms => operators.Contains(terms.OperatorId)).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(terms => terms.OperatorId);

    /// <summary>Null where nobody had said anything.</summary>
    public static SettlementTerms? HeldAt(IEnumerable<SettlementTerms> said, DateTimeOffset moment) =>
        said.Where(terms => terms.From <= moment).MaxBy(terms => (terms.From, terms.SetAt, terms.Id.Value));

    /// <summary>Of each that began last; of those that began together, which was set last.</summary>
    private IQueryable<SettlementTerms> Held(IReadOnlyCollection<OperatorId> operators, DateTimeOffset moment)
    {
        Guid[] ids = [.. operators.Select(id => id.Value).Distinct()];
        return database.Set<SettlementTerms>().FromSql(
            $"""
            SELECT held.* FROM unnest({ids}) AS asked (id) CROSS JOIN LATERAL (
                SELECT * FROM payments.settlement_terms t WHERE t.operator_id = asked.id AND t."from" <= {moment.ToUniversalTime()} ORDER BY t."from" DESC, t.set_at DESC, t.id DESC LIMIT 1) AS held
            """).AsNoTracking();
    }

    private static async Task<IReadOnlyDictionary<OperatorId, SettlementTerms>> ReadAsync(IReadOnlyCollection<OperatorId> operators, IQueryable<SettlementTerms> held, CancellationToken cancellationToken)
    {
        var terms = await held.ToListAsync(cancellationToken);
        return operators.Distinct().ToDictionary(id => id, id => terms.Find(x => x.OperatorId == id) ?? SettlementTerms.Unsaid(id));
    }
}
