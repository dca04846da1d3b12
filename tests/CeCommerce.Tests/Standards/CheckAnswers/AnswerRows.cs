using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.Standards.Checks;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>
/// Rows for a check that has none yet: from the tables of cases, and from inputs that are tried by chance (the same every time) until each
/// value of what it looks at stands under each answer that it can have.
/// </summary>
internal sealed partial class AnswerRows(NamedCheck check)
{
    private const int Seed = 15;
    private const int Samples = 500;
    private const int MostRows = 14;

    private readonly Random _chance = new(Seed);

    public IReadOnlyList<ToldAnswers> All()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var calls = PackCalls.All.Where(call => call.Check == check.Name).ToList();
        List<PackCall> told = [.. (calls.Count == 0 ? [new("", check.Name, Subject.Listing, "{}")] : calls).Where(call => call.Words.Where(words.Add).ToList().Count > 0)];
        if (Number().IsMatch(told[0].Told))
            told.Add(told[0] with { Told = Number().Replace(told[0].Told, number => (number.Length == 4 ? _chance.Next(2_000, 2_020) : _chance.Next(2, 60)).ToString(CultureInfo.InvariantCulture)) });
        return [.. told.Select(Of).Where(answers => answers.Rows.Count > 0)];
    }

    private ToldAnswers Of(PackCall call)
    {
        var asked = new CheckCall(check, call.Subject, call.Told);
        var cases = CasesOf(call).ToList();
        var values = new TriedValues(call, cases.Select(one => one.Of));
        HashSet<string> fields = [.. CheckCall.LooksAt(check, call.Subject, call.Told), .. call.Subject == Subject.Listing ? Found(asked, values) : []];
        var tried = cases.Select(one => (one.On, Of: one.Of.Where(field => fields.Contains(field.Key)).ToDictionary(StringComparer.Ordinal)))
            .Concat(Enumerable.Range(0, Samples).Select(_ => Sample(values, fields, 0.25)))
            .Select(one => new AnswerRow(one.On, new(one.Of, StringComparer.Ordinal), asked.Answer(one.On, one.Of)));
        return new(AskedField.Shown(call.Subject), JsonSerializer.Deserialize<JsonElement>(call.Told), [.. Chosen([.. tried], fields)]);
    }

    /// <summary>What the check looks at without saying so: whatever changes an answer.</summary>
    private HashSet<string> Found(CheckCall asked, TriedValues values)
    {
        if (check.MakeForStated is not null)
            return [];
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 20; i++)
        {
            var (on, of) = Sample(values, values.Names, 0.4);
            var answer = asked.Answer(on, of);
            foreach (var name in values.Names.Where(name => !found.Contains(name)))
            {
                var other = new Dictionary<string, string>(of, StringComparer.Ordinal);
                if (!other.Remove(name))
                    other[name] = Any(values.Of(name));
                if (!asked.Answer(on, other).SequenceEqual(answer))
                    found.Add(name);
            }
        }

        return found;
    }

    private (DateOnly On, Dictionary<string, string> Of) Sample(TriedValues values, IEnumerable<string> names, double left)
    {
        var of = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (_chance.NextDouble() >= left && values.Of(name) is { Count: > 0 } some)
                of[name] = Any(some);
        }

        return (TriedValues.Day, of);
    }

    private string Any(IReadOnlyList<string> values) => values[_chance.Next(values.Count)];

    /// <summary>As few as show every value, and its absence, under every answer.</summary>
    private static List<AnswerRow> Chosen(List<AnswerRow> tried, IReadOnlyCollection<string> fields)
    {
        var shown = tried.Select(row => Shown(row, fields).ToList()).ToList();
        var (seen, rows) = (new HashSet<(string, string?, string)>(), new List<AnswerRow>());
        while (rows.Count < MostRows)
        {
            var gains = shown.Select(one => one.Count(each => !seen.Contains(each))).ToList();
            var best = gains.Count == 0 ? 0 : gains.Max();
            if (best == 0 || tried.Count == 0)
                break;
            var at = gains.IndexOf(best);
            rows.Add(tried[at]);
            seen.UnionWith(shown[at]);
        }

        return [.. rows.OrderBy(row => string.Join(' ', row.Answer), StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Field, string? Value, string Answer)> Shown(AnswerRow row, IReadOnlyCollection<string> fields)
    {
        var answer = string.Join(' ', row.Answer.Take(3));
        return fields.Select(field => (field, row.Of.GetValueOrDefault(field), answer)).Append(("", null, answer));
    }

    private static IEnumerable<(DateOnly On, Dictionary<string, string> Of)> CasesOf(PackCall call) => call.Subject == Subject.Listing
        ? RuleTests.Cases.Where(one => one.Clause == call.Clause).Select(one => (one.Listing.Today, CheckCall.TextsOf(one.Listing)))
            .Concat(StatedCaseTests.TextsOf(call.Clause))
        : StatedCaseTests.TextsOf(call.Clause);

    [GeneratedRegex("(?<=: )[0-9]+\\b", RegexOptions.None, 60_000)]
    private static partial Regex Number();
}
