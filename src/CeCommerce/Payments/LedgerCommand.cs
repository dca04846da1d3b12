using System.CommandLine;
using System.Data;
using System.IO.Compression;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Proofs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>
/// <c>ledger verify</c>: proves the books, beside a running server or alone, or an exported file without either; says what is wrong line by line and then ends with 3.
/// <c>ledger export</c>: writes such a file. A database of another version they leave as it is and refuse.
/// </summary>
internal static class LedgerCommand
{
    private const int Flawed = 3;

    public static Command Create(CommandRunner run) => new("ledger", "The books.") { Verify(run), Export(run) };

    private static Command Verify(CommandRunner run)
    {
        var file = new Option<string?>("--file") { Description = "Verify what ledger export wrote into this file, without a database." };
        var against = new Option<string?>("--against") { Description = "Prove too that the log goes on from the checkpoints in this file: what a witness keeps, or an older export." };
        var verify = new Command("verify", "Prove that the books add up, agree with payments and orders and are what was sealed and signed; 0 when they do, 3 when not.") { file, against };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var kept = parsed.GetValue(against) is { } older ? await FileVerification.KeptAsync(older, cancellationToken) : [];
                return parsed.GetValue(file) is { } path
                    ? Say(await FileVerification.FlawsAsync(path, kept, cancellationToken))
                    : await run(async (services, stop) => Say(await FlawsAsync(services, kept, stop)), cancellationToken);
            }
            catch (LedgerFileRefused refused)
            {
                return Refusals.Say(refused.Error);
            }
        });
        return verify;
    }

    private static Command Export(CommandRunner run)
    {
        var file = new Option<string>("--file") { Description = "Where to write it; as gzip when the name ends with .gz.", Required = true };
        var export = new Command("export", "Write entries, tree, checkpoints and public keys into a file that ledger verify --file proves anywhere.") { file };
        export.SetAction((parsed, cancellationToken) => run((services, stop) => ExportAsync(services, parsed.GetValue(file)!, stop), cancellationToken));
        return export;
    }

    /// <summary>Books and log beside each other, in two sessions.</summary>
    private static async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(IServiceProvider services, IReadOnlyList<Checkpoint> kept, CancellationToken cancellationToken)
    {
        var log = services.GetRequiredService<LogVerification>().FlawsAsync(kept, cancellationToken);
        var books = BooksAsync(services, cancellationToken);
        await Task.WhenAll(log, books);
        return [.. await books, .. await log];
    }

    /// <summary>
    /// All comparisons see one moment and take the time that they take. They read all there is, so joins over indexes, which are planned for an account of average size,
    /// would read buyer clearing row by row.
    /// </summary>
    private static async Task<IReadOnlyList<LedgerFlaw>> BooksAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<CommerceDatabase>().Database;
        database.SetCommandTimeout(0);
        await using var moment = await database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await database.ExecuteSqlRawAsync("SET LOCAL work_mem = '64MB'; SET LOCAL enable_nestloop = off", cancellationToken);
        return await services.GetRequiredService<LedgerVerification>().FlawsAsync(cancellationToken);
    }

    private static int Say(IReadOnlyList<LedgerFlaw> flaws)
    {
        foreach (var flaw in flaws)
        {
            Console.WriteLine($"{flaw.Subject}: {flaw.Message.Ja} / {flaw.Message.En}");
        }

        Console.WriteLine(flaws.Count == 0 ? "帳簿に誤りはありません。 / The books are right." : $"誤り {flaws.Count} 件(種類ごとに100件まで) / {flaws.Count} flaws, at most 100 of each sort");
        return flaws.Count == 0 ? 0 : Flawed;
    }

    private static async Task<int> ExportAsync(IServiceProvider services, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = WholeFile.Create(path);
            await using (var to = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file.Stream, CompressionLevel.Fastest, leaveOpen: true) : (Stream)new BufferedStream(file.Stream))
            {
                var leaves = await services.GetRequiredService<LogExport>().WriteAsync(to, cancellationToken);
                await to.FlushAsync(cancellationToken);
                await Console.Out.WriteLineAsync($"葉 {leaves} / {leaves} leaves".AsMemory(), cancellationToken);
            }

            file.Keep();
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusals.Say(new LedgerFileUnwritable(path, e.Message));
        }
    }
}

/// <summary>Where the ledger should be exported to nothing can be written.</summary>
public sealed record LedgerFileUnwritable(string File, string Reason) : UserError("file")
{
    public override string Code => "LEDGER_FILE_UNWRITABLE";

    public override LocalText Message => new($"{File} に書き込めません。({Reason})", $"{File} cannot be written. {Reason}");
}
