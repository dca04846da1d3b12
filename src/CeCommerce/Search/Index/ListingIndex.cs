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
internal sealed partial class ListingIndex(Settings settings, TimeProvider clock, IndexSource source, OperatorNames names, ILogger<ListingIndex> logger) : IAsyncDisposable
{
    private const int Servers = 32;

    /// <summary>Listings read at once: an operator that is renamed may have any number on the shelf.</summary>
    private const int ReadAtOnce = 1_000;

    /// <summary>What a crash loses of the index is read from the log again, so flushing may lag.</summary>
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(5);

    private LuceneEngine? _engine;

    public ISearchEngine Engine => _engine ?? throw new InvalidOperationException("The search index has not been opened.");

    /// <summary>Opens the first index directory that no other process holds.</summary>
    /// <exception cref="StartRefused">There is none that can be used.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var origin = await source.OriginAsync(cancellationToken);
        for (var number = 1; _engine is null; number++)
        {
            var directory = Path.Combine(settings.Home, "search", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var engine = new LuceneEngine(new(directory) { Origin = origin }, clock);
            var health = await engine.CheckAsync(cancellationToken);
            if (health.State != SearchState.Unreachable)
            {
                _engine = engine;
                return;
            }

            await engine.DisposeAsync();
            if (health.Flaw != SearchFlaw.HeldByAnotherProcess || number == Servers)
            {
                throw new StartRefused(new SearchHomeUnusable(directory, health.Detail ?? ""));
            }
        }
    }

    /// <summary>Brings the index to where the log stands, rebuilding it first when nothing usable is there.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await source.Sequencer.CatchUpAsync(cancellationToken);
        var position = await StartAsync(cancellationToken);
        for (var lines = await source.Log.ReadAsync(position, 1_000, cancellationToken); lines.Count > 0; lines = await source.Log.ReadAsync(position, 1_000, cancellationToken))
        {
            position = await ApplyAsync(position, lines, cancellationToken);
        }

        Good(await Engine.RefreshAsync(cancellationToken));
    }

    /// <summary>Follows the log until cancelled. Throws when the index lost what it was given: then it is to be followed again from where the index stands.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var position = await StartAsync(cancellationToken);
        var flushed = clock.GetTimestamp();
        await foreach (var lines in source.Feed.FollowAsync("search", position, cancellationToken, beats: true))
        {
            if (lines.Count == 0)
            {
                // A search that met a failing disk has put the index back, and perhaps nothing will happen for long.
                await RequireAsync(position, cancellationToken);
                continue;
            }

            position = await ApplyAsync(position, lines, cancellationToken);
            Good(await Engine.RefreshAsync(cancellationToken));
            if (clock.GetElapsedTime(flushed) > FlushEvery)
            {
                Good(await Engine.FlushAsync(cancellationToken));
                flushed = clock.GetTimestamp();
            }
        }
    }

    /// <summary>A new index beside the present one, which answers until the new one takes over.</summary>
    public async Task<Outcome<EventPosition>> RebuildAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        // Read before the listings are: what changes in between is in the log behind this position and is applied again.
        var position = await source.Log.SettledAsync(cancellationToken);
        await using var scope = source.Scopes.CreateAsyncScope();
        return await Engine.RebuildAsync(scope.ServiceProvider.GetRequiredService<ListingDocuments>().AllAsync(cancellationToken), position, progress, cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = source.Scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ListingDocuments>().CountAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    /// <summary>Where the index stands, after a rebuild when what is there is of no use.</summary>
    private async Task<EventPosition> StartAsync(CancellationToken cancellationToken)
    {
        if (await Engine.ReadPositionAsync(cancellationToken) is { } position)
        {
            if (position <= await source.Log.SettledAsync(cancellationToken))
            {
                return position;
            }

            await Engine.DisownAsync("It is ahead of the database.", cancellationToken);
        }

        if (await Engine.CheckAsync(cancellationToken) is { Flaw: not SearchFlaw.Missing } health)
        {
            Rebuilding(logger, health.Flaw, health.Detail);
        }

        return Good(await RebuildAsync(null, cancellationToken));
    }

    private async Task RequireAsync(EventPosition position, CancellationToken cancellationToken)
    {
        if (await Engine.ReadPositionAsync(cancellationToken) is not { } applied || applied < position)
        {
            throw new InvalidOperationException("The search index has gone back to an older state.");
        }
    }

    /// <summary>The log says that something changed; what it is now is read from the database, so applying a line twice is harmless.</summary>
    private async Task<EventPosition> ApplyAsync(EventPosition after, IReadOnlyList<LoggedEvent> lines, CancellationToken cancellationToken)
    {
        await using var scope = source.Scopes.CreateAsyncScope();
        var documents = scope.ServiceProvider.GetRequiredService<ListingDocuments>();
        var changed = lines.Where(line => line.Kind.StartsWith(ListingEvents.Prefix, StringComparison.Ordinal)).Select(line => ListingId.From(line.SubjectId)).ToHashSet();
        foreach (var operatorId in lines.Where(line => line.Kind == OperatorEvents.Changed).Select(line => OperatorId.From(line.SubjectId)).Distinct())
        {
            names.Forget(operatorId.Value);
            changed.UnionWith(await documents.OfOperatorAsync(operatorId, cancellationToken));
        }

        foreach (var some in changed.Chunk(ReadAtOnce))
        {
            var upserts = await documents.FindAsync(some, cancellationToken);
            var deletes = some.Select(id => id.Value).Except(upserts.Select(x => x.Id)).ToList();
            Good(await Engine.ApplyAsync(new(upserts, deletes, after) { After = after }, cancellationToken));
        }

        return Good(await Engine.ApplyAsync(new([], [], lines[^1].Position) { After = after }, cancellationToken));
    }

    private static EventPosition Good(Outcome<EventPosition> outcome) => outcome.Error is { } error
        ? throw new InvalidOperationException(error.Message.En)
        : outcome.Value;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index is built anew: {Flaw}. {Detail}")]
    private static partial void Rebuilding(ILogger logger, SearchFlaw flaw, string? detail);
}
