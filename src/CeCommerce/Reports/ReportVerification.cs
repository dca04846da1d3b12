using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Formats;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports;

/// <summary>What a file that somebody has comes to.</summary>
[TermSource("Vocabulary of the product")]
internal enum VerifiedAs
{
    [Term("一致", "Equal", MeaningJa = "ファイルは作成されたままで、描き直しても同じ数値になる", MeaningEn = "the file is as it was drawn, and drawing it again gives the same figures")]
    Equal,

    [Term("内容は一致", "Same content", MeaningJa = "数値は同じだが、ファイルのバイト列は作成されたままではない", MeaningEn = "it says the same, in other bytes than were drawn")]
    SameContent,

    [Term("相違あり", "Different", MeaningJa = "描き直した報告書と違うところがある", MeaningEn = "it says something else than the report drawn again")]
    Different,

    [Term("元の記録がない", "Inputs gone", MeaningJa = "ファイルは作成されたままだが、当時読んだ記録の一部がもう残っていない", MeaningEn = "the file is as it was drawn, but some of what was read then is no longer kept")]
    InputsGone,

    [Term("不明", "Unknown", MeaningJa = "ここで作成されたファイルではない", MeaningEn = "no such file was drawn here")]
    Unknown,
}

/// <summary>What verifying a file came to.</summary>
/// <param name="Report">The report that it is, or claims to be; null when that is not known.</param>
/// <param name="Format">The format in which it was drawn; null when no such file was.</param>
/// <param name="Differences">Where it differs from the report drawn again; null when it was not compared.</param>
/// <param name="Gone">What was read then and is not there any more, with the number of rows then and now.</param>
internal sealed record VerifiedFile(VerifiedAs Result, Report? Report, ReportFormat? Format, ReportComparison? Differences, IReadOnlyList<GoneInput> Gone);

/// <summary>A source of which rows are gone.</summary>
internal sealed record GoneInput(string Name, long RowsThen, long RowsNow);

/// <summary>
/// Says of a file whether it is a report as it was drawn. A file of any format is known by its digest, and its report is drawn again; JSON that is not known is
/// compared figure by figure with the report that it claims to be.
/// </summary>
internal sealed partial class ReportVerification(CommerceDatabase database, ReportDrawing drawing, ReportOutput output, TimeProvider clock)
{
    /// <summary>No file of a report is longer that people would hand in.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    /// <param name="file">All of it.</param>
    /// <param name="sees">Whether the asker may see reports of that operator.</param>
    public async Task<Outcome<VerifiedFile>> OfAsync(byte[] file, Func<OperatorId?, bool> sees, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        var known = await database.Set<Report>().AsNoTracking().Whole().Where(x => x.Files.Any(kept => kept.Sha256 == digest)).OrderBy(x => x.Id).FirstOrDefaultAsync(cancellationToken);
        if (known is not null && sees(known.OperatorId))
        {
            return await DrawnAgainAsync(known, known.Files.First(kept => kept.Sha256 == digest).Format, cancellationToken);
        }

        return file.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? await ClaimedAsync(file, sees, cancellationToken) : await NamedAsync(file, sees, cancellationToken);
    }

    private async Task<Outcome<VerifiedFile>> DrawnAgainAsync(Report report, ReportFormat format, CancellationToken cancellationToken)
    {
        var again = await drawing.DrawAsync(report.Wish, RowWindow.None, progress: null, cancellationToken);
        if (again.ContentHash == report.ContentHash)
        {
            return new VerifiedFile(VerifiedAs.Equal, report, format, null, []);
        }

        if (await output.KeptAsync(report, cancellationToken) is not { } kept || ReportJson.Read(kept.Json).Value is not { } read)
        {
            return new VerifiedFile(VerifiedAs.Different, report, format, null, []);
        }

        var gone = Gone(kept.Document, again.Document);
        return new VerifiedFile(gone.Count > 0 ? VerifiedAs.InputsGone : VerifiedAs.Different, report, format, ReportComparison.Of(read, again), gone);
    }

