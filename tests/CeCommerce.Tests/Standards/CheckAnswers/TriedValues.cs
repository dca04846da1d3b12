using System.Globalization;
using System.Text.RegularExpressions;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>Values to try for each field: both sides of every number and day that the check is told, every choice, and what the cases have.</summary>
internal sealed partial class TriedValues
{
    private const int MostOfCases = 6;

    private static readonly DateOnly Turn = new(2025, 9, 26);

    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    public TriedValues(PackCall call, IEnumerable<Dictionary<string, string>> cases)
    {
        var numbers = Number().Matches(call.Told).Select(match => long.Parse(match.Value, CultureInfo.InvariantCulture)).Where(number => number < 100_000).ToList();
        var days = ToldDay().Matches(call.Told).Select(match => AskedField.Day(match.Value)).ToList();
        var stated = cases.SelectMany(one => one).GroupBy(one => one.Key, one => one.Value).ToDictionary(one => one.Key, one => one.Distinct().Take(MostOfCases).ToList());
        foreach (var (name, kind, choices) in FactsOf(call.Subject))
            _values[name] = [.. ((IEnumerable<string>)[.. Of(name, kind, choices, numbers, days), .. stated.GetValueOrDefault(name) ?? []]).Distinct()];
        if (call.Subject != Subject.Listing)
            return;
        foreach (var field in AskedFields.All)
            _values[field.Name] = [.. ((IEnumerable<string>)[.. field.Values, .. Bounds(field.Name, numbers), .. stated.GetValueOrDefault(field.Name) ?? []]).Distinct()];
    }

    public static DateOnly Day { get; } = SampleListings.Today;

    public IEnumerable<string> Names => _values.Keys;

    public IReadOnlyList<string> Of(string name) => _values[name];

    private static IEnumerable<(string Name, FactKind Kind, IReadOnlyList<FactChoice> Choices)> FactsOf(Subject subject) => subject == Subject.Listing
        ? FactCatalogue.All.Select(fact => (fact.WireName, fact.Kind, fact.Choices))
        : StatedFacts.All.Where(fact => fact.Subjects.Contains(subject)).Select(fact => (fact.Name, fact.Kind, fact.Choices));

    private static IEnumerable<string> Of(string name, FactKind kind, IReadOnlyList<FactChoice> choices, List<long> numbers, List<DateOnly> days) => kind switch
    {
        FactKind.Boolean => ["true", "false"],
        FactKind.Choice => choices.Select(choice => choice.Code),
        FactKind.Date => numbers.SelectMany(back => new[] { Day.AddDays((int)-back), Day.AddDays((int)-back - 1) })
            .Concat(days.SelectMany(day => new[] { day.AddDays(-1), day })).Concat([Turn, Turn.AddDays(1), Day, Day.AddDays(1)]).Select(day => AskedField.Shown(day)!),
        FactKind.Integer => name == "manufactureYear"
            ? numbers.SelectMany(number => number > 1_900 ? Around(number) : Around(Day.Year - number)).Concat(["2000", "2020"])
            : numbers.SelectMany(Around).Concat(["1", "10"]),
        _ => TextsOf(name),
    };

    private static IEnumerable<string> Bounds(string name, List<long> numbers) => name switch
    {
        "warrantyDays" => numbers.SelectMany(Around),
        "operator.shopUrlSince" => numbers.SelectMany(back => new[] { Day.AddDays((int)-back), Day.AddDays((int)-back - 1) }).Append(Day.AddDays(1)).Select(day => AskedField.Shown(day)!),
        _ => [],
    };

    private static IEnumerable<string> Around(long number) => new[] { number - 1, number, number + 1 }.Where(one => one >= 0).Select(one => one.ToString(CultureInfo.InvariantCulture));

    private static string[] TextsOf(string name) => name switch
    {
        "erasureStandard" => ["NIST SP 800-88", "NIST SP 800-88 Rev.1", "NIST SP 800-88 rev2", "ＮＩＳＴ　ＳＰ８００－８８ｒ１", "NIST SP 800-88 Rev. 1 / Rev. 2"],
        "accessories" => ["取扱説明書、リモコン", "リモコン", "なし"],
        "nonConformityTerms" => ["ノークレーム", "ノークレーム。ただし修理いたします", "1年以内は修理します"],
        _ => ["なし", "あり"],
    };

    [GeneratedRegex("(?<=: )-?[0-9]+\\b", RegexOptions.None, 60_000)]
    private static partial Regex Number();

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}", RegexOptions.None, 60_000)]
    private static partial Regex ToldDay();
}
