using CeCommerce.Items.Acts;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>Registers items and claims.</summary>
internal static class ItemsFeature
{
    public static IServiceCollection AddItems(this IServiceCollection services) => services
        .AddItemScopes()
        .AddScoped<ItemService>()
        .AddEventKinds([.. ItemEvents.Kinds, .. ActEvents.Kinds])
        .AddScoped<ActService>()
        .AddScoped<RepairService>()
        .AddScoped<ActsOfItems>()
        .AddScoped<Claims>()
        .AddScoped<ClaimSweep>()
        .AddScoped<ItemCustody>()
        .AddScoped<SerialsOfItems>()
        .AddScoped<CalendarsOfItems>()
        .AddGraphQLParts(parts => parts
            .Queries<ItemQueries>()
            .Mutations<ActMutations>()
            .Type<Act, ActGraphType>()
            .Type<Item, ItemGraphType>()
            .Type<ItemSerial, ItemSerialGraphType>()
            .Type<CalendarEntry, CalendarEntryGraphType>()
            .Node<Item, ItemId>(FindAsync, ItemScopes.Read)
            .Node<Act, ActId>(FindActsAsync, ItemScopes.Read)
            .Error<ItemNotFound>()
            .Error<ItemChangedMeanwhile>()
            .Error<ItemTaken>()
            .Error<ClaimEnded>()
            .Error<RepairNotRunning>()
            .Error<ItemBusy>()
            .Error<IdempotencyKeyReused>()
            .Error<IdempotencyKeyInvalid>()
            .Error<RequestStillRunning>()
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

    private static async Task<IReadOnlyDictionary<ActId, Act>> FindActsAsync(IReadOnlyCollection<ActId> ids, CommerceUserContext context, CancellationToken cancellation)
    {
        var database = context.RequestServices.GetRequiredService<CommerceDatabase>();
        return await database.Set<Act>().AsNoTracking()
            .Where(x => ids.Contains(x.Id) && database.Set<Item>().VisibleTo(context.Caller).Any(item => item.Id == x.ItemId)).ToDictionaryAsync(x => x.Id, cancellation);
    }
}