    private async Task<Outcome<VerifiedFile>> ClaimedAsync(byte[] file, Func<OperatorId?, bool> sees, CancellationToken cancellationToken)
    {
        if (!ReportJson.Read(file).Try(out var read, out var unreadable))
        {
            return Outcome<VerifiedFile>.Refused(unreadable);
        }

        var scope = read.Document.Scope;
        OperatorId? owner = TypedId.TryParse<OperatorId>(scope.OperatorId ?? "", out var id) ? id : null;
        if (owner is null != (scope.Kind == ReportKind.Platform) || !sees(owner) || (owner is not null && !await database.Set<Operator>().AnyAsync(x => x.Id == owner, cancellationToken)))
        {
            return new OperatorNotFound(Excerpt.Of(scope.OperatorId ?? ""), "file", "scope", "operatorId");
        }

        var wish = new ReportWish(owner, scope.From, scope.To, scope.AsOf, scope.Factors);
        if (ReportLimits.Check(wish, clock.GetUtcNow()) is { } impossible)
        {
            return impossible;
        }

        var drawn = await drawing.DrawAsync(wish, RowWindow.None, progress: null, cancellationToken);
        var compared = ReportComparison.Of(read, drawn);
        var claims = await database.Set<Report>().AsNoTracking().Whole().Where(x => x.OperatorId == owner && x.ContentHash == drawn.ContentHash).OrderBy(x => x.Id).FirstOrDefaultAsync(cancellationToken);
        return new VerifiedFile(
            compared.Sameness switch { ReportSameness.Identical => VerifiedAs.Equal, ReportSameness.SameContent => VerifiedAs.SameContent, ReportSameness.Different => VerifiedAs.Different },
            claims, null, compared, []);
    }

    /// <summary>A file that was altered still names the report that it was.</summary>
    private async Task<Outcome<VerifiedFile>> NamedAsync(byte[] file, Func<OperatorId?, bool> sees, CancellationToken cancellationToken)
    {
        var hashes = Hashes(file).Distinct().Take(100).ToList();
        var named = await database.Set<Report>().AsNoTracking().Whole().Where(x => hashes.Contains(x.ContentHash!)).OrderBy(x => x.Id).FirstOrDefaultAsync(cancellationToken);
        return named is not null && sees(named.OperatorId)
            ? new VerifiedFile(VerifiedAs.Different, named, null, null, [])
            : new VerifiedFile(VerifiedAs.Unknown, null, null, null, []);
    }

    private static IEnumerable<string> Hashes(byte[] file) => TextsOf(file).SelectMany(text => Sha256().Matches(text)).Select(match => match.Value);

    private static IEnumerable<string> TextsOf(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK"u8))
        {
            yield return Encoding.Latin1.GetString(file);
            yield break;
        }

        foreach (var text in PackedTexts.Of(file))
        {
            yield return text;
        }
    }

    private static List<GoneInput> Gone(ReportDocument then, ReportDocument now) =>
    [
        .. from input in then.Inputs
           let rows = now.Inputs.FirstOrDefault(other => other.Name == input.Name)?.Rows ?? 0
           where rows < input.Rows
           select new GoneInput(input.Name, input.Rows, rows),
    ];

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Sha256();
}

/// <summary>The texts of a packed file, as far as they are of a size that a report has.</summary>
internal static class PackedTexts
{
    private const int MostEntries = 200;
    private const int MostLetters = 1_000_000;

    public static IReadOnlyList<string> Of(byte[] file)
    {
        try
        {
            using var packed = new ZipArchive(new MemoryStream(file));
            return [.. packed.Entries.Take(MostEntries).Select(Start)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static string Start(ZipArchiveEntry entry)
    {
        using var text = new StreamReader(entry.Open(), Encoding.UTF8);
        var letters = new char[MostLetters];
        return new(letters, 0, text.ReadBlock(letters));
    }
}
