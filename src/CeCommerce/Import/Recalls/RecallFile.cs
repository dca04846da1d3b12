using CeCommerce.Import.Reading;
using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards.Recalls;
using Sylvan.Data.Csv;

namespace CeCommerce.Import.Recalls;

/// <summary>Why a recall list cannot be taken.</summary>
/// <param name="Row">Of the file, its header being 1 in CSV.</param>
/// <param name="Field">Name of the column.</param>
internal sealed record RecallFlaw(int Row, string Field, LocalText Message);

/// <summary>What a recall list says; with any flaw nothing of it is taken.</summary>
internal sealed record RecallList(IReadOnlyList<RecallNotice> Notices, IReadOnlyList<RecallFlaw> Flaws);

/// <summary>Reads a recall list: CSV or NDJSON, UTF-8, UTF-16 or CP932, with columns of these names.</summary>
internal static class RecallFile
{
    /// <summary>Recalls of one file.</summary>
    public const int Longest = 20_000;

    private const int MostFlaws = 100;

    private static readonly string[] Needed = ["number", "brands", "models", "announcedOn", "page"];

    private static readonly string[] Columns = [.. Needed, "serialFrom", "serialTo", "manufacturedFrom", "manufacturedTo", "endedOn", "hazard"];

    /// <param name="today">In Asia/Tokyo.</param>
    public static async Task<Outcome<RecallList>> ReadAsync(Stream stream, DateOnly today, CancellationToken cancellationToken)
    {
        var sample = await FileSample.TakeAsync(stream, cancellationToken);
        var found = sample.EncodingFor(declared: null);
        if (found.Error is { } refused)
        {
            return Outcome<RecallList>.Refused(refused);
        }

        var (encoding, bom) = found.Value;
        var start = sample.Text(encoding, bom);
        var text = new DecodedText(stream, encoding, sample.Bytes[bom..], bom) { Stop = cancellationToken };
        using RawRows rows = start.StartsWith('{')
            ? await NdjsonRows.OpenAsync(text, cancellationToken)
            : await CsvRows.OpenAsync(text, FileSample.DelimiterOf(start), cancellationToken);
        return await ReadAsync(rows, today, cancellationToken);
    }

    private static async Task<RecallList> ReadAsync(RawRows rows, DateOnly today, CancellationToken cancellationToken)
    {
        var flaws = FlawsOfColumns(rows).ToList();
        var (notices, numbers) = (new List<RecallNotice>(), new HashSet<string>(StringComparer.Ordinal));
        try
        {
            while (flaws.Count < MostFlaws && await rows.ReadAsync(cancellationToken))
            {
                if (notices.Count == Longest)
                {
                    flaws.Add(new(rows.Row, "", new($"一つのファイルは {Longest} 件までです。", $"A file has at most {Longest} recalls.")));
                    break;
                }

                var row = new RecallRow(rows, today);
                var notice = row.Read();
                flaws.AddRange(row.Flaws);
                if (row.Flaws.Count == 0 && !numbers.Add(notice.Number))
                {
                    flaws.Add(new(rows.Row, "number", new("同じ番号が二度あります。", "This number is there twice.")));
                }

                notices.Add(notice);
            }
        }
        catch (Exception broken) when (broken is FormatException or CsvRecordTooLargeException or InvalidDataException)
        {
            flaws.Add(new(rows.Row + 1, "", new("この行から後を読めませんでした。", "From this row on the file could not be read.")));
        }

        return new(flaws.Count == 0 ? notices : [], [.. flaws.Take(MostFlaws)]);
    }

    // A range under a misspelled name would be lost, and more units recalled than the list says.
    private static IEnumerable<RecallFlaw> FlawsOfColumns(RawRows rows) =>
    [
        .. Needed.Where(name => !rows.CellsAreNamed && !rows.Columns.Contains(name))
            .Select(name => new RecallFlaw(1, name, new("この列がありません。", "There is no such column."))),
        .. rows.Columns.Where(name => !Columns.Contains(name))
            .Select(name => new RecallFlaw(1, ShownValue.Of(name), new("知らない列です。", "This column is not known."))),
        .. rows.Columns.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => new RecallFlaw(1, ShownValue.Of(same.Key), new("同じ名前の列が二つあります。", "Two columns have this name."))),
    ];
}
