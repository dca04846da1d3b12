using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CeCommerce.Import.Writing;
using CeCommerce.Platform;

namespace CeCommerce.Import;

/// <summary>What became of a row in the end.</summary>
public enum ImportOutcome
{
    /// <summary>On the shelf.</summary>
    Published,

    /// <summary>Stored, but the standards keep it off the shelf, or publishing was not asked for.</summary>
    Draft,

    /// <summary>Cannot be an item at all; nothing was stored.</summary>
    Refused,

    /// <summary>The row says what is stored already.</summary>
    Unchanged,
}

/// <summary>One finding of a report line; from the import itself or from a standard.</summary>
/// <param name="Verdict"><c>fail</c> or <c>unknown</c>.</param>
/// <param name="Severity"><c>block</c>, <c>warn</c> or <c>info</c>.</param>
public sealed record ReportFinding(string Rule, string Verdict, string Severity, string Field, string Message, string Remedy)
{
    public static ReportFinding From(RowFinding finding, Language language) => new(
        finding.Rule,
        finding.Verdict switch { FindingVerdict.Fail => "fail", FindingVerdict.Unknown => "unknown", _ => throw new ArgumentOutOfRangeException(nameof(finding)) },
        finding.Severity switch { ImportSeverity.Block => "block", ImportSeverity.Warn => "warn", ImportSeverity.Info => "info", _ => throw new ArgumentOutOfRangeException(nameof(finding)) },
        finding.Field,
        finding.Message.In(language),
        finding.Remedy.In(language));
}

/// <summary>
/// Writes the report of an import, one JSON object a line, Japanese as it is. Not thread-safe; flushes when its buffer is full and when disposed.
/// </summary>
public sealed class ImportReportWriter(Stream stream) : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;

    // A file of our own, never put into a page: nothing but quotes and control characters needs escaping.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt + 4096);
    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);

    /// <param name="listing">The listing's id outside (<c>lst_…</c>); null when there is none.</param>
    public async ValueTask WriteAsync(int row, string? sourceId, ImportOutcome outcome, string? listing, IEnumerable<ReportFinding> findings, CancellationToken cancellation = default)
    {
        _json.Reset(_buffer);
        WriteLine(row, sourceId, outcome, listing, findings);
        _json.Flush();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
            await FlushAsync(cancellation);
    }

    public async ValueTask FlushAsync(CancellationToken cancellation = default)
    {
        await stream.WriteAsync(_buffer.WrittenMemory, cancellation);
        _buffer.ResetWrittenCount();
        await stream.FlushAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync();
        await _json.DisposeAsync();
        await stream.DisposeAsync();
    }

    private void WriteLine(int row, string? sourceId, ImportOutcome outcome, string? listing, IEnumerable<ReportFinding> findings)
    {
        _json.WriteStartObject();
        _json.WriteNumber("row"u8, row);
        _json.WriteString("sourceId"u8, sourceId);
        _json.WriteString("outcome"u8, WordFor(outcome));
        _json.WriteString("listing"u8, listing);
        _json.WriteStartArray("findings"u8);
        foreach (var finding in findings)
            Write(finding);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Write(ReportFinding finding)
    {
        _json.WriteStartObject();
        _json.WriteString("rule"u8, finding.Rule);
        _json.WriteString("verdict"u8, finding.Verdict);
        _json.WriteString("severity"u8, finding.Severity);
        _json.WriteString("field"u8, finding.Field);
        _json.WriteString("message"u8, finding.Message);
        _json.WriteString("remedy"u8, finding.Remedy);
        _json.WriteEndObject();
    }

    private static string WordFor(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Published => "published",
        ImportOutcome.Draft => "draft",
        ImportOutcome.Refused => "refused",
        ImportOutcome.Unchanged => "unchanged",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
