using System.CommandLine;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Passports.Export;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports;

/// <summary>
/// <c>passport export</c>: writes histories into a file. <c>passport verify</c>: proves such a file without a database, says what is wrong line by line and then
/// ends with 3.
/// </summary>
internal static class PassportCommand
{
    private const int Flawed = 3;

    public static Command Create(CommandRunner read) => new("passport", "The history of goods.") { Export(read), Verify() };

    private static Command Export(CommandRunner read)
    {
        var item = new Argument<string?>("item") { Description = "The unit, itm_…", Arity = ArgumentArity.ZeroOrOne };
        var code = new Option<string?>("--operator") { Description = "All units that the operator with this code answers for." };
        var all = new Option<bool>("--all") { Description = "All units." };
        var disclose = new Option<bool>("--disclose") { Description = "With the values that the history holds as digests alone: what people typed about their work. Not for the public." };
        var file = new Option<string>("--out") { Description = "Where to write it.", Required = true };
        var export = new Command("export", "Write histories, the log of all, checkpoints and public keys into a zip that passport verify proves anywhere.") { item, code, all, disclose, file };
        export.Validators.Add(given =>
        {
            if (new[] { given.GetValue(item) is not null, given.GetValue(code) is not null, given.GetValue(all) }.Count(said => said) != 1)
            {
                given.AddError("Name one unit, or --operator, or --all.");
            }
        });
        export.SetAction((parsed, cancellationToken) => read(
            async (services, stop) => await ScopeAsync(services, parsed.GetValue(item), parsed.GetValue(code), parsed.GetValue(disclose)) is { } scope
                ? await ExportAsync(services, scope, parsed.GetValue(file)!, stop)
                : Refusals.Say(new HistoryUnknown(parsed.GetValue(item) ?? parsed.GetValue(code) ?? "")),
            cancellationToken));
        return export;
    }

    private static Command Verify()
    {
        var file = new Argument<string>("file") { Description = "What passport export wrote." };
        var against = new Option<string?>("--against") { Description = "Prove too that the log goes on from the checkpoints in this file, which a witness keeps." };
        var verify = new Command("verify", "Prove that the histories in a file are what was written down, sealed and signed; 0 when they are, 3 when not.") { file, against };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var kept = parsed.GetValue(against) is { } notes ? await HistoryFile.KeptAsync(notes, cancellationToken) : [];
                return Say(await HistoryFile.VerifyAsync(parsed.GetValue(file)!, kept, cancellationToken));
            }
            catch (HistoryFileRefused refused)
            {
                return Refusals.Say(refused.Error);
            }
        });
        return verify;
    }

    private static int Say(HistoryVerification verified)
    {
        foreach (var flaw in verified.Flaws)
        {
            Console.WriteLine($"{flaw.Sort} {flaw.Subject}: {flaw.Message.Ja} / {flaw.Message.En}");
        }

        var unsealed = verified.Unsealed;
        Console.WriteLine(verified.Flaws.Count == 0
            ? $"履歴に誤りはありません(未封印 {unsealed} 件)。 / The histories are right; {unsealed} events are not sealed yet."
            : $"誤り {verified.Flaws.Count} 件(種類ごとに100件まで) / {verified.Flaws.Count} flaws, at most 100 of each sort");
        return verified.Flaws.Count == 0 ? 0 : Flawed;
    }

    /// <summary>Null when there is no such unit or operator.</summary>
    private static async Task<ExportScope?> ScopeAsync(IServiceProvider services, string? item, string? code, bool disclose)
    {
        var database = services.GetRequiredService<CommerceDatabase>();
        if (item is not null)
        {
            return TypedId.TryParse<ItemId>(item, out var id) && await database.Set<Passport>().AnyAsync(x => x.ItemId == id) ? new(id.Value, null, disclose) : null;
        }

        if (code is not null)
        {
            var found = await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == code);
            return found is null ? null : new(null, found.Id.Value, disclose);
        }

        return new(null, null, disclose);
    }

    private static async Task<int> ExportAsync(IServiceProvider services, ExportScope scope, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = WholeFile.Create(path);
            var events = await services.GetRequiredService<HistoryExport>().WriteAsync(file.Stream, scope, cancellationToken);
            file.Keep();
            Console.WriteLine($"出来事 {events} 件 / {events} events");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusals.Say(new HistoryFileUnwritable(path, e.Message));
        }
    }
}

/// <summary>There is no such unit with a history, or no such operator.</summary>
public sealed record HistoryUnknown(string Named) : UserError("item")
{
    public override string Code => "HISTORY_UNKNOWN";

    public override LocalText Message => new($"{Named} の履歴はありません。", $"There is no history of {Named}.");
}

/// <summary>Where histories should be exported to nothing can be written.</summary>
public sealed record HistoryFileUnwritable(string File, string Reason) : UserError("file")
{
    public override string Code => "HISTORY_FILE_UNWRITABLE";

    public override LocalText Message => new($"{File} に書き込めません。({Reason})", $"{File} cannot be written. {Reason}");
}
