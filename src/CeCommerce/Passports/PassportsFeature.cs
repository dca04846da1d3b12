using CeCommerce.Items;
using CeCommerce.Passports.Export;
using CeCommerce.Passports.Graph;
using CeCommerce.Passports.Log;
using CeCommerce.Passports.Recording;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Proofs;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports;

/// <summary>Registers the history of units.</summary>
internal static class PassportsFeature
{
    public static IServiceCollection AddPassports(this IServiceCollection services) => services
        .AddScoped<LineReading>()
        .AddScoped<HistoryRecorder>()
        .AddScoped<HistoryExport>()
        .AddScoped<PassportSealing>()
        .AddScoped<IProvenLog>(provider => provider.GetRequiredService<PassportSealing>())
        .AddScoped<PassportsOfItems>()
        .AddScoped<EventsOfPassports>()
        .AddScoped<LinksOfPassports>()
        .AddScoped<Coverages>()
        .AddGraphQLParts(parts => parts
            .Type<Passport, PassportGraphType>()
            .Type<PassportEvent, PassportEventGraphType>()
            .Result<Coverage>()
            .Node<Passport, PassportId>(FindAsync)
            .Node<PassportEvent, PassportEventId>(FindEventsAsync)
            .Queries<PassportQueries>()
            .Extend<Item>(AddPassport));

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddPassportWorkers(this IServiceCollection services) => services.AddHostedService<RecordingWorker>().AddHostedService<SealingWorker>();

    private static void AddPassport(ObjectGraphType<Item> graph) => graph.Field<PassportGraphType>("passport")
        .Description("Its history. Public once it was offered; before, for the operator who has it and those who audit, with `items:read`. Null to others, and for a moment after it was registered.")
        .Resolve(field =>
        {
            var caller = CommerceUserContext.Of(field).Caller;
            return field.RequestServices!.GetRequiredService<PassportsOfItems>().Load<Passport>(field.Source.Id, passport => passport.IsVisibleTo(caller) ? passport : null);
        });

    private static async Task<IReadOnlyDictionary<PassportId, Passport>> FindAsync(IReadOnlyCollection<PassportId> ids, CommerceUserContext context, CancellationToken cancellation)
    {
        var database = context.RequestServices.GetRequiredService<CommerceDatabase>();
        return await database.Set<Passport>().AsNoTracking().VisibleTo(database, context.Caller).Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
    }

    private static async Task<IReadOnlyDictionary<PassportEventId, PassportEvent>> FindEventsAsync(IReadOnlyCollection<PassportEventId> ids, CommerceUserContext context, CancellationToken cancellation)
    {
        var database = context.RequestServices.GetRequiredService<CommerceDatabase>();
        var visible = database.Set<Passport>().VisibleTo(database, context.Caller);
        return await database.Set<PassportEvent>().AsNoTracking().Where(x => ids.Contains(x.Id) && visible.Any(passport => passport.Id == x.PassportId)).ToDictionaryAsync(x => x.Id, cancellation);
    }
}
