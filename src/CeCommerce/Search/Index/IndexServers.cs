using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Search.Index;

/// <summary>
/// How the <c>reindex</c> command speaks with running servers: it writes a line into the event log, each server rebuilds its
/// own index and tells its progress in a row of its own.
/// </summary>
internal sealed class IndexServers(IServiceScopeFactory scopes, TimeProvider clock)
{
    public const string RebuildAsked = "search.rebuild-asked";

    /// <summary>A server that has been silent for this long is not waited for.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private readonly IndexServerId _self = TypedId.New<IndexServerId>(clock.GetUtcNow());

    /// <summary>Says that this process serves; forgets those that have been silent for a day.</summary>
    public Task SayAliveAsync(CancellationToken cancellationToken) => WithAsync(async database =>
    {
        var now = clock.GetUtcNow();
        await Servers(database).Where(x => x.SeenAt < now.AddDays(-1)).ExecuteDeleteAsync(cancellationToken);
        if (await Servers(database).Where(x => x.Id == _self).ExecuteUpdateAsync(row => row.SetProperty(x => x.SeenAt, now), cancellationToken) == 0)
        {
            database.Add(new IndexServer { Id = _self, SeenAt = now });
            await database.SaveChangesAsync(cancellationToken);
        }
    });

    public Task LeaveAsync() => WithAsync(database => Servers(database).Where(x => x.Id == _self).ExecuteDeleteAsync(CancellationToken.None));

    public Task ReportAsync(EventPosition request, long taken, long total, bool done, CancellationToken cancellationToken) => WithAsync(database =>
        Servers(database).Where(x => x.Id == _self).ExecuteUpdateAsync(
            row => row.SetProperty(x => x.Request, request.ToString()).SetProperty(x => x.Taken, taken).SetProperty(x => x.Total, total)
                .SetProperty(x => x.Done, done).SetProperty(x => x.SeenAt, clock.GetUtcNow()),
            cancellationToken));

    /// <summary>Asks every running server to rebuild; reports with an older request are of no interest from then on.</summary>
    public Task AskAsync(CancellationToken cancellationToken) => WithAsync(async database =>
    {
        var now = clock.GetUtcNow();
        await Servers(database).ExecuteUpdateAsync(row => row.SetProperty(x => x.Request, (string?)null).SetProperty(x => x.Done, false), cancellationToken);
        database.Tell(EventRecord.Of(RebuildAsked, _self, null, now));
        await database.SaveChangesAsync(cancellationToken);
    });

    public async Task<IReadOnlyList<IndexServer>> AliveAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var since = clock.GetUtcNow() - Silence;
        return await Servers(scope.ServiceProvider.GetRequiredService<CommerceDatabase>()).AsNoTracking()
            .Where(x => x.SeenAt > since).OrderBy(x => x.Id).ToListAsync(cancellationToken);
    }

    private static DbSet<IndexServer> Servers(CommerceDatabase database) => database.Set<IndexServer>();

    private async Task WithAsync(Func<CommerceDatabase, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<CommerceDatabase>());
    }
}
