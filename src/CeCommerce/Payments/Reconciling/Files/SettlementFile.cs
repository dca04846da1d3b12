using System.Text;
using Sylvan.Data.Csv;

namespace CeCommerce.Payments.Reconciling.Files;

/// <summary>What a settlement file says; with any finding nothing of it is taken.</summary>
internal sealed record SettlementLines(IReadOnlyList<ProcessorTransaction> Transactions, IReadOnlyList<SettlementFinding> Findings);

/// <summary>Reads a settlement file: CSV with a header row, UTF-8 or what Windows calls Shift_JIS.</summary>
internal static class SettlementFile
{
    /// <summary>In bytes.</summary>
    public const int Largest = 64 * 1024 * 1024;

    /// <summary>Rows of one file.</summary>
    public const int Longest = 500_000;

    public const int MostFindings = 100;

    private const int Windows31J = 932;

    static SettlementFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static async Task<SettlementLines> ReadAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > Largest)
        {
            return Refused(new(0, "", "FILE_TOO_LARGE", new($"ファイルは {Largest / 1024 / 1024} MB までです。", $"A file has at most {Largest / 1024 / 1024} MB.")));
        }

        if (Decode(bytes) is not { } text || text.Contains('\0', StringComparison.Ordinal))
        {
            return Refused(new(0, "", "FILE_UNREADABLE", new("UTF-8 でも Shift_JIS でもないか、文字でないものを含みます。", "It is neither UTF-8 nor Shift_JIS, or holds what is no text.")));
        }

        var lines = new SettlementRows();
        try
        {
            using var reader = new StringReader(text);
            await using var csv = await CsvDataReader.CreateAsync(reader, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',', CsvStyle = CsvStyle.Standard, MaxBufferSize = 1024 * 1024 }, cancellationToken);
            await ReadAsync(csv, lines, cancellationToken);
        }
        catch (Exception broken) when (broken is CsvFormatException or CsvRecordTooLargeException)
        {
            lines.Find("", "ROW_UNREADABLE", new("行を CSV として読めません。引用符を確かめてください。", "The row is no CSV: look at its quotes."));
        }

        return lines.Done();
    }

    private static async Task ReadAsync(CsvDataReader csv, SettlementRows lines, CancellationToken cancellationToken)
    {
        while (lines.GoesOn && await csv.ReadAsync(cancellationToken))
        {
            string[] cells = [.. Enumerable.Range(0, csv.RowFieldCount).Select(at => csv.GetString(at).Trim())];
            if (!lines.IsOpen)
            {
                lines.Open(cells);
            }
            else
            {
                lines.Add(cells);
            }
        }
    }

    private static SettlementLines Refused(SettlementFinding finding) => new([], [finding]);

    private static string? Decode(byte[] bytes) => Decode(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true))?.TrimStart('\uFEFF')
        ?? Decode(bytes, Encoding.GetEncoding(Windows31J, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));

    private static string? Decode(byte[] bytes, Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
