using CeCommerce.Items;
using CeCommerce.Passports.Identity;
using CeCommerce.Passports.Valuation;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports.PublicPage;

/// <summary>What anybody may see of a unit's history.</summary>
/// <param name="Events">The newest of those asked for, oldest first.</param>
/// <param name="Earlier">Whether there are events before these.</param>
internal sealed record PublicPassport(Passport Passport, Item Item, DigitalLink? Link, IReadOnlyList<PassportEvent> Events, bool Earlier)
{
    public ProductModel Model => Item.Model;
}

/// <summary>What the page tells besides.</summary>
/// <param name="Estimate">Null where too few units of its kind were sold.</param>
internal sealed record PassportReview(Coverage Coverage, Estimate? Estimate);

/// <summary>Reads public passports. One that was never offered is its operator's business, and nobody else learns that there is one.</summary>
internal sealed class PublicPassports(CommerceDatabase database, PassportLinks links, Coverages coverages, ValuesOfItems values)
{
    /// <summary>Events on a page.</summary>
    public const int Page = 100;

    public Task<bool> IsPublicAsync(PassportId id, CancellationToken cancellationToken) =>
        database.Set<Passport>().AnyAsync(x => x.Id == id && x.Status == PassportStatus.Active, cancellationToken);

    public async Task<PublicPassport?> FindAsync(PassportId id, string home, long before, CancellationToken cancellationToken)
    {
        if (await database.Set<Passport>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.Status == PassportStatus.Active, cancellationToken) is not { } passport)
            return null;
        var events = await database.Set<PassportEvent>().AsNoTracking().Where(x => x.PassportId == id && x.Seq < before)
            .OrderByDescending(x => x.Seq).Take(Page).ToListAsync(cancellationToken);
        events.Reverse();
        var unit = await database.Set<Item>().AsNoTracking().SingleAsync(x => x.Id == passport.ItemId, cancellationToken);
        return new(passport, unit, await links.OfAsync(id, home, cancellationToken), events, events.Count > 0 && events[0].Seq > 1);
    }

    public async Task<PassportReview> ReviewAsync(PublicPassport passport, CancellationToken cancellationToken)
    {
        var coverage = await coverages.Require(passport.Passport.Id).GetResultAsync(cancellationToken);
        var value = await values.Load(new(passport.Item, null)).GetResultAsync(cancellationToken);
        return new(coverage, value?.Estimate?.Value);
    }

    public async Task<ProductModel> ModelAsync(PassportId id, CancellationToken cancellationToken)
    {
        var item = ItemId.From(id.Value);
        return await database.Set<Item>().AsNoTracking().Where(x => x.Id == item).Select(x => x.Model).SingleAsync(cancellationToken);
    }
}
