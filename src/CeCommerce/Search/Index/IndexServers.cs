using System.Globalization;
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

    private static readonly EventKind<IndexServerId, NoEventData> Asked = new(RebuildAsked, EventAudience.Operator, "Every server is to build its search index anew.");

    /// <summary>A server that has been silent for this long is not waited for.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private readonly IndexServerId _self = TypedId.New<IndexServerId>(clock.GetUtcNow());

    public static IReadOnlyList<EventKind> Kinds => [Asked];

    /// <summary>Says that this process serves; forgets those that have been silent for a day.</summary>
    public Task SayAliveAsync(CancellationToken cancellationToken) => WithAsync(database => database.Database.ExecuteSqlAsync(
        $"""
        WITH gone AS (DELETE FROM search.index_servers WHERE seen_at < now() - interval '1 day' AND id <> {_self.Value})
        INSERT INTO search.index_servers (id, seen_at, taken, total, done) VALUES ({_self.Value}, now(), 0, 0, false)
        ON CONFLICT (id) DO UPDATE SET seen_at = now()
        """,
        cancellationToken));

    public Task LeaveAsync() => WithAsync(database => Servers(database).Where(x => x.Id == _self).ExecuteDeleteAsync(CancellationToken.None));

    /// <param name="request">The line that asked, by its sequence.</param>
    public Task ReportAsync(string request, RebuildProgress progress, CancellationToken cancellationToken) => WithAsync(database =>
        Servers(database).Where(x => x.Id == _self).ExecuteUpdateAsync(
            row => row.SetProperty(x => x.Request, request).SetProperty(x => x.Taken, progress.Taken).SetProperty(x => x.Total, progress.Total)
                .SetProperty(x => x.Done, progress.Done).SetProperty(x => x.Failure, progress.Failure),
            cancellationToken));

    /// <summary>Asks every running server to rebuild; answers the request's name in their reports.</summary>
    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        var line = Asked.Of(_self, NoEventData.Instance, new(clock.GetUtcNow(), null));
        database.Tell(line);
        await database.SaveChangesAsync(cancellationToken);
        return NameOf(line.Sequence);
    }

    public async Task<IReadOnlyList<IndexServer>> AliveAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<IndexServer>()
            .FromSql($"SELECT * FROM search.index_servers WHERE seen_at > now() - {Silence}").AsNoTracking().OrderBy(x => x.Id).ToListAsync(cancellationToken);
    }

    public static string NameOf(long line) => line.ToString(CultureInfo.InvariantCulture);

    private static DbSet<IndexServer> Servers(CommerceDatabase database) => database.Set<IndexServer>();

    private async Task WithAsync(Func<CommerceDatabase, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<CommerceDatabase>());
    }
}
