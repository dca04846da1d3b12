using System.CommandLine;
using System.Globalization;
using CeCommerce.Payments.Reconciling.Files;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Reconciling;

/// <summary><c>settlements import</c>: takes in what a processor that cannot be asked tells in a file; all of it or, with any finding, nothing and exit code 3.</summary>
internal static class SettlementsCommand
{
    private const int Found = 3;

    public static Command Create(CommandRunner run)
    {
        var processor = new Option<string>("--processor") { Description = "Name of the processor in our records: lower-case letters, digits and hyphens.", Required = true };
        var file = new Option<string>("--file") { Description = "Its settlement file: CSV, UTF-8 or Shift_JIS (docs/payments.md lists the columns).", Required = true };
        var import = new Command("import", "Take in a processor's settlement file.") { processor, file };
        import.SetAction((parsed, cancellationToken) =>
        {
            var (name, path) = (parsed.GetValue(processor)!, parsed.GetValue(file)!);
            return run((services, stop) => RunAsync(services, name, path, stop), cancellationToken);
        });
        return new Command("settlements", "What processors tell of their balances.") { import };
    }

    private static async Task<int> RunAsync(IServiceProvider services, string processor, string path, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > SettlementFile.Largest)
            {
                return Refusals.Say(new SettlementFileUnreadable(path, $"> {SettlementFile.Largest / 1024 / 1024} MB"));
            }

            bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refusals.Say(new SettlementFileUnreadable(path, failure.Message));
        }

        if (!(await services.GetRequiredService<SettlementImport>().RunAsync(processor, bytes, cancellationToken)).Try(out var imported, out var error))
        {
            return Refusals.Say(error);
        }

        foreach (var finding in imported.Findings)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{finding.Row} {Excerpt.Of(finding.Column)} {finding.Code}: {finding.Message.Ja} / {finding.Message.En}"));
        }

        Console.WriteLine(imported.Findings is []
            ? string.Create(CultureInfo.InvariantCulture, $"新しい明細 {imported.Kept} 件、取り込み済み {imported.Known} 件 / {imported.Kept} new transactions, {imported.Known} known before")
            : "何も取り込んでいません。 / Nothing was taken in.");
        return imported.Findings is [] ? 0 : Found;
    }
}
