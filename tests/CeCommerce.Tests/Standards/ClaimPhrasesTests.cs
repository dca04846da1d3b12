using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Architecture;

namespace CeCommerce.Tests.Standards;

/// <summary>
/// The reader of claims against sentences as sellers write them, half of which claim nothing about the unit. A third, drawn by chance, is held
/// out: nobody looks at it while the reader is changed, and its test prints counts, never a sentence.
/// </summary>
public sealed partial class ClaimPhrasesTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Phrase[] Known = Load("phrases.json");
    private static readonly Phrase[] HeldOut = Load("phrases-held-out.json");

    [Fact]
    public void There_are_enough_sentences_of_every_kind_on_both_sides()
    {
        Phrase[] all = [.. Known, .. HeldOut];
        Assert.True(all.Length >= 300, "At least 300 sentences.");
        Assert.Equal(all.Length, all.Select(phrase => phrase.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(HeldOut.Length, all.Length * 0.3, all.Length * 0.4);
        Assert.All(all.GroupBy(phrase => phrase.Kind), kind => Assert.True(kind.Count() >= 20, kind.Key));
        Assert.InRange(all.Count(phrase => phrase.Claims.Count == 0), all.Length * 0.45, all.Length * 0.55);
    }

    [Fact]
    public void Sentences_are_read_by_what_they_mean()
    {
        var (recall, precision) = Measure(Known, tell: true);
        Assert.True(recall >= 0.95 && precision >= 0.97, "See the output.");
    }

    [Fact]
    public void Sentences_that_nobody_tuned_the_reader_to_are_read_by_what_they_mean()
    {
        var (recall, precision) = Measure(HeldOut, tell: false);
        Assert.True(recall >= 0.9 && precision >= 0.95, $"Recall {recall:P1}, precision {precision:P1}.");
    }

    private (double Recall, double Precision) Measure(Phrase[] phrases, bool tell)
    {
        var total = default(Score);
        foreach (var kind in phrases.GroupBy(phrase => phrase.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var score = default(Score);
            foreach (var phrase in kind)
            {
                var found = Found(phrase.Text);
                score = score.With(phrase.Claims, found);
                if (tell && !found.SetEquals(phrase.Claims))
                {
                    output.WriteLine($"{phrase.Text}: [{string.Join(' ', phrase.Claims)}], read [{string.Join(' ', found)}]");
                }
            }

            output.WriteLine($"{kind.Key,-32} {kind.Count(),4} sentences, recall {score.Recall:P1}, precision {score.Precision:P1}");
            total = total.With(score);
        }

        output.WriteLine($"{"all",-32} {phrases.Length,4} sentences, recall {total.Recall:P1}, precision {total.Precision:P1}");
        return (total.Recall, total.Precision);
    }

    private static HashSet<string> Found(string text)
    {
        var claims = RuleEdition.Current.Claims.Read(text);
        return [.. Enum.GetValues<Claims>().Where(claim => claim != Claims.None && claims.HasFlag(claim)).Select(claim => WordStart().Replace(claim.ToString(), "_").ToUpperInvariant())];
    }

    private static Phrase[] Load(string file) => JsonSerializer.Deserialize<Phrase[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "Phrases", file)), Json)!;

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordStart();

    /// <param name="Claims">Of <c>NEW</c>, <c>LIKE_NEW</c>, <c>MAKER_WARRANTY</c>, <c>TESTED</c>, <c>CHEAPEST</c>, <c>CO2</c>, <c>NO_LIABILITY</c>.</param>
    private sealed record Phrase(string Kind, string Text, IReadOnlyList<string> Claims);

    /// <summary>Claims that were found rightly, found wrongly, and missed.</summary>
    private readonly record struct Score(int Right, int Wrong, int Missed)
    {
        public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

        public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

        public Score With(IReadOnlyList<string> expected, HashSet<string> found) => new(
            Right + expected.Count(found.Contains), Wrong + found.Count(claim => !expected.Contains(claim)), Missed + expected.Count(claim => !found.Contains(claim)));

        public Score With(Score other) => new(Right + other.Right, Wrong + other.Wrong, Missed + other.Missed);
    }
}
