using System.Text.Json;
using CeCommerce.Tests.Architecture;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>A rule of the reference that the pack does not have.</summary>
internal sealed record NotCovered(string Id, string About, string Law, string Why);

/// <summary>A rule of the pack that asks for less than the reference.</summary>
internal sealed record InPart(string Id, string Missing);

/// <summary>What people wrote about the rules, in the files beside this one.</summary>
internal static class ReferenceNotes
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Every id that the research proposes; CT-024 was never given.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Numbered("OP", 30), .. Numbered("BY", 18), .. Numbered("LS", 35), .. Numbered("CT", 23), "CT-025", .. Numbered("RS", 3), .. Numbered("TX", 3), .. Numbered("EU", 6),
    ];

    public static IReadOnlyList<NotCovered> NotCovered { get; } = Read<Notes>("not-covered.json").NotCovered;

    public static IReadOnlyList<InPart> InPart { get; } = Read<Notes>("not-covered.json").InPart;

    private static IEnumerable<string> Numbered(string subject, int count) => Enumerable.Range(1, count).Select(number => $"{subject}-{number:D3}");

    private static T Read<T>(string file) => JsonSerializer.Deserialize<T>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "Conformance", file)), Format)!;

    private sealed record Notes(IReadOnlyList<NotCovered> NotCovered, IReadOnlyList<InPart> InPart);
}
