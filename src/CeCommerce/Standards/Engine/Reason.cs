using System.Globalization;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Standards.Checks;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards;

/// <summary>
/// A reason for which a check finds a clause not met. The words are the pack's, in its <c>says</c>; this is what they are put
/// together from, and all that is kept of a verdict.
/// </summary>
/// <param name="Key">As the pack's <c>says</c> calls it, in kebab-case.</param>
/// <param name="Path">The first field to look at, in the names of the API.</param>
/// <param name="Values">What the words may name in braces: <c>age</c>, or <c>points:disclosure-points</c> for codes that have words of their own.</param>
internal sealed record ReasonKind(string Key, string Path, params string[] Values)
{
    /// <summary>A fact that is not known: worded by the product for every fact, unless the pack has its own words.</summary>
    public static readonly ReasonKind Missing = new("missing", "", "fact:fact");

    private Reason? _bare;

    /// <summary>Every value's name without its vocabulary.</summary>
    public IEnumerable<string> Names => Values.Select(value => value.Split(':')[0]);

    public static implicit operator Reason(ReasonKind kind) => kind._bare ??= new(kind, kind.Path, []);

    public Reason With(params object[] values) => At(Path, values);

    public Reason At(string path, params object[] values) => new(this, path, [.. values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!)]);
}

/// <summary>Why a clause is not met.</summary>
/// <param name="Path">The first field to look at, in the names of the API.</param>
/// <param name="Values">In the order of the kind's.</param>
internal sealed record Reason(ReasonKind Kind, string Path, IReadOnlyList<string> Values)
{
    private static readonly Reason[] MissingFacts = [.. FactCatalogue.All.Select(fact => new Reason(ReasonKind.Missing, fact.WireName, [fact.WireName]))];

    public static Reason Missing(FactCode fact) => MissingFacts[(int)fact];
}

/// <summary>What a pack says for one reason; may name the reason's values in braces.</summary>
/// <param name="Message">Why the clause is not met.</param>
/// <param name="Remedy">Only where it says more than the rule's own.</param>
internal sealed record Saying(LocalText Message, LocalText? Remedy);

/// <summary>Puts the words of a reason together.</summary>
internal static class ReasonWords
{
    private static readonly Saying Missing = new(new("「{fact}」が記載されていません。", "'{fact}' is not stated."), null);

    // What to do about a breach would be the wrong advice before anybody knows that there is one.
    private static readonly Saying MissingOfStated = new(
        Missing.Message, new("「{fact}」を入力して、もう一度確かめてください。当てはまるかどうかは、それから分かります。", "State '{fact}' and check again; only then is it known whether this applies and is met."));

    private static readonly LocalText OfOperator = new("（出品事業者が自ら定めた基準による判断です）", " (The operator's own decision.)");
    private static readonly LocalText OurReading = new("（この点への当てはめは当方の解釈です）", " (What the law means for this is our reading.)");

    /// <summary>The vocabularies that a reason's values may be of.</summary>
    private static readonly Dictionary<string, Func<string, LocalText>> Vocabularies = new(StringComparer.Ordinal)
    {
        ["field"] = code => code == "title" ? new("商品名", "title") : new("説明", "description"),
        ["fact"] = code => FactCatalogue.All.FirstOrDefault(fact => fact.WireName == code)?.Label ?? StatedFacts.LabelOf(code) ?? (code == "category" ? new("品目", "Category of the goods") : new(code, code)),
        ["kobutsu-category"] = code => Named<KobutsuCategory>(code),
        ["disclosure-points"] = code =>
        {
            var names = code.Split(',').Select(Named<DisclosurePoint>).ToList();
            return new(string.Join('・', names.Select(name => name.Ja)), string.Join(", ", names.Select(name => name.En.ToLowerInvariant())));
        },
    };

    public static Saying Of(Rule rule, Reason reason) => Of(rule, reason.Kind, reason.Values);

    /// <summary>The words for what is kept of a reason; null when the rule's check knows no such reason.</summary>
    public static Saying? Of(Rule rule, string key, IReadOnlyList<string> values) =>
        NamedChecks.All.GetValueOrDefault(rule.CheckName)?.Reasons.Append(ReasonKind.Missing).FirstOrDefault(kind => kind.Key == key) is { } known && known.Values.Length == values.Count
            ? Of(rule, known, values)
            : null;

    private static Saying Of(Rule rule, ReasonKind kind, IReadOnlyList<string> given)
    {
        var saying = rule.Says.GetValueOrDefault(kind.Key) ?? (rule.Subject == Subject.Listing ? Missing : MissingOfStated);
        var values = kind.Values.Zip(given, Word).ToList();
        var (message, aside) = (Filled(saying.Message, values), AsideOf(rule));
        return new(aside is null ? message : new(message.Ja + aside.Ja, message.En + aside.En), saying.Remedy is null ? null : Filled(saying.Remedy, values));
    }

    /// <summary>What has to be said beside: whose decision it is, which criterion, and where only our reading makes the law say it.</summary>
    private static LocalText? AsideOf(Rule rule) => rule switch
    {
        { DecidedBy: PolicyOwner.Operator } => OfOperator,
        { Severity: RuleSeverity.Criterion, Pack: "ce-commerce" } => new(
            $"（資源有効利用促進法に基づく省令の判断の基準、{rule.Basis.Article}）", $" (Criterion under the Resources Act ordinances, {rule.Basis.Article}.)"),
        { Severity: RuleSeverity.Block, Basis.Certainty: Certainty.LawInferred } => OurReading,
        _ => null,
    };

    public static bool IsVocabulary(string name) => Vocabularies.ContainsKey(name);

    /// <summary>The text with its braces filled.</summary>
    internal static LocalText Filled(LocalText text, IReadOnlyList<(string Name, LocalText Value)> values) => values.Count == 0
        ? text
        : new(Filled(text.Ja, values, Language.Ja), Filled(text.En, values, Language.En));

    // In one go: what a value says is not looked at for braces again.
    private static string Filled(string text, IReadOnlyList<(string Name, LocalText Value)> values, Language language)
    {
        var filled = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open && rest[open..].IndexOf('}') is > 0 and var length)
        {
            var name = rest.Slice(open + 1, length - 1).ToString();
            var known = values.FirstOrDefault(value => value.Name == name).Value;
            filled.Append(rest[..open]).Append(known is null ? rest.Slice(open, length + 1) : known.In(language));
            rest = rest[(open + length + 1)..];
        }

        return filled.Append(rest).ToString();
    }

    private static (string Name, LocalText Value) Word(string declared, string value)
    {
        var parts = declared.Split(':');
        return (parts[0], parts.Length == 1 ? new(value, value) : Vocabularies[parts[1]](value));
    }

    private static LocalText Named<T>(string code)
        where T : struct, Enum => Terms<T>.All.FirstOrDefault(term => term.Code == code)?.Name ?? new(code, code);
}
