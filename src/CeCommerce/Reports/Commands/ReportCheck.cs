using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Commands;

/// <summary><c>report --verify</c>: says equal or where it differs; exit code 0 when equal, 3 when not.</summary>
internal static class ReportCheck
{
    private const int NotEqual = 3;

    public static async Task<int> RunAsync(IServiceProvider services, string path, CancellationToken cancellationToken)
    {
        if (!(await ReadAsync(path, cancellationToken)).Try(out var file, out var refused)
            || !(await services.GetRequiredService<ReportVerification>().OfAsync(file, _ => true, cancellationToken)).Try(out var verified, out refused))
        {
            return Refusals.Say(refused);
        }

        Say(verified);
        return verified.Result is VerifiedAs.Equal ? 0 : NotEqual;
    }

    private static async Task<Outcome<byte[]>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > ReportVerification.MostBytes } file
                ? new ReportFileTooLarge(file.Length, ReportVerification.MostBytes, "--verify")
                : await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ReportFileUnreadable(path, failure.Message);
        }
    }

    private static void Say(VerifiedFile verified)
    {
        var term = Terms<VerifiedAs>.Of(verified.Result);
        Console.WriteLine($"{term.Name.Ja}: {term.Meaning.Ja}");
        Console.WriteLine($"{term.Name.En}: {term.Meaning.En}");
        if (verified.Report is { } report)
        {
            Console.WriteLine($"{report.Id}  {report.Operator?.Code ?? "platform"}  {report.From:yyyy-MM-dd} – {report.To:yyyy-MM-dd}  as of {ReportText.Of(report.AsOf)}  {report.Edition}  content hash {report.ContentHash}");
        }

        foreach (var gone in verified.Gone)
        {
            Console.WriteLine($"  {gone.Name}: {gone.RowsThen:N0} → {gone.RowsNow:N0}");
        }

        foreach (var difference in verified.Differences?.First ?? [])
        {
            Console.WriteLine($"  {difference.Number} {difference.Place.Ja} / {difference.Place.En}: {difference.Was?.En ?? "—"} ≠ {difference.Is?.En ?? "—"}");
        }

        if (verified.Differences is { } compared && compared.Total > compared.First.Count)
        {
            Console.WriteLine($"  … {compared.Total - compared.First.Count:N0}");
        }
    }
}

/// <summary>The file that is to be verified cannot be read.</summary>
/// <param name="File">As it was given.</param>
/// <param name="Reason">What the system says.</param>
internal sealed record ReportFileUnreadable(string File, string Reason) : UserError
{
    public override string Code => "REPORT_FILE_UNREADABLE";

    public override LocalText Message => new($"{File} を読めません({Reason})。", $"{File} cannot be read: {Reason}.");
}
