using System.CommandLine;
using CeCommerce.Platform;
using Spectre.Console;

namespace CeCommerce.Search.Index;

/// <summary>
/// <c>reindex</c>: beside running servers it has each of them rebuild its own index while it goes on answering from the old one;
/// without any it rebuilds the index of this home.
/// </summary>
internal static class ReindexCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Servers of which nothing is heard for so long are not waited for: they live, but do not rebuild.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> host)
    {
        var command = new Command("reindex", "Rebuild the search index from the database, without downtime.");
        command.SetAction((_, cancellationToken) => host(RunAsync, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var servers = services.GetRequiredService<IndexServers>();
        var alive = await servers.AliveAsync(cancellationToken);
        var answers = alive.Count == 0 ? [] : await AskAsync(servers, alive.Select(server => server.Id).ToHashSet(), cancellationToken);
        if (answers is null)
        {
            return Refusals.Say(new RebuildUnanswered());
        }

        if (answers.Count == 0)
        {
            return await RebuildHereAsync(services.GetRequiredService<ListingIndex>(), cancellationToken);
        }

        foreach (var failed in answers.Where(answer => answer.Failure is not null))
        {
            Refusals.Say(new RebuildFailed(failed.Failure!));
        }

        var rebuilt = answers.Count(answer => answer.Failure is null);
        AnsiConsole.WriteLine($"{rebuilt} of {answers.Count} server(s) rebuilt their index.");
        return rebuilt == answers.Count ? 0 : 1;
    }

    private static async Task<IReadOnlyList<IndexServer>?> AskAsync(IndexServers servers, IReadOnlySet<IndexServerId> asked, CancellationToken cancellationToken)
    {
        var request = await servers.AskAsync(cancellationToken);
        return await ProgressBar().StartAsync(context => WaitAsync(context, servers, asked, request, cancellationToken));
    }

    /// <summary>What those servers said that were asked and still live; null when they live and say nothing.</summary>
    private static async Task<IReadOnlyList<IndexServer>?> WaitAsync(
        ProgressContext context, IndexServers servers, IReadOnlySet<IndexServerId> asked, string request, CancellationToken cancellationToken)
    {
        var bars = new Dictionary<IndexServerId, ProgressTask>();
        var (heard, since) = ("", TimeProvider.System.GetTimestamp());
        while (true)
        {
            var alive = (await servers.AliveAsync(cancellationToken)).Where(server => asked.Contains(server.Id)).ToList();
            var answers = alive.Where(server => server.Request == request).ToList();
            foreach (var server in answers)
            {
                var bar = bars.TryGetValue(server.Id, out var known) ? known : bars[server.Id] = context.AddTask($"server {bars.Count + 1}");
                bar.MaxValue(Math.Max(1, server.Total)).Value(server.Done ? Math.Max(1, server.Total) : server.Taken);
            }

            if (answers.Count == alive.Count && answers.TrueForAll(server => server.Done))
            {
                return answers;
            }

            var said = string.Join(' ', alive.Select(server => $"{server.Id} {server.Request} {server.Taken}"));
            if (said != heard)
            {
                (heard, since) = (said, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                return null;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private static async Task<int> RebuildHereAsync(ListingIndex index, CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        var total = await index.CountAsync(cancellationToken);
        return await ProgressBar().StartAsync(async context =>
        {
            var bar = context.AddTask("index", maxValue: Math.Max(1, total));
            var rebuilt = await index.RebuildAsync(new Counted(bar), cancellationToken);
            if (rebuilt.Error is { } error)
            {
                return Refusals.Say(error);
            }

            AnsiConsole.WriteLine($"{total} listing(s) indexed.");
            return 0;
        });
    }

    private static Progress ProgressBar() => AnsiConsole.Progress().Columns(
        new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());

    private sealed class Counted(ProgressTask bar) : IProgress<long>
    {
        public void Report(long value) => bar.Value(value);
    }
}

/// <summary>A server could not rebuild its index; it goes on answering from the old one.</summary>
/// <param name="Reason">What it said.</param>
public sealed record RebuildFailed(string Reason) : UserError
{
    public override string Code => "SEARCH_REBUILD_FAILED";

    public override LocalText Message => new(
        $"検索インデックスを再構築できなかったサーバーがあります（{Reason}）。そのサーバーのログを確認してください。",
        $"A server could not rebuild its index: {Reason} See that server's log.");
}

/// <summary>The servers live, but nothing is heard of a rebuild.</summary>
public sealed record RebuildUnanswered() : UserError
{
    public override string Code => "SEARCH_REBUILD_UNANSWERED";

    public override LocalText Message { get; } = new(
        "稼働中のサーバーから応答がありません。サーバーのログを確認し、再起動してからもう一度実行してください。",
        "The running servers do not answer. See their logs, restart them, and run this again.");
}
