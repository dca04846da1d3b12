using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Shipping;

/// <summary>What sending comes to.</summary>
internal sealed class ShippingQueries
{
    private const int MostListings = 50;
    private const int Price = 20;

    /// <summary>
    /// What getting listings on the shelf to a prefecture comes to, for each operator by each of its methods. What is not on the shelf is left out. At most 50 listings; faults
    /// `SHIPPING_QUOTE_TOO_LARGE` and `PREFECTURE_UNKNOWN`.
    /// </summary>
    /// <param name="listingIds">What is to be sent, `lst_…`.</param>
    /// <param name="prefectureCode">Where to: JIS X 0401, `01` to `47`.</param>
    [Public]
    [Cost(Price)]
    public static async Task<IReadOnlyList<ShippingQuotesOfOperator>> ShippingQuotes(
        IReadOnlyList<ListingId> listingIds, string prefectureCode, [FromServices] CommerceDatabase database, [FromServices] ShippingQuotes quotes, CancellationToken cancellationToken)
    {
        if (listingIds.Count > MostListings)
        {
            throw new RequestFault("SHIPPING_QUOTE_TOO_LARGE", new($"送料の見積もりは一度に {MostListings} 件までです。", $"At most {MostListings} listings are quoted at once."));
        }

        if (!Prefectures.Is(prefectureCode))
        {
            throw new RequestFault("PREFECTURE_UNKNOWN", new("都道府県は JIS X 0401 のコード 01〜47 で指定してください。", "A prefecture is a code of JIS X 0401, 01 to 47."));
        }

        var wanted = listingIds.Distinct().ToList();
        var found = await database.Set<Listing>().AsNoTracking().Include(x => x.Item).Include(x => x.Operator)
            .Where(x => wanted.Contains(x.Id) && x.State == ListingState.Published).ToDictionaryAsync(x => x.Id, cancellationToken);
        return await quotes.QuoteAsync([.. wanted.Where(found.ContainsKey).Select(id => found[id])], prefectureCode, cancellationToken);
    }
}
