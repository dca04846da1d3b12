using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Standards.Recalls;

/// <summary>Reading recalls, which are public.</summary>
internal sealed class RecallQueries
{
    private static readonly Keyset<Recall> Newest = Keyset.For<Recall>("recalls").Descending(x => x.AnnouncedOn).ThenDescending(x => x.Id);

    /// <summary>Recalls that were taken in, last announced first, those that ended included.</summary>
    /// <param name="brand">Only those of this brand; width, case, spaces and hyphens do not count.</param>
    /// <param name="modelNumber">Only those that name this model number, in full or by its beginning.</param>
    /// <param name="inForceOn">Only those that hold on this day.</param>
    [Public]
    public static Task<Page<Recall>> Recalls(
        string? brand, string? modelNumber, DateOnly? inForceOn, PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken)
    {
        var recalls = database.Set<Recall>().AsNoTracking();
        if (brand is not null || modelNumber is not null)
        {
            // A key holds letters and digits alone, so nothing in it means more to LIKE.
            var (brandKey, modelKey) = (RecallKey.Of(brand), RecallKey.Of(modelNumber));
            recalls = recalls.Where(x => x.Models.Any(model =>
                (brand == null || model.BrandKey == brandKey)
                && (modelNumber == null || model.ModelKey == modelKey || (model.IsPrefix && EF.Functions.Like(modelKey, model.ModelKey + "%")))));
        }

        if (inForceOn is { } day)
        {
            recalls = recalls.Where(x => x.AnnouncedOn <= day && (x.EndedOn == null || day < x.EndedOn));
        }

        return Newest.PageAsync(recalls, page, Cursor.Fingerprint(brand, modelNumber, inForceOn), cancellationToken);
    }
}
