using System.CommandLine;
using Spectre.Console;

namespace CeCommerce.Search.Index;

/// <summary>
/// <c>reindex</c>: beside running servers it has each of them rebuild its own index while it goes on answering from the old one;
/// without any it rebuilds the index of this home.
/// </summary>
internal static class ReindexCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> host)
    {
        var command = new Command("reindex", "Rebuild the search index from the database, without downtime.");
        command.SetAction((_, cancellationToken) => host(RunAsync, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var servers = services.GetRequiredService<IndexServers>();
        return (await servers.AliveAsync(cancellationToken)).Count > 0
            ? await AskServersAsync(servers, cancellationToken)
            : await RebuildHereAsync(services.GetRequiredService<ListingIndex>(), cancellationToken);
    }

    private static async Task<int> AskServersAsync(IndexServers servers, CancellationToken cancellationToken)
    {
        await servers.AskAsync(cancellationToken);
        return await ProgressBar().StartAsync(async context =>
        {
            var bars = new Dictionary<IndexServerId, ProgressTask>();
            while (true)
            {
                var alive = await servers.AliveAsync(cancellationToken);
                foreach (var server in alive)
                {
                    var bar = bars.TryGetValue(server.Id, out var known) ? known : bars[server.Id] = context.AddTask($"server {bars.Count + 1}");
                    bar.MaxValue(Math.Max(1, server.Total)).Value(server.Done ? Math.Max(1, server.Total) : server.Taken);
                }

                if (alive.All(server => server.Done))
                {
                    AnsiConsole.WriteLine($"{alive.Count} server(s) rebuilt their index.");
                    return 0;
                }

                await Task.Delay(Look, cancellationToken);
            }
        });
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
                await Console.Error.WriteLineAsync(error.Message.En);
                return 2;
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
