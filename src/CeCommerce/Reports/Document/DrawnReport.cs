using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Reports.Document;

/// <summary>A report as it was drawn: what every format shows.</summary>
/// <param name="Json">Canonical JSON of <paramref name="Document"/>, UTF-8.</param>
/// <param name="ContentHash">SHA-256 of <paramref name="Json"/>, 64 lower-case hex digits; stands on every page.</param>
internal sealed record DrawnReport(ReportDocument Document, ReadOnlyMemory<byte> Json, string ContentHash, ReportRows Rows)
{
    public static DrawnReport Of(ReportDocument document, ReportRows rows)
    {
        var json = CanonicalJson.Of(document);
        return new(document, Encoding.UTF8.GetBytes(json), CanonicalJson.Digest(json), rows);
    }

    /// <summary>One that was drawn before.</summary>
    /// <param name="json">As it was kept.</param>
    public static DrawnReport Kept(byte[] json, ReportRows rows) =>
        new(JsonSerializer.Deserialize<ReportDocument>(json, CommerceJson.Options)!, json, Convert.ToHexStringLower(SHA256.HashData(json)), rows);
}
