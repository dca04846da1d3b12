using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.Passports.Identity;

namespace CeCommerce.Tests.Passports.Identity;

/// <summary>The assertions of GS1's own syntax engine, as data.</summary>
public sealed partial class PublishedDigitalLinkTests(ITestOutputHelper output)
{
    /// <summary>Switches of that engine that let through what the URI syntax has withdrawn: words for numbers, short GTINs, unknown numbers.</summary>
    private static readonly string[] Leniencies = ["convenienceAlphas", "PermitZeroSuppressedGTINinDLuris", "PermitUnknownAIs"];

    [Fact]
    public void Every_published_link_is_read_as_GS1_reads_it()
    {
        var (asPublished, withdrawn, wrong) = (0, 0, new List<string>());
        foreach (var vector in Vectors("parse"))
        {
            var uri = vector.GetProperty("uri").GetString()!;
            var read = DigitalLink.Parse(uri).Try(out var link, out _) ? Elements(link) : null;
            var lenient = IsLenient(vector);
            if (read != (lenient ? null : vector.GetProperty("ai").GetString()))
                wrong.Add($"{uri}: {read}");
            (asPublished, withdrawn) = lenient ? (asPublished, withdrawn + 1) : (asPublished + 1, withdrawn);
        }

        output.WriteLine($"GS1 Digital Link: {asPublished + withdrawn} vectors read, {asPublished} as published, {withdrawn} with withdrawn syntax refused");
        Assert.Empty(wrong);
        Assert.Equal(59, asPublished + withdrawn);
    }

    [Fact]
    public void Every_published_set_of_elements_gives_the_published_link()
    {
        var (built, wrong) = (0, new List<string>());
        foreach (var vector in Vectors("generate"))
        {
            var elements = Bracketed().Matches(vector.GetProperty("ai").GetString()!).Select(match => new AiValue(match.Groups[1].Value, match.Groups[2].Value));
            var uri = DigitalLink.Of(vector.GetProperty("stem").GetString() ?? "https://id.gs1.org", elements).Try(out var link, out _) ? link.ToUri() : null;
            if (uri != vector.GetProperty("uri").GetString())
                wrong.Add($"{vector.GetProperty("ai")}: {uri}");
            built++;
        }

        output.WriteLine($"GS1 Digital Link: {built} vectors built");
        Assert.Empty(wrong);
        Assert.Equal(11, built);
    }

    [Fact]
    public void A_link_that_was_read_is_written_alike()
    {
        foreach (var vector in Vectors("parse"))
        {
            if (!DigitalLink.Parse(vector.GetProperty("uri").GetString()!).Try(out var link, out _))
                continue;
            Assert.True(DigitalLink.Parse(link.ToUri()).Try(out var again, out _));
            Assert.Equal(link.ToUri(), again.ToUri());
        }
    }

    [Fact]
    public void The_table_of_identifiers_agrees_with_the_syntax_dictionary()
    {
        var (known, wrong) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var row in File.ReadLines(PassportData.File("gs1-syntax-dictionary/gs1-syntax-dictionary.txt")).Where(row => row.Length > 0 && row[0] != '#'))
        {
            var words = row.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var flags = words[1].All(c => c is '*' or '?' or '!' or '"') ? words[1] : "";
            var parts = words.Skip(flags.Length > 0 ? 2 : 1).Where(word => word.TrimStart('[')[0] is 'N' or 'X' or 'Y' or 'Z').Select(word => word.Split(',')[0].Trim('[', ']') is var part
                ? (Least: word[0] == '[' ? 0 : part.Contains("..", StringComparison.Ordinal) ? 1 : Number(part[1..]), Most: Number(part[1..].TrimStart('.')))
                : default).ToList();
            foreach (var ai in Range(words[0]))
            {
                known.Add(ai);
                if (AiTable.Find(ai) is not { } format || format.Length != (parts.Sum(part => part.Least), parts.Sum(part => part.Most)))
                    wrong.Add($"{ai}: {AiTable.Find(ai)?.Length}");
                else if (format.IsAttribute != flags.Contains('?', StringComparison.Ordinal))
                    wrong.Add($"{ai}: attribute");
                if (AiTable.HasFixedLength(ai) != flags.Contains('*', StringComparison.Ordinal))
                    wrong.Add($"{ai}: fixed");
            }

            var sequences = words.FirstOrDefault(word => word.StartsWith("dlpkey", StringComparison.Ordinal))?.Split('=');
            if ((sequences is null) == AiTable.Keys.ContainsKey(words[0]))
                wrong.Add($"{words[0]}: key");
            else if (sequences is [_, var text] && text != string.Join('|', AiTable.Keys[words[0]].Select(sequence => string.Join(',', sequence))))
                wrong.Add($"{words[0]}: {text}");
        }

        output.WriteLine($"GS1 syntax dictionary: {known.Count} application identifiers compared");
        Assert.Empty(wrong);
        Assert.Equal(known.Order(StringComparer.Ordinal), AiTable.All.Order(StringComparer.Ordinal));
    }

    private static JsonElement.ArrayEnumerator Vectors(string kind) =>
        JsonDocument.Parse(File.ReadAllBytes(PassportData.File("gs1-digital-link-vectors.json"))).RootElement.GetProperty(kind).EnumerateArray();

    private static bool IsLenient(JsonElement vector) =>
        vector.TryGetProperty("flags", out var flags) && flags.EnumerateObject().Any(flag => Leniencies.Contains(flag.Name));

    /// <summary>As a bar code holds them: a separator before the first, and after each whose length is not fixed.</summary>
    private static string Elements(DigitalLink link)
    {
        var text = new StringBuilder("^");
        foreach (var (ai, value) in link.Qualifiers.Prepend(link.Key).Concat(link.Attributes))
            text.Append(ai).Append(value).Append(AiTable.HasFixedLength(ai) ? "" : "^");
        return text.ToString().TrimEnd('^');
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Range(string text) => text.Split('-') is [var first, var last]
        ? Enumerable.Range(Number(first), Number(last) - Number(first) + 1).Select(number => $"{number}")
        : [text];

    [GeneratedRegex(@"\((?<ai>\d+)\)(?<value>[^(]*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracketed();
}
