using System.CommandLine;
using CeCommerce.Import.Writing;
using CeCommerce.Platform;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Import.Recalls;

/// <summary><c>recalls import</c>: take a recall list in, beside a running server or alone; the same list again changes nothing.</summary>
internal static class RecallsCommand
{
    private static readonly Caller CommandLine = Caller.System with { ClientId = "command line" };

    public static Command Create(CommandRunner run)
    {
        var file = new Argument<string>("file") { Description = "The recall list: CSV or NDJSON, UTF-8, UTF-16 or CP932." };
        var source = new Option<string>("--source") { Description = "Whose list it is, e.g. caa; a recall's number counts within it.", Required = true };
        var import = new Command("import", "Take a recall list in, all of it or, with any flaw, nothing.") { file, source };
        import.SetAction((parsed, cancellationToken) =>
            run((services, stop) => ImportAsync(services, parsed.GetValue(file)!, parsed.GetValue(source)!, stop), cancellationToken));
        return new Command("recalls", "Recall lists.") { import };
    }

    private static async Task<int> ImportAsync(IServiceProvider services, string file, string source, CancellationToken cancellationToken)
    {
        if (RecallLimits.CheckSource(source) is { } invalid)
        {
            return Refusals.Say(invalid);
        }

        var read = await ReadAsync(file, services.GetRequiredService<TimeProvider>().Today(), cancellationToken);
        if (!read.Try(out var list, out var refused))
        {
            return Refusals.Say(refused);
        }

        foreach (var flaw in list.Flaws)
        {
            await Console.Error.WriteLineAsync($"{file}:{flaw.Row}: {flaw.Field}: {flaw.Message.Ja} / {flaw.Message.En}");
        }

        return list.Flaws.Count > 0 ? Refusals.ExitCode : await StoreAsync(services.GetRequiredService<RecallService>(), source, list.Notices, cancellationToken);
    }

    private static async Task<Outcome<RecallList>> ReadAsync(string file, DateOnly today, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await RecallFile.ReadAsync(stream, today, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new StockFileUnreadable(file, failure.Message);
        }
    }

    private static async Task<int> StoreAsync(RecallService service, string source, IReadOnlyList<RecallNotice> notices, CancellationToken cancellationToken)
    {
        var counts = new RecallCounts(0, 0, 0);
        foreach (var part in notices.Chunk(RecallLimits.Recalls))
        {
            if (!(await service.AddAsync(CommandLine, source, part, cancellationToken)).Try(out var taken, out var refused))
            {
                return Refusals.Say(refused);
            }

            counts += taken.Counts;
        }

        Console.WriteLine($"added {counts.Added}, changed {counts.Changed}, unchanged {counts.Unchanged}");
        return 0;
    }
}
