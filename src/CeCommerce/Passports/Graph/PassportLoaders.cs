using CeCommerce.Items;
using CeCommerce.Passports.Identity;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Paging;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports.Graph;

/// <summary>The passports of many units, whoever may see them.</summary>
internal sealed class PassportsOfItems(CommerceDatabase database) : BatchLoader<ItemId, Passport>
{
    protected override async Task<IReadOnlyDictionary<ItemId, Passport>> LoadAsync(IReadOnlyCollection<ItemId> keys, CancellationToken cancellation) =>
        await database.Set<Passport>().AsNoTracking().Where(x => keys.Contains(x.ItemId)).ToDictionaryAsync(x => x.ItemId, cancellation);
}

/// <summary>The Digital Links of many passports, under the address of this installation.</summary>
internal sealed class LinksOfPassports(PassportLinks links, Settings settings) : BatchLoader<PassportId, DigitalLink>
{
    private readonly string _home = settings.PublicUrl ?? settings.Urls.Split(';')[0].TrimEnd('/');

    protected override Task<IReadOnlyDictionary<PassportId, DigitalLink>> LoadAsync(IReadOnlyCollection<PassportId> keys, CancellationToken cancellation) =>
        links.OfAsync(keys, _home, cancellation);
}

/// <summary>Which part of the events of which passport.</summary>
internal readonly record struct WantedEvents(PassportId Passport, PageArguments Page);

/// <summary>What happened to many units, newest first: one statement for all that ask for the same part.</summary>
internal sealed class EventsOfPassports(CommerceDatabase database) : BatchLoader<WantedEvents, Page<PassportEvent>>
{
    private const string Order = "passport events";

    protected override async Task<IReadOnlyDictionary<WantedEvents, Page<PassportEvent>>> LoadAsync(IReadOnlyCollection<WantedEvents> keys, CancellationToken cancellation)
    {
        var pages = new Dictionary<WantedEvents, Page<PassportEvent>>();
        foreach (var part in keys.GroupBy(key => key.Page, key => key.Passport))
        {
            var found = await Slice([.. part], part.Key).ToListAsync(cancellation);
            var byPassport = found.ToLookup(one => one.PassportId);
            foreach (var passport in part)
            {
                pages[new(passport, part.Key)] = PageOf([.. byPassport[passport].OrderByDescending(one => one.Seq)], part.Key);
            }
        }

        return pages;
    }

    private IQueryable<PassportEvent> Slice(List<PassportId> passports, PageArguments page)
    {
        long? at = page.Cursor is { } cursor ? (long)Cursor.Read(cursor, Order, "", typeof(long))[0]! : null;
        var wanted = database.Set<Passport>().AsNoTracking().Where(passport => passports.Contains(passport.Id));
        return page.Backward
            ? wanted.SelectMany(passport => database.Set<PassportEvent>().Where(x => x.PassportId == passport.Id && (at == null || x.Seq > at)).OrderBy(x => x.Seq).Take(page.Size + 1))
            : wanted.SelectMany(passport => database.Set<PassportEvent>().Where(x => x.PassportId == passport.Id && (at == null || x.Seq < at)).OrderByDescending(x => x.Seq).Take(page.Size + 1));
    }

    private static Page<PassportEvent> PageOf(List<PassportEvent> events, PageArguments page)
    {
        var hasMore = events.Count > page.Size;
        var shown = !hasMore ? events : page.Backward ? events[^page.Size..] : events[..page.Size];
        var edges = shown.ConvertAll(one => new Edge<PassportEvent>(one, Cursor.Write(Order, "", one.Seq)));
        var continues = page.Cursor is not null;
        return new(edges, new(page.Backward ? continues : hasMore, page.Backward ? hasMore : continues, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }
}
