using System.Text.Encodings.Web;
using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>The files of <c>docs/standards</c> as the pack and the tests have them now.</summary>
internal static class ConformanceDocuments
{
    /// <summary>camelCase, two spaces, Japanese as it is, nulls written: a null is an answer here.</summary>
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<(string Name, Func<string> Text)> All { get; } =
    [
        ("matrix.json", () => JsonSerializer.Serialize(MatrixRow.All, Format) + "\n"),
        ("README.md", () => new MatrixPage(Language.En).Text()),
        ("README.ja.md", () => new MatrixPage(Language.Ja).Text()),
        ("cases.md", CasesPage.Text),
        ("not-covered.md", NotCoveredPage.Text),
    ];
}
