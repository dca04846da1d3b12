using CeCommerce.Items;

namespace CeCommerce.Passports.Valuation;

/// <summary>Sales that stood: prices that others may learn from. Implemented by whoever sells.</summary>
internal interface IModelSales
{
    /// <summary>A page of them, in the order in which they were handed over.</summary>
    Task<ModelSales> AfterAsync(SalePosition position, CancellationToken cancellationToken);
}

/// <summary>Where a reader of sales stands.</summary>
internal readonly record struct SalePosition(DateTimeOffset HandedOverAt, Guid Id);

/// <param name="Next">Null: that was the last page.</param>
internal sealed record ModelSales(IReadOnlyList<ModelSale> Sales, SalePosition? Next);

/// <summary>A unit that was sold.</summary>
/// <param name="Source">The sale's own name; it counts once.</param>
/// <param name="Unit">As it was on record when it was sold.</param>
/// <param name="Yen">With tax.</param>
internal sealed record ModelSale(string Source, ItemId ItemId, PastItem Unit, long Yen, DateTimeOffset At);
