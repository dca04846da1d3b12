using System.Globalization;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;
using CeCommerce.Platform;
using Spectre.Console;

namespace CeCommerce.Import.Commands;

/// <summary>Shows on stderr how far an import is: a bar for a person, a line every few seconds for a log.</summary>
internal static class ImportBar
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    public static async Task<Outcome<ImportCounts>> ShowAsync(ImportReport report, Func<Task<Outcome<ImportCounts>>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var pace = new ImportPace();
        if (Console.IsErrorRedirected || !console.Profile.Capabilities.Interactive)
        {
            report.Shown = progress => pace.Every(BetweenLines, progress, line => Console.Error.WriteLine(line));
            return await work();
        }

        return await console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async bar =>
            {
                var task = bar.AddTask("0 rows");
                report.Shown = progress =>
                {
                    task.Description = pace.Rate(progress);
                    task.MaxValue = Math.Max(1, progress.BytesTotal);
                    task.Value = progress.BytesRead;
                };
                var outcome = await work();
                task.Value = task.MaxValue;
                return outcome;
            });
    }
}

/// <summary>Rows a second since the start, and what is left at that pace.</summary>
internal sealed class ImportPace
{
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly Lock _gate = new();
    private TimeSpan _next;
    private int? _first;

    public string Rate(ImportProgress progress)
    {
        // Rows that an earlier run stored took none of this run's time.
        _first ??= Math.Max(0, progress.Counts.Read - StockImport.ChunkSize);
        var rows = progress.Counts.Read - _first.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{progress.Counts.Read:N0} rows, {rows / Math.Max(0.001, Elapsed.TotalSeconds):N0} rows/s");
    }

    public void Every(TimeSpan interval, ImportProgress progress, Action<string> write)
    {
        lock (_gate)
        {
            var rate = Rate(progress);
            if (Elapsed < _next)
            {
                return;
            }

            _next = Elapsed + interval;
            var share = progress.BytesTotal == 0 ? 1 : (double)progress.BytesRead / progress.BytesTotal;
            var left = Elapsed * (1 / Math.Max(0.001, share) - 1);
            write(string.Create(CultureInfo.InvariantCulture, $"{rate}, {share:P0}, {left.TotalSeconds:N0} s left"));
        }
    }

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);
}
