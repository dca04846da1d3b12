using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Standards.Recalls;

/// <summary>Registers recall lists.</summary>
internal static class RecallsFeature
{
    public static IServiceCollection AddRecalls(this IServiceCollection services) => services
        .AddEventKinds(RecallEvents.Kinds)
        .AddScoped<RecallService>()
        .AddGraphQLParts(parts => parts
            .Queries<RecallQueries>()
            .Mutations<RecallMutations>()
            .Type<Recall, RecallGraphType>()
            .Node<Recall, RecallId>(FindAsync)
            .Error<RecallValueInvalid>()
            .Error<RecallNotFound>()
            .Error<RecallsChangedMeanwhile>());

    private static async Task<IReadOnlyDictionary<RecallId, Recall>> FindAsync(IReadOnlyCollection<RecallId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Recall>().AsNoTracking()
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
