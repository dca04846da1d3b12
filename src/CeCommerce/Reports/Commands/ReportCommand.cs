using System.CommandLine;
using System.Globalization;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports.Commands;

/// <summary><c>report</c>: draw a report into a file, or say of a file whether it is one and unaltered.</summary>
internal static class ReportCommand
{
    private static readonly string[] Usage =
    [
        "report には --operator または --platform の一方と、--from、--to、--out(または検証するファイルを示す --verify)が必要です。",
        "report needs one of --operator and --platform, and --from, --to and --out; or --verify with a file.",
    ];

    public static Command Create(CommandRunner run, CommandRunner read)
    {
        var owner = new Option<string?>("--operator") { Description = "Short name of the operator." };
        var platform = new Option<bool>("--platform") { Description = "The platform's own page of measures, over all operators." };
        var from = new Option<DateOnly?>("--from") { Description = "First day of the period, in Japan." };
        var to = new Option<DateOnly?>("--to") { Description = "Last day, inclusive." };
        var asOf = new Option<string?>("--as-of") { Description = "What was on record when: a day (its end in Japan; today: now) or an instant such as 2026-11-20T09:00:00+09:00. Now when left out." };
        var format = new Option<ReportFormat>("--format") { Description = "html, pdf, xlsx, csv or json.", DefaultValueFactory = _ => ReportFormat.Html };
        var language = new Option<Language>("--lang") { Description = "ja or en; JSON has both.", DefaultValueFactory = _ => Language.Ja };
        var charset = new Option<ReportCharset>("--charset") { Description = "Of CSV: utf8 or cp932.", DefaultValueFactory = _ => ReportCharset.Utf8 };
        var output = new Option<string?>("--out") { Description = "The file to write; there is never half of one." };
        var verify = new Option<string?>("--verify") { Description = "A file that was drawn: is it unaltered, and does drawing it again give the same figures?" };
        var command = new Command("report", "Draw a standards-compliance report, or verify one.") { owner, platform, from, to, asOf, format, language, charset, output, verify };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(verify) is { } file ? read((services, stop) => ReportCheck.RunAsync(services, file, stop), cancellationToken) : run(
            (services, stop) => parsed.GetValue(owner) is null == parsed.GetValue(platform) && parsed.GetValue(from) is { } first && parsed.GetValue(to) is { } last && parsed.GetValue(output) is { } path
                    ? DrawAsync(services, new(parsed.GetValue(owner), first, last, parsed.GetValue(asOf), parsed.GetValue(format), parsed.GetValue(language), path) { Charset = parsed.GetValue(charset) }, stop)
                    : SayAsync(Usage),
            cancellationToken));
        return command;
    }

    private static async Task<int> DrawAsync(IServiceProvider services, ReportAsked asked, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<CommerceDatabase>();
        var owner = await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == asked.Operator, cancellationToken);
        if (asked.Operator is not null && owner is null)
        {
            return Refusals.Say(new OperatorNotFound(asked.Operator, "--operator"));
        }

        if (asked.AsOfInput() is not { } asOf)
        {
            return await SayAsync(["--as-of には日(2026-11-20)か日時(2026-11-20T09:00:00+09:00)を指定してください。", "--as-of takes a day such as 2026-11-20, or an instant such as 2026-11-20T09:00:00+09:00."]);
        }

        var caller = Caller.System with { Role = owner is null ? Role.Platform : Role.Operator, OperatorId = owner?.Id.Value, ClientId = "command line" };
        var input = new DrawReportInput
        {
            Kind = owner is null ? ReportKind.Platform : ReportKind.Operator,
            From = asked.From,
            To = asked.To,
            AsOf = asOf.Given,
            Formats = [asked.Format],
            Languages = [asked.Language],
            CsvCharset = asked.Charset,
            IdempotencyKey = Guid.CreateVersion7().ToString(),
        };
        var wanted = await services.GetRequiredService<ReportService>().DrawAsync(caller, input, cancellationToken);
        return wanted.Try(out var report, out var refused) ? await KeepAsync(services, report.Id, asked, cancellationToken) : Refusals.Say(refused);
    }

    private static async Task<int> KeepAsync(IServiceProvider services, ReportId id, ReportAsked asked, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<ReportRound>().DrawAsync(id, cancellationToken);
        if (report.Failure is { } failure)
        {
            return await SayAsync([failure.Message.Ja, failure.Message.En]);
        }

        var file = report.Files.Single(file => file.Format == asked.Format);
        if (!(await services.GetRequiredService<ReportOutput>().OpenAsync(file, cancellationToken)).Try(out var content, out var refused))
        {
            return Refusals.Say(refused);
        }

        await using (content)
        {
            if (await WrittenAsync(asked.Path, content, cancellationToken) is { } unwritable)
            {
                return Refusals.Say(unwritable);
            }
        }

        Console.WriteLine($"{report.Id}  {asked.Path}");
        Console.WriteLine($"content hash {report.ContentHash}, {report.Edition}, as of {ReportText.Of(report.AsOf)}, log line {report.FeedPosition?.ToString(CultureInfo.InvariantCulture)}");
        return 0;
    }

    /// <summary>Null when the file is there; there is never half of one.</summary>
    private static async Task<ReportFileUnwritable?> WrittenAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            using var file = WholeFile.Create(path);
            await content.CopyToAsync(file.Stream, cancellationToken);
            file.Keep();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(path, failure.Message);
        }
    }

    private static async Task<int> SayAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await Console.Error.WriteLineAsync(line);
        }

        return Refusals.ExitCode;
    }

    /// <param name="Operator">Null for the platform.</param>
    private sealed record ReportAsked(string? Operator, DateOnly From, DateOnly To, string? AsOf, ReportFormat Format, Language Language, string Path)
    {
        public ReportCharset Charset { get; init; }

        /// <summary>Null when it can be neither a day nor an instant.</summary>
        public AsOfGiven? AsOfInput() => AsOf is null ? new(null)
            : DateOnly.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(new() { Day = day })
            : DateTimeOffset.TryParse(AsOf, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? new(new() { Instant = instant })
            : null;
    }

    private sealed record AsOfGiven(ReportAsOfInput? Given);
}

/// <summary>The file that a command was to write cannot be written.</summary>
/// <param name="File">As it was given.</param>
/// <param name="Reason">What the system says.</param>
internal sealed record ReportFileUnwritable(string File, string Reason) : UserError
{
    public override string Code => "REPORT_FILE_UNWRITABLE";

    public override LocalText Message => new(
        $"{File} に書き込めません({Reason})。報告書は保存されているので、別の場所を指定してもう一度実行してください。",
        $"{File} cannot be written: {Reason}. The report itself is kept; run the command again with another place.");
}
