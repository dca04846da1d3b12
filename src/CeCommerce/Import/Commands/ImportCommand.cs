using System.CommandLine;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Commands;

/// <summary><c>import</c>: take a stock list in, beside a running server or alone. The same command again goes on where a killed one stopped.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandRunner run)
    {
        var file = new Argument<string>("file") { Description = "The stock list: CSV or NDJSON, UTF-8, UTF-16 or CP932." };
        var owner = new Option<string>("--operator") { Description = "Short name of the operator whose stock it is.", Required = true };
        var mapping = new Option<string>("--mapping") { Description = "JSON file that says which column is what (samples/README.md).", Required = true };
        var publish = new Option<bool>("--publish") { Description = "Put on the shelf what meets the standards; otherwise everything stays a draft." };
        var report = new Option<string?>("--report") { Description = "Write what became of each row here, one JSON object a line." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would become of each row; store nothing." };
        var language = new Option<Language>("--lang") { Description = "Language of the report: ja or en.", DefaultValueFactory = _ => Language.Ja };
        var command = new Command("import", "Turn a stock list into items and listings.") { file, owner, mapping, publish, report, dryRun, language };
        command.SetAction((parsed, cancellationToken) =>
        {
            var asked = new ImportAsked(
                parsed.GetValue(file)!, parsed.GetValue(owner)!, parsed.GetValue(mapping)!, parsed.GetValue(publish), parsed.GetValue(dryRun),
                parsed.GetValue(report), parsed.GetValue(language));
            return run((services, stop) => RunAsync(services, asked, stop), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ImportAsked asked, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<CommerceDatabase>();
        if (await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == asked.Operator, cancellationToken) is not { } owner)
        {
            return Refusals.Say(new OperatorNotFound(asked.Operator, "--operator"));
        }

        if (!(await asked.OpenAsync(cancellationToken)).Try(out var stock, out var error))
        {
            return Refusals.Say(error);
        }

        if (!ImportReport.Open(asked.Report, asked.Language, asked.File, asked.Mapping).Try(out var report, out error))
        {
            return Refusals.Say(error);
        }

        var caller = Caller.System with { Role = Role.Operator, OperatorId = owner.Id.Value, ClientId = "command line" };
        await using (report)
        {
            return await RunAsync(services, new(stock, owner, new(caller, asked.Publish, asked.DryRun)), report, cancellationToken);
        }
    }

    private static async Task<int> RunAsync(IServiceProvider services, ImportTask task, ImportReport report, CancellationToken cancellationToken)
    {
        var import = services.GetRequiredService<StockImport>();
        try
        {
            var outcome = await ImportBar.ShowAsync(report, task.Wish.DryRun
                ? () => import.TryOutAsync(task.Stock, task.Owner, task.Wish, report, cancellationToken)
                : () => StoreAsync(services, task, report, cancellationToken));
            if (outcome.Error is { } refused)
            {
                return Refusals.Say(refused);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("中断しました。同じコマンドで続きから再開します。\nStopped. The same command goes on from here.");
            return 1;
        }
        catch (JobTakenOver)
        {
            await Console.Error.WriteLineAsync(
                "この取込は取り消されたか、新しい取込に追い越されました。取り込んだ行はそのまま残ります。\nThe import was cancelled, or a newer one overtook it. The rows taken in so far stay.");
            return 1;
        }

        await report.KeepAsync();
        report.Summarise();
        return 0;
    }

    private static async Task<Outcome<ImportCounts>> StoreAsync(IServiceProvider services, ImportTask task, ImportReport report, CancellationToken cancellationToken)
    {
        var jobs = services.GetRequiredService<ImportJobs>();
        await using var held = await jobs.ResumeOrOpenAsync(task.Owner, task.Stock, task.Wish, cancellationToken);
        await jobs.StartAsync(held, () => Console.Error.WriteLine("この事業者の前の取込が終わるのを待っています。\nWaiting for an earlier import of this operator to end."), cancellationToken);
        await using var watch = new JobWatch(services.GetRequiredService<NpgsqlDataSource>(), held.Job.Id, report, Timeout.InfiniteTimeSpan, cancellationToken);
        try
        {
            var outcome = await services.GetRequiredService<StockImport>().RunAsync(held.Job, task.Stock, task.Owner, task.Wish, watch, watch.Stop);
            await jobs.FinishAsync(held.Job, outcome.Error, cancellationToken);
            return outcome;
        }
        catch (OperationCanceledException) when (watch.HasEnded)
        {
            throw new JobTakenOver();
        }
    }

    private sealed record ImportTask(StockSource Stock, Operator Owner, ImportWish Wish);
}

/// <summary>What the command line said.</summary>
internal sealed record ImportAsked(string File, string Operator, string Mapping, bool Publish, bool DryRun, string? Report, Language Language)
{
    public async Task<Outcome<StockSource>> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var mapping = await System.IO.File.ReadAllBytesAsync(Mapping, cancellationToken);
            return await StockSource.OpenAsync(File, mapping, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new StockFileUnreadable(Mapping, failure.Message);
        }
    }
}
