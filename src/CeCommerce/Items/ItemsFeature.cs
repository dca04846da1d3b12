using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>Registers items and claims.</summary>
internal static class ItemsFeature
{
    public static IServiceCollection AddItems(this IServiceCollection services) => services
        .AddItemScopes()
        .AddScoped<ItemService>()
        .AddEventKinds(ItemEvents.Kinds)
        .AddScoped<Claims>()
        .AddScoped<ClaimSweep>()
        .AddScoped<ItemCustody>()
        .AddScoped<SerialsOfItems>()
        .AddScoped<CalendarsOfItems>()
        .AddGraphQLParts(parts => parts
            .Queries<ItemQueries>()
            .Type<Item, ItemGraphType>()
            .Type<ItemSerial, ItemSerialGraphType>()
            .Type<CalendarEntry, CalendarEntryGraphType>()
            .Node<Item, ItemId>(FindAsync, ItemScopes.Read)
            .Error<ItemNotFound>()
            .Error<ItemChangedMeanwhile>()
            .Error<ItemTaken>()
            .Error<ClaimEnded>()
            .Error<CalendarRangeInvalid>()
            .Error<SerialTaken>()
            .Error<NumberInvalid>()
            .Error<CategoryUnknown>()
            .Error<SourceIdTaken>()
            .Error<ItemValueInvalid>()
            .Error<FactRefused>());

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddItemWorkers(this IServiceCollection services) => services.AddHostedService<ClaimWorker>();

    private static async Task<IReadOnlyDictionary<ItemId, Item>> FindAsync(IReadOnlyCollection<ItemId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Item>().AsNoTracking().VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
