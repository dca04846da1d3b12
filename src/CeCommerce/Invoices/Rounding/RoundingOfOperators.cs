using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Rounding;

/// <summary>What many operators chose, in one statement; nothing for those who did not.</summary>
internal sealed class RoundingOfOperators(CommerceDatabase database) : BatchLoader<OperatorId, InvoiceRounding>
{
    protected override async Task<IReadOnlyDictionary<OperatorId, InvoiceRounding>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation) =>
        await database.Set<RoundingChoice>().AsNoTracking().Where(x => keys.Contains(x.OperatorId))
            .ToDictionaryAsync(x => x.OperatorId, x => new InvoiceRounding(x.Rounding, x.From), cancellation);
}
