using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards.Subjects;

/// <summary>The facts that can be stated, from <c>Subjects/*.json</c>: a new one is a line there.</summary>
public static class StatedFacts
{
    private static readonly Dictionary<string, StatedFact> ByName;

    static StatedFacts()
    {
        All = Load();
        ByName = All.ToDictionary(fact => fact.Name, StringComparer.Ordinal);
    }

    public static IReadOnlyList<StatedFact> All { get; }

    public static StatedFact? Find(string name, Subject subject) => ByName.GetValueOrDefault(name) is { } fact && fact.Subjects.Contains(subject) ? fact : null;

    internal static LocalText? LabelOf(string name) => ByName.GetValueOrDefault(name)?.Label;

    private static List<StatedFact> Load()
    {
        var facts = new List<StatedFact>();
        List<DataFlaw> wrong = [];
        foreach (var (name, text) in OwnFiles.In("Subjects"))
        {
            var flaws = new DataFlaws(name);
            var root = new DataObject(DataNode.Parse(text), flaws);
            foreach (var node in root.List("facts"))
                facts.Add(Read(facts.Count, new(node, flaws)));
            root.End();
            wrong.AddRange(flaws.All);
        }

        wrong.AddRange(facts.GroupBy(fact => fact.Name).Where(same => same.Count() > 1).Select(twice => new DataFlaw("Subjects", 1, $"'{twice.Key}' stands twice.")));
        return wrong.Count == 0 ? facts : throw new InvalidOperationException("The facts that can be stated are flawed: " + string.Join(" ", wrong));
    }

    private static StatedFact Read(int index, DataObject data)
    {
        var choices = data.List("choices").Select((node, at) => ChoiceOf(new(node, data.Flaws), at)).ToList();
        var fact = new StatedFact(
            index, data.Text("name"), new(data.Text("ja"), data.Text("en")), Kind(data), data.ListOf<Subject>("subjects"), data.OptionalLocal("unit"),
            data.Integer("min") ?? 0, data.Integer("max") ?? 1_000_000_000_000, choices);
        if (fact.Subjects.Count == 0 || (fact.Kind == FactKind.Choice) != (choices.Count > 0) || fact.Name != JsonNamingPolicy.CamelCase.ConvertName(fact.Name))
            data.Flaws.Add(data.Line, $"'{fact.Name}' has a camelCase name, subjects, and choices exactly if it is a CHOICE.");
        data.End();
        return fact;
    }

    private static FactChoice ChoiceOf(DataObject data, int place)
    {
        var choice = new FactChoice(data.Text("code"), new(data.Text("ja"), data.Text("en")), place);
        data.End();
        return choice;
    }

    private static FactKind Kind(DataObject data)
    {
        var text = data.Text("kind");
        if (Array.Find(Enum.GetValues<FactKind>(), kind => ConstantCase.Of(kind.ToString()) == text) is var known && ConstantCase.Of(known.ToString()) == text)
            return known;
        data.Flaws.Add(data.Line, $"'{text}' is no kind of fact: {string.Join(", ", Enum.GetValues<FactKind>().Select(kind => ConstantCase.Of(kind.ToString())))}.");
        return default;
    }
}
