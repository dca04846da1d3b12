using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Search.Lucene;

namespace CeCommerce.Search.Index;

/// <summary>
/// This server's own index: opened at start, rebuilt when it is missing or of no use, and kept up to date from the event log.
/// Servers that share a home take <c>search/1</c>, <c>search/2</c> … in turn.
/// </summary>
internal sealed class ListingIndex(Settings settings, TimeProvider clock, EventLog log, EventFeed feed, IServiceScopeFactory scopes) : IAsyncDisposable
{
    private const int Servers = 32;

    /// <summary>What a crash loses of the index is read from the log again, so flushing may lag.</summary>
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(5);

    private LuceneEngine? _engine;

    public ISearchEngine Engine => _engine ?? throw new InvalidOperationException("The search index has not been opened.");

    /// <summary>Opens the first index directory that no other process holds.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        for (var number = 1; _engine is null; number++)
        {
            var engine = new LuceneEngine(new LuceneSettings(Path.Combine(settings.Home, "search", number.ToString(System.Globalization.CultureInfo.InvariantCulture))), clock);
            var health = await engine.CheckAsync(cancellationToken);
            if (health.Flaw != SearchFlaw.HeldByAnotherProcess || number == Servers)
            {
                _engine = engine;
                return;
            }

            await engine.DisposeAsync();
        }
    }

    /// <summary>Brings the index to where the log stands, rebuilding it first when nothing usable is there.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var position = await Engine.ReadPositionAsync(cancellationToken) ?? Built(await RebuildAsync(null, cancellationToken));
        for (var lines = await log.ReadAsync(position, 1_000, cancellationToken); lines.Count > 0; lines = await log.ReadAsync(position, 1_000, cancellationToken))
        {
            position = await ApplyAsync(lines, cancellationToken);
        }

        await Engine.RefreshAsync(cancellationToken);
    }

    /// <summary>Follows the log until cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var position = await Engine.ReadPositionAsync(cancellationToken) ?? Built(await RebuildAsync(null, cancellationToken));
        var flushed = clock.GetTimestamp();
        await foreach (var lines in feed.FollowAsync(position, cancellationToken))
        {
            await ApplyAsync(lines, cancellationToken);
            await Engine.RefreshAsync(cancellationToken);
            if (clock.GetElapsedTime(flushed) > FlushEvery)
            {
                await Engine.FlushAsync(cancellationToken);
                flushed = clock.GetTimestamp();
            }
        }
    }

    /// <summary>A new index beside the present one, which answers until the new one takes over.</summary>
    public async Task<Outcome<EventPosition>> RebuildAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        // Read before the listings are: what changes in between is in the log behind this position and is applied again.
        var position = await log.SettledAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        return await Engine.RebuildAsync(scope.ServiceProvider.GetRequiredService<ListingDocuments>().AllAsync(cancellationToken), position, progress, cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ListingDocuments>().CountAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    private async Task<EventPosition> ApplyAsync(IReadOnlyList<LoggedEvent> lines, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var documents = scope.ServiceProvider.GetRequiredService<ListingDocuments>();
        var changed = lines.Where(line => line.Kind.StartsWith(ListingEvents.Prefix, StringComparison.Ordinal)).Select(line => ListingId.From(line.SubjectId)).ToHashSet();
        foreach (var operatorId in lines.Where(line => line.Kind == OperatorEvents.Changed).Select(line => OperatorId.From(line.SubjectId)).Distinct())
        {
            changed.UnionWith(await documents.OfOperatorAsync(operatorId, cancellationToken));
        }

        // The log says that something changed; what it is now is read from the database, so applying a line twice is harmless.
        var upserts = changed.Count == 0 ? [] : await documents.FindAsync(changed, cancellationToken);
        var deletes = changed.Select(id => id.Value).Except(upserts.Select(x => x.Id)).ToList();
        return Built(await Engine.ApplyAsync(new(upserts, deletes, lines[^1].Position), cancellationToken));
    }

    private static EventPosition Built(Outcome<EventPosition> outcome) => outcome.Error is { } error
        ? throw new InvalidOperationException(error.Message.En)
        : outcome.Value;
}
