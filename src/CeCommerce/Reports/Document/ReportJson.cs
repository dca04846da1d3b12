using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using CeCommerce.Platform;

namespace CeCommerce.Reports.Document;

/// <summary>A report that somebody handed in.</summary>
/// <param name="FileHash">SHA-256 of the bytes as they came, 64 lower-case hex digits.</param>
/// <param name="ContentHash">Of the report that they hold, as it is when it is written canonically; the same as <paramref name="FileHash"/> unless spaces, order or spelling were changed.</param>
internal sealed record ReadReport(ReportDocument Document, string FileHash, string ContentHash)
{
    /// <summary>False when the file holds the report in other bytes than any server would draw it.</summary>
    public bool AsDrawn => FileHash == ContentHash;
}

/// <summary>Reads a report from bytes that nobody vouches for: whatever is not exactly the shape of a report is refused.</summary>
internal static class ReportJson
{
    public const int MostBytes = 64 * 1024 * 1024;

    // A reason why a figure is missing is the deepest, at 11.
    private const int MostDepth = 16;

    // No place in a report has a longer path; one that has ends in a name that somebody made up.
    private const int LongestPlace = 100;

    private static readonly JsonSerializerOptions Strict = new(CommerceJson.Options)
    {
        AllowDuplicateProperties = false,
        MaxDepth = MostDepth,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NullsMayBeLeftOut } },
    };

    public static Outcome<ReadReport> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            return new ReportFileTooLarge(bytes.Length, MostBytes);
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return new ReportFileNotJson(Line: null);
        }

        if (!Parse(WithoutMark(bytes)).Try(out var json, out var error))
        {
            return Outcome<ReadReport>.Refused(error);
        }

        using (json)
        {
            if (!Document(json.RootElement).Try(out var document, out error))
            {
                return Outcome<ReadReport>.Refused(error);
            }

            return new ReadReport(document, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), CanonicalJson.Digest(CanonicalJson.Of(document)));
        }
    }

    private static Outcome<JsonDocument> Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, new() { MaxDepth = MostDepth, AllowDuplicateProperties = false });
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            return Why(bytes);
        }
    }

    private static UserError Why(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new() { MaxDepth = MostDepth });
            return new ReportFileAmbiguous();
        }
        catch (JsonException broken)
        {
            return new ReportFileNotJson(broken.LineNumber + 1);
        }
    }

    private static Outcome<ReportDocument> Document(JsonElement root)
    {
        if (FormatOf(root) is var format && format != ReportDocument.CurrentFormat)
        {
            return new ReportFormatUnknown(format is null ? null : Excerpt.Of(format), ReportDocument.CurrentFormat);
        }

        try
        {
            var document = root.Deserialize<ReportDocument>(Strict)!;
            return ReportShape.FaultIn(document) is { } place ? new ReportFileMalformed(place) : document;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            var place = (broken as JsonException)?.Path ?? "$";
            return new ReportFileMalformed(place.Length > LongestPlace ? Excerpt.Of(place) : place);
        }
    }

    private static string? FormatOf(JsonElement root)
    {
        try
        {
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format"u8, out var format) && format.ValueKind == JsonValueKind.String ? format.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, is no text.
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static void NullsMayBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsSetNullable))
        {
            property.IsRequired = false;
        }
    }
}
