using System.Globalization;
using System.Text.Json;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Checks;

/// <summary>What a pack tells a check, read and checked when the pack is loaded.</summary>
/// <param name="Name">In camelCase, as the pack writes it.</param>
/// <param name="Read">Null and a flaw when it is none.</param>
/// <param name="Inputs">What the check looks at because of it.</param>
internal sealed record Parameter(string Name, Func<DataNode, DataObject, Subject, object?> Read, Func<object, IEnumerable<RuleInput>> Inputs)
{
    /// <summary>What holds when the pack does not say; null: it must say.</summary>
    public object? Default { get; init; }

    public static Parameter Integer(string name, long min, long max) => new(name, (node, data, _) => ReadInteger(node, data, min, max), _ => []);

    /// <summary>One fact, by its name in the API.</summary>
    public static Parameter Fact(string name) => new(name, (node, data, _) => ReadFact(node, data), code => [Standards.Inputs.Of((FactCode)code)]);

    public static Parameter Facts(string name) => new(
        name, (node, data, _) => ReadAll<FactCode>(node, data, ReadFact), codes => ((FactCode[])codes).Select(Standards.Inputs.Of));

    public static Parameter Points(string name) => new(
        name, (node, data, _) => ReadAll<DisclosurePoint>(node, data, (point, _) => data.TermOf<DisclosurePoint>(point)), points => InputsOf((DisclosurePoint[])points));

    public static Parameter OperatorTypes(string name) => new(
        name, (node, data, _) => ReadAll<OperatorType>(node, data, (type, _) => data.TermOf<OperatorType>(type)), _ => [Standards.Inputs.OperatorTypes]);

    /// <summary>Questions about the unit on which it hangs whether a clause covers it.</summary>
    public static Parameter Scope(string name) => new(
        name, (node, data, _) => ReadAll<ScopeQuestion>(node, data, ScopeQuestion.Read), questions => ((ScopeQuestion[])questions).Select(question => Standards.Inputs.Of(question.Fact)))
    {
        Default = Array.Empty<ScopeQuestion>(),
    };

    /// <summary>Conditions on facts of the rule's subject, which must all hold.</summary>
    public static Parameter Conditions(string name) => new(
        name, (node, data, subject) => ConditionReader.ReadAll(node, data, subject) is { } all ? new SubjectConditions(all, subject) : null,
        conditions => ((SubjectConditions)conditions).Inputs);

    internal static FactCode? FactNamed(string? name) => FactCatalogue.All.FirstOrDefault(fact => fact.WireName == name)?.Code;

    internal static object? Flaw(DataNode node, DataObject data, string reason)
    {
        data.Flaws.Add(node.Line, reason);
        return null;
    }

    private static object? ReadInteger(DataNode node, DataObject data, long min, long max) =>
        node.Kind == JsonTokenType.Number && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : Flaw(node, data, string.Create(CultureInfo.InvariantCulture, $"An integer from {min} to {max} stands here."));

    private static object? ReadFact(DataNode node, DataObject data) => FactNamed(node.Text) is { } code ? code : Flaw(node, data, $"'{node.Text}' is no fact.");

    private static object? ReadAll<T>(DataNode node, DataObject data, Func<DataNode, DataObject, object?> one)
    {
        if (node.Kind != JsonTokenType.StartArray)
            return Flaw(node, data, "A list [ … ] stands here.");
        var values = node.Items.Select(item => one(item, data)).ToList();
        return values.Contains(null) ? null : values.Cast<T>().ToArray();
    }

    private static IEnumerable<RuleInput> InputsOf(IReadOnlyList<DisclosurePoint> points) =>
        points.Select(Standards.Inputs.Of).Concat(points.Select(ShownDisclosure.FactOf).OfType<FactCode>().Select(Standards.Inputs.Of));
}

/// <summary>Conditions on the facts of one subject.</summary>
internal sealed record SubjectConditions(Condition All, Subject Subject)
{
    public static SubjectConditions None { get; } = new(new AllOf([]), Subject.Listing);

    public IEnumerable<RuleInput> Inputs => All.Facts.Select(fact => Subject == Subject.Listing ? Standards.Inputs.Of((FactCode)fact.Key) : new RuleInput(fact.Name, static _ => null));
}

/// <summary>What a pack told a check.</summary>
internal sealed class Arguments(IReadOnlyDictionary<string, object> values)
{
    public long Integer(string name) => (long)values[name];

    public FactCode Fact(string name) => (FactCode)values[name];

    public FactCode[] Facts(string name) => (FactCode[])values[name];

    public DisclosurePoint[] Points(string name) => (DisclosurePoint[])values[name];

    public OperatorType[] OperatorTypes(string name) => (OperatorType[])values[name];

    public ScopeQuestion[] Scope(string name) => (ScopeQuestion[])values[name];

    public Condition Conditions(string name) => ((SubjectConditions)values[name]).All;
}
