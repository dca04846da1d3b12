using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>A clause of the product's packs that calls a check.</summary>
/// <param name="Told">Its parameters as JSON.</param>
internal sealed record PackCall(string Clause, string Check, Subject Subject, string Told)
{
    /// <summary>The words of what is told, without facts and values.</summary>
    public IEnumerable<string> Words => PackCalls.Word().Matches(Told).Select(match => match.Value).Append(Subject == Subject.Listing ? "of a listing" : "as stated");
}

/// <summary>Every call of a check in the product's packs.</summary>
internal static partial class PackCalls
{
    public static IReadOnlyList<PackCall> All { get; } = [.. OwnFiles.In("Packs").SelectMany(file => CallsOf(DataNode.Parse(file.Text))), .. OfNoPack];

    /// <summary>Words of conditions that no pack of the product uses.</summary>
    private static IEnumerable<PackCall> OfNoPack =>
    [
        new("", "facts.require", Subject.Listing, """{ "must": [{ "fact": "erasureStandard", "matches": "800-88 ?[Rr]" }] }"""),
        new("", "facts.require", Subject.Listing, """{ "must": [{ "fact": "repairs", "sameAs": "defects" }] }"""),
        new("", "facts.require", Subject.Listing, """{ "must": [{ "fact": "erasedOn", "onOrAfter": "2026-04-01" }, { "fact": "recallCheckedOn", "before": "2026-04-01" }] }"""),
        new("", "facts.require", Subject.Listing, """{ "must": [{ "fact": "manufactureYear", "atLeast": 2010 }, { "fact": "batteryCapacity", "atMost": 80 }] }"""),
    ];

    [GeneratedRegex("(?<=\")[A-Za-z]+(?=\":)", RegexOptions.None, 60_000)]
    internal static partial Regex Word();

    private static IEnumerable<PackCall> CallsOf(DataNode pack)
    {
        foreach (var rule in (pack["rules"]?.Items ?? []).SelectMany(rule => rule["variants"] is { } variants ? variants.Items.Select(rule.Without("variants").With) : [rule]))
        {
            var subject = rule["subject"] is { } stated ? AskedField.Term<Subject>(stated.Text!) : Subject.Listing;
            yield return new($"{rule["id"]!.Text}/{rule["clause"]!.Text}", rule["check"]!.Text!, subject, rule["parameters"] is { } told ? Json(told) : "{}");
        }
    }

    private static string Json(DataNode node) => node.Kind switch
    {
        JsonTokenType.StartObject => $"{{ {string.Join(", ", node.Members.Select(member => $"{Quoted(member.Name)}: {Json(member.Value)}"))} }}",
        JsonTokenType.StartArray => $"[{string.Join(", ", node.Items.Select(Json))}]",
        JsonTokenType.String => Quoted(node.Text!),
        JsonTokenType.Number => node.Text!,
        _ => node.Kind.ToString().ToLowerInvariant(),
    };

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
