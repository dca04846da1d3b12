using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Standards.Checks;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Packs;

/// <summary>Reads the clauses of one pack.</summary>
internal sealed partial class RuleReader(string pack, IReadOnlyDictionary<string, RuleSource> sources, DataFlaws flaws)
{
    private static readonly Dictionary<string, GoodsList> Lists = Enum.GetValues<GoodsList>().ToDictionary(GoodsLists.CodeOf, StringComparer.Ordinal);

    public Rule Read(DataNode node)
    {
        var data = new DataObject(node, flaws);
        var words = Words(data.Optional("words"));
        var subject = data.Optional("subject") is null ? Subject.Listing : data.Term<Subject>("subject");
        var check = CheckOf(data, subject);
        var arguments = ArgumentsOf(check, data, subject);
        var title = data.Local("title");
        var rule = new Rule
        {
            Id = data.Text("id"),
            Clause = data.Text("clause"),
            Pack = pack,
            Subject = subject,
            Status = data.Term<RuleStatus>("status"),
            Severity = data.Term<RuleSeverity>("severity"),
            Basis = BasisOf(data),
            EffectiveFrom = data.Day("effectiveFrom"),
            EffectiveTo = data.Day("effectiveTo"),
            Title = ReasonWords.Filled(title, words),
            Requires = ReasonWords.Filled(data.OptionalLocal("requires") ?? title, words),
            Remedy = ReasonWords.Filled(data.Local("remedy"), words),
            AppliesTo = data.Optional("appliesTo") is { } scope ? ScopeOf(scope, subject) : RuleScope.Everything,
            CheckName = check.Name,
            Days = arguments?.GetValueOrDefault("days") is long days ? (int)days : null,
            Inputs = arguments is null ? [] : InputsOf(check, arguments),
            Says = SaysOf(data.Optional("says"), data, check, words),
            Check = arguments is not null && subject == Subject.Listing ? check.Make(new(arguments)) : static _ => Check.NotApplicable,
            StatedCheck = arguments is not null && subject != Subject.Listing ? check.MakeForStated!(new(arguments)) : static _ => Check.NotApplicable,
        };
        data.End();
        Judge(rule, node.Line);
        return rule;
    }

    private static IReadOnlyList<RuleInput> InputsOf(NamedCheck check, Dictionary<string, object> arguments) =>
        [.. check.Inputs.Concat(check.Parameters.SelectMany(parameter => parameter.Inputs(arguments[parameter.Name]))).DistinctBy(input => input.Name)];

    private NamedCheck CheckOf(DataObject data, Subject subject)
    {
        var name = data.Text("check");
        if (NamedChecks.All.TryGetValue(name, out var check) && (subject == Subject.Listing || check.MakeForStated is not null))
            return check;
        if (name.Length > 0 && check is null)
            flaws.UnknownChecks.Add(name);
        flaws.Add(data.Optional("check")?.Line ?? data.Line, $"The check '{name}' is not known to this version of the product, or not for this subject.");
        return new(name) { Check = static _ => Check.NotApplicable, MakeForStated = static _ => static _ => Check.NotApplicable };
    }

    private Dictionary<string, object>? ArgumentsOf(NamedCheck check, DataObject rule, Subject subject)
    {
        var node = rule.Optional("parameters");
        if (node is null && check.Parameters.All(parameter => parameter.Default is not null))
            return check.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default!, StringComparer.Ordinal);
        if (node is null)
        {
            flaws.Add(rule.Line, $"The check {check.Name} wants the parameters {string.Join(", ", check.Parameters.Select(parameter => parameter.Name))}.");
            return null;
        }

