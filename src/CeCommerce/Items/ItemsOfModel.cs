using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>Units of one brand and model, found by an index however they are spelled.</summary>
internal static class ItemsOfModel
{
    private const string Last = "\U0010FFFF";

    /// <param name="brand">In the form of <c>items.model_key</c>, and so is <paramref name="model"/>.</param>
    /// <param name="isPrefix">Whether all models are meant whose numbers begin with <paramref name="model"/>.</param>
    public static async Task<IReadOnlyList<ItemId>> ItemsOfModelAsync(
        this CommerceDatabase database, string brand, string model, bool isPrefix, CancellationToken cancellationToken)
    {
        var end = isPrefix ? model + Last : model;
        var ids = await database.Database
            .SqlQuery<Guid>(
                $"""
                SELECT id AS "Value" FROM items.items
                WHERE brand IS NOT NULL AND model_number IS NOT NULL
                    AND items.model_key(brand) COLLATE "C" = {brand}
                    AND items.model_key(model_number) COLLATE "C" BETWEEN {model} AND {end}
                """)
            .ToListAsync(cancellationToken);
        return [.. ids.Select(ItemId.From)];
    }
}
