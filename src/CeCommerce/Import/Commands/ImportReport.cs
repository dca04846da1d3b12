using System.Globalization;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;
using CeCommerce.Platform;
using Spectre.Console;

namespace CeCommerce.Import.Commands;

/// <summary>Hears of every row: writes the report, counts what went wrong, and tells the progress on.</summary>
internal sealed class ImportReport(WholeFile? file, Language language) : IImportListener, IAsyncDisposable
{
    private ImportReportWriter? _writer = file is null ? null : new(file.Stream);
    private readonly SortedDictionary<string, (LocalText Title, Dictionary<ImportSeverity, int> Rows)> _rules = new(StringComparer.Ordinal);
    private ImportCounts _counts;

    /// <summary>Shows how far the import is; the bar sets it.</summary>
    public Action<ImportProgress> Shown { get; set; } = _ => { };

    /// <param name="inputs">What is read meanwhile and must not be written over.</param>
    public static Outcome<ImportReport> Open(string? path, Language language, params ReadOnlySpan<string> inputs)
    {
        if (path is null)
        {
            return new ImportReport(null, language);
        }

        try
        {
            foreach (var input in inputs)
            {
                if (WholeFile.IsSame(path, input))
                {
                    return new ReportIsInput(path, input);
                }
            }

            return new ImportReport(WholeFile.Create(path), language);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new StockFileUnreadable(path, failure.Message);
        }
    }

    public ValueTask OnOpenedAsync(StockFile file, CancellationToken cancellationToken)
    {
        foreach (var finding in file.Findings)
        {
            Console.Error.WriteLine($"{finding.Message.In(language)} {finding.Remedy.In(language)}");
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            _counts = _counts.With(row.Outcome);
            Count(row);
            if (_writer is not null)
            {
                await _writer.WriteAsync(
                    row.Row, row.SourceId, row.Outcome, row.ListingId?.ToString(), row.Findings.Select(finding => ReportFinding.From(finding, language)), cancellationToken);
            }
        }
    }

    public void OnProgress(ImportProgress progress) => Shown(progress);

    /// <summary>The report is whole: it takes its name.</summary>
    public async Task KeepAsync()
    {
        await CloseAsync();
        file?.Keep();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        file?.Dispose();
    }

    /// <summary>Two tables on stdout: what became of the rows, and which rules they did not meet.</summary>
    public void Summarise()
    {
        var outcomes = new Table().AddColumn(Word("結果", "outcome")).AddColumn(new TableColumn(Word("行", "rows")).RightAligned());
        outcomes.AddRow("published", Number(_counts.Published)).AddRow("draft", Number(_counts.Drafted));
        outcomes.AddRow("refused", Number(_counts.Refused)).AddRow("unchanged", Number(_counts.Unchanged)).AddRow(Word("合計", "all"), Number(_counts.Read));
        AnsiConsole.Write(outcomes);
        if (_rules.Count == 0)
        {
            return;
        }

        var rules = new Table().AddColumn(Word("規則", "rule"));
        rules.AddColumn(new TableColumn("block").RightAligned()).AddColumn(new TableColumn("warn").RightAligned()).AddColumn(new TableColumn("info").RightAligned());
        rules.AddColumn(Word("例", "for example"));
        foreach (var (rule, (message, rows)) in _rules)
        {
            rules.AddRow(
                rule, Number(rows.GetValueOrDefault(ImportSeverity.Block)), Number(rows.GetValueOrDefault(ImportSeverity.Warn)),
                Number(rows.GetValueOrDefault(ImportSeverity.Info)), Markup.Escape(message.In(language)));
        }

        AnsiConsole.Write(rules);
    }

    private async Task CloseAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync();
        }
    }

    private void Count(ImportedRow row)
    {
        foreach (var group in row.Findings.GroupBy(finding => finding.Rule, StringComparer.Ordinal))
        {
            if (!_rules.TryGetValue(group.Key, out var counted))
            {
                _rules[group.Key] = counted = (group.First().Message, []);
            }

            var worst = group.Max(finding => finding.Severity);
            counted.Rows[worst] = counted.Rows.GetValueOrDefault(worst) + 1;
        }
    }

    private string Word(string ja, string en) => language == Language.Ja ? ja : en;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