        var data = new DataObject(node, flaws);
        var before = flaws.Count;
        var values = check.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => (parameter.Default is null ? data.Required(parameter.Name) : data.Optional(parameter.Name)) is { } value ? parameter.Read(value, data, subject)! : parameter.Default!,
            StringComparer.Ordinal);
        data.End();
        return flaws.Count == before ? values : null;
    }

    private RuleBasis BasisOf(DataObject rule)
    {
        var data = new DataObject(rule.Required("basis") ?? DataNode.Parse("{}"u8), flaws);
        var (key, article, certainty) = (data.Text("source"), data.Text("article"), data.Term<Certainty>("certainty"));
        data.End();
        if (sources.TryGetValue(key, out var source))
            return new(source.Law, article, source.LawId, source.Revision, source.Url, source.CheckedOn, certainty);
        flaws.Add(data.Line, $"The source '{key}' is none of the pack's: {string.Join(", ", sources.Keys)}.");
        return new(new("", ""), article, null, null, null, default, certainty);
    }

    private RuleScope ScopeOf(DataNode node, Subject subject)
    {
        var data = new DataObject(node, flaws);
        if (subject != Subject.Listing && data.Optional("binds") is { } binds)
            flaws.Add(binds.Line, "'binds' says which offers a clause is for; only clauses about listings have it.");
        var scope = new RuleScope
        {
            Kinds = data.ListOf<ListingKind>("kinds"),
            Goods = [.. data.List("goods").Select(ListNamed)],
            OperatorTypes = data.ListOf<OperatorType>("operatorTypes"),
            KobutsuOperators = data.Flag("kobutsuOperators"),
            Binds = data.ListOf<WhatIsOffered>("binds"),
        };
        data.End();
        return scope;
    }

    private GoodsList ListNamed(DataNode node)
    {
        if (!Lists.TryGetValue(node.Text ?? "", out var list))
            flaws.Add(node.Line, $"'{node.Text}' is no list of goods.");
        return list;
    }

    private List<(string Name, LocalText Value)> Words(DataNode? node) => [.. (node?.Members ?? []).Select(member => (member.Name, LocalOf(member.Value)))];

    private LocalText LocalOf(DataNode node)
    {
        var data = new DataObject(node, flaws);
        var text = new LocalText(data.Text("ja"), data.Text("en"));
        data.End();
        return text;
    }

    private Dictionary<string, Saying> SaysOf(DataNode? node, DataObject rule, NamedCheck check, IReadOnlyList<(string Name, LocalText Value)> words)
    {
        var says = new Dictionary<string, Saying>(StringComparer.Ordinal);
        foreach (var (key, value) in node?.Members ?? [])
        {
            if (check.Reasons.Append(ReasonKind.Missing).FirstOrDefault(reason => reason.Key == key) is not { } kind)
            {
                flaws.Add(value.Line, $"The check {check.Name} knows no reason '{key}'; it knows {string.Join(", ", check.Reasons.Select(reason => reason.Key))}.");
                continue;
            }

            says[key] = SayingOf(value, kind, words);
        }

        foreach (var silent in check.Reasons.Where(reason => !says.ContainsKey(reason.Key)))
            flaws.Add(node?.Line ?? rule.Line, $"'says' has no words for the reason '{silent.Key}' of {check.Name}.");
        return says;
    }

    private Saying SayingOf(DataNode node, ReasonKind kind, IReadOnlyList<(string Name, LocalText Value)> words)
    {
        var data = new DataObject(node, flaws);
        var saying = new Saying(ReasonWords.Filled(new(data.Text("ja"), data.Text("en")), words), data.OptionalLocal("remedy") is { } remedy ? ReasonWords.Filled(remedy, words) : null);
        data.End();
        foreach (var text in (string?[])[saying.Message.Ja, saying.Message.En, saying.Remedy?.Ja, saying.Remedy?.En])
        {
            foreach (Match brace in Braces().Matches(text ?? ""))
            {
                if (!kind.Names.Contains(brace.Groups["name"].Value))
                    flaws.Add(node.Line, $"'{brace.Value}' is none of the values of '{kind.Key}': {string.Join(", ", kind.Names)}.");
            }
        }

        return saying;
    }

    /// <summary>What no file may claim.</summary>
    private void Judge(Rule rule, int line)
    {
        var read = rule.Basis.Certainty is Certainty.Law or Certainty.LawInferred or Certainty.Law2;
        if (rule.EffectiveFrom >= rule.EffectiveTo)
            flaws.Add(line, $"{rule} ends before it begins.");
        if (rule.Severity == RuleSeverity.Block && rule.Status is not RuleStatus.Policy && !(rule.Status == RuleStatus.Law && read))
            flaws.Add(line, $"{rule} blocks, but only law that was read or officially confirmed, or policy, may block.");
        if (rule.Severity == RuleSeverity.Criterion && !(rule.Status is RuleStatus.Law or RuleStatus.Ordinance && read))
            flaws.Add(line, $"{rule} is called a criterion of the law, but its text was not read.");
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Braces();
}
