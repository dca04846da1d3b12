using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Checks;

/// <summary>
/// Reads conditions: <c>{"all": […]}</c>, <c>{"any": […]}</c>, <c>{"not": {…}}</c>, or one fact with one test:
/// <c>is</c> (true, false or the code of a choice), <c>in</c> (codes), <c>atLeast</c>, <c>atMost</c> (integers), <c>stated</c>, <c>given</c>,
/// <c>matches</c> (a pattern), <c>onOrAfter</c>, <c>before</c> (days), <c>withinDays</c> (that many days before today and not later),
/// <c>sameAs</c>, <c>notBefore</c>, <c>notMoreThan</c> (another fact).
/// </summary>
internal static class ConditionReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, Func<FactSpec, DataNode, Reading, Condition?>> Tests = new(StringComparer.Ordinal)
    {
        ["is"] = Is,
        ["in"] = In,
        ["atLeast"] = (fact, node, reading) => Integer(fact, node, reading) is { } bound ? new OfFact(fact, (value, _) => value.Number >= bound) : null,
        ["atMost"] = (fact, node, reading) => Integer(fact, node, reading) is { } bound ? new OfFact(fact, (value, _) => value.Number <= bound) : null,
        ["stated"] = (fact, node, reading) => Flag(node, reading) == true ? new OfFact(fact, static (_, _) => true) : reading.Flaw(node, "Only true makes sense here; 'given' may be false."),
        ["given"] = (fact, node, reading) => Flag(node, reading) is { } wanted ? new Given(fact, wanted) : null,
        ["matches"] = Matches,
        ["onOrAfter"] = (fact, node, reading) => Day(fact, node, reading) is { } day ? new OfFact(fact, (value, _) => value.Number >= day) : null,
        ["before"] = (fact, node, reading) => Day(fact, node, reading) is { } day ? new OfFact(fact, (value, _) => value.Number < day) : null,
        ["withinDays"] = WithinDays,
        ["sameAs"] = (fact, node, reading) => Other(fact, node, reading) is { } other ? new OfTwo(fact, other, Same) : null,
        ["notBefore"] = (fact, node, reading) => Other(fact, node, reading) is { } other ? new OfTwo(fact, other, static (value, than) => value.Number >= than.Number) : null,
        ["notMoreThan"] = (fact, node, reading) => Other(fact, node, reading) is { } other ? new OfTwo(fact, other, static (value, than) => value.Number <= than.Number) : null,
    };

    /// <summary>A list of conditions that must all hold; null and flaws when it is none.</summary>
    public static Condition? ReadAll(DataNode node, DataObject data, Subject subject) => Many(node, new(data, subject)) is { } parts ? new AllOf(parts) : null;

    private static Condition? Read(DataNode node, Reading reading)
    {
        if (node.Kind != JsonTokenType.StartObject)
            return reading.Flaw(node, "A condition { … } stands here.");
        if (node["all"] is { } all && node.Members.Count == 1)
            return Many(all, reading) is { } parts ? new AllOf(parts) : null;
        if (node["any"] is { } any && node.Members.Count == 1)
            return Many(any, reading) is { Length: > 0 } parts ? new AnyOf(parts) : reading.Flaw(any, "At least one condition stands here.");
        if (node["not"] is { } not && node.Members.Count == 1)
            return Read(not, reading) is { } part ? new NotSo(part) : null;
        return OfFact(node, reading);
    }

    private static Condition? OfFact(DataNode node, Reading reading)
    {
        if (node["fact"] is not { } named || node.Members.Count != 2)
            return reading.Flaw(node, "A condition is 'all', 'any', 'not', or a 'fact' with one test.");
        if (FactSpec.Find(named.Text, reading.Subject) is not { } fact)
            return reading.Flaw(named, $"'{named.Text}' is no fact of {Terms<Subject>.Of(reading.Subject).Code}.");
        var (name, value) = node.Members.First(member => member.Name != "fact");
        return Tests.TryGetValue(name, out var test) ? test(fact, value, reading) : reading.Flaw(value, $"'{name}' is no test; tests are {string.Join(", ", Tests.Keys)}.");
    }

    private static Condition[]? Many(DataNode node, Reading reading)
    {
        if (node.Kind != JsonTokenType.StartArray)
        {
            reading.Flaw(node, "A list of conditions [ … ] stands here.");
            return null;
        }

        var parts = node.Items.Select(item => Read(item, reading)).ToList();
        return parts.Contains(null) ? null : [.. parts.OfType<Condition>()];
    }

    private static OfFact? Is(FactSpec fact, DataNode node, Reading reading)
    {
        if (fact.Kind == FactKind.Boolean)
            return Flag(node, reading) is { } flag ? new OfFact(fact, (value, _) => value.Number != 0 == flag) : null;
        return Choice(fact, node, reading) is { } wanted ? new OfFact(fact, (value, _) => value.Number == wanted) : null;
    }

    private static Condition? In(FactSpec fact, DataNode node, Reading reading)
    {
        var wanted = node.Items.Select(item => Choice(fact, item, reading)).ToList();
        return wanted.Count == 0 ? reading.Flaw(node, "A list of codes [ … ] stands here.")
            : wanted.Contains(null) ? null
            : new OfFact(fact, (value, _) => wanted.Contains(value.Number));
    }

    private static Condition? Matches(FactSpec fact, DataNode node, Reading reading)
    {
        try
        {
            var pattern = new Regex(node.Text ?? "", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
            return fact.Kind == FactKind.Text ? new OfFact(fact, (value, _) => pattern.IsMatch(value.Text!)) : reading.Flaw(node, $"'{fact.Name}' is no text.");
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            return reading.Flaw(node, "It is no pattern: " + broken.Message);
        }
    }

    private static Condition? WithinDays(FactSpec fact, DataNode node, Reading reading)
    {
        if (fact.Kind != FactKind.Date)
            return reading.Flaw(node, $"'{fact.Name}' is no day.");
        return Number(node, reading) is { } days ? new OfFact(fact, (value, today) => value.Number <= today.DayNumber && today.DayNumber - value.Number <= days) : null;
    }

    private static bool Same(FactValue value, FactValue other) =>
        value.Number == other.Number && (value.Text is null ? other.Text is null : other.Text is not null && PlainText.Folded(value.Text) == PlainText.Folded(other.Text));

    private static FactSpec? Other(FactSpec fact, DataNode node, Reading reading)
    {
        var other = FactSpec.Find(node.Text, reading.Subject);
        if (other?.Kind != fact.Kind)
            reading.Flaw(node, $"'{node.Text}' is no fact of the same kind as '{fact.Name}'.");
        return other?.Kind == fact.Kind ? other : null;
    }

    private static long? Choice(FactSpec fact, DataNode node, Reading reading)
    {
        var choice = fact.Choices.FirstOrDefault(one => one.Code == node.Text);
        if (choice is null)
            reading.Flaw(node, $"'{node.Text}' is no value of '{fact.Name}'{(fact.Choices.Count == 0 ? "" : ": " + string.Join(", ", fact.Choices.Select(one => one.Code)))}.");
        return choice?.Value;
    }

    private static bool? Flag(DataNode node, Reading reading)
    {
        if (node.Kind is JsonTokenType.True or JsonTokenType.False)
            return node.Kind == JsonTokenType.True;
        reading.Flaw(node, "true or false stands here.");
        return null;
    }

    private static long? Integer(FactSpec fact, DataNode node, Reading reading)
    {
        if (fact.Kind == FactKind.Integer)
            return Number(node, reading);
        reading.Flaw(node, $"'{fact.Name}' is no integer.");
        return null;
    }

    private static long? Number(DataNode node, Reading reading)
    {
        if (node.Kind == JsonTokenType.Number && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        reading.Flaw(node, "An integer stands here.");
        return null;
    }

    private static long? Day(FactSpec fact, DataNode node, Reading reading)
    {
        if (fact.Kind == FactKind.Date && DateOnly.TryParseExact(node.Text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.DayNumber;
        reading.Flaw(node, $"A day such as 2026-04-01 stands here, and '{fact.Name}' is one.");
        return null;
    }

    private sealed record Reading(DataObject Data, Subject Subject)
    {
        public Condition? Flaw(DataNode node, string reason)
        {
            Data.Flaws.Add(node.Line, reason);
            return null;
        }
    }
}
