using CeCommerce.Platform;
using CeCommerce.Standards.Checks;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards;

/// <summary>Three-valued: a question that nobody answered is neither met nor broken.</summary>
[TermSource("House convention: results are three-valued")]
public enum RuleVerdict
{
    [Term("適合", "Pass")]
    Pass,

    [Term("不適合", "Fail")]
    Fail,

    [Term("不明", "Unknown")]
    Unknown,

    [Term("対象外", "Not applicable")]
    NotApplicable,
}

/// <summary>What a finding does to the listing, weakest first.</summary>
[TermSource("House convention: a block by law is told apart from a block by policy")]
public enum FindingEffect
{
    [Term("なし", "None")]
    None,

    [Term("参考", "Info")]
    Info,

    [Term("警告", "Warning")]
    Warn,

    /// <summary>Arts 19 and 27 of the Resources Act let the minister advise lessors and repairers, and no more; other Acts have duties of effort.</summary>
    [Term("資源有効利用促進法に基づく省令の判断の基準、または命令・罰則のない法令上の責務",
        "Criterion under the Resources Act ordinances, or a statutory duty without order or penalty",
        MeaningJa = "満たさないときは指導・助言や勧告・公表にとどまり、掲載は妨げない", MeaningEn = "a breach meets advice or, at most, recommendation and publication, and never keeps a listing off the shelf")]
    LegalCriterion,

    [Term("方針により不可", "Blocked by policy")]
    PolicyBlock,

    [Term("法令により不可", "Blocked by law")]
    LegalBlock,
}

/// <summary>The whole listing in one word.</summary>
[TermSource("Vocabulary of the product")]
public enum AssessmentVerdict
{
    [Term("適合", "Pass", MeaningJa = "全ての規則を満たす", MeaningEn = "every rule is met")]
    Pass,

    [Term("注意あり", "Warn", MeaningJa = "掲載できるが注意がある", MeaningEn = "may be published, with warnings")]
    Warn,

    [Term("不適合", "Fail", MeaningJa = "掲載を妨げる不適合がある", MeaningEn = "a rule that blocks publishing is broken")]
    Fail,

    [Term("不明", "Unknown", MeaningJa = "掲載に必要な情報が足りない", MeaningEn = "information that publishing needs is missing")]
    Unknown,
}

/// <summary>A value that a rule looked at; null: not stated.</summary>
/// <param name="Name">The field or fact.</param>
/// <param name="Value">As it was read; null when not stated.</param>
public sealed record FactUsed(string Name, string? Value);

/// <summary>What a rule's check answers.</summary>
internal readonly record struct Check(RuleVerdict Verdict, Reason? Why = null)
{
    public static Check Pass => new(RuleVerdict.Pass);

    public static Check NotApplicable => new(RuleVerdict.NotApplicable);

    public static Check Fail(Reason why) => new(RuleVerdict.Fail, why);

    public static Check Unknown(Reason why) => new(RuleVerdict.Unknown, why);

    /// <summary>The answer when a fact is not known.</summary>
    public static Check Missing(FactCode fact) => Unknown(Reason.Missing(fact));
}

/// <summary>One clause of the pack applied to one listing.</summary>
public readonly struct Finding
{
    private static readonly LocalText Met = new("基準を満たしています。", "The requirement is met.");

    private readonly Reason? _why;

    internal Finding(Rule rule, Check check) => (Rule, Verdict, _why) = (rule, check.Verdict, check.Why);

    public Rule Rule { get; }

    public RuleVerdict Verdict { get; }

    public FindingEffect Effect => Verdict is RuleVerdict.Fail or RuleVerdict.Unknown ? Rule.EffectWhenUnmet : FindingEffect.None;

    public bool Blocks => Effect >= FindingEffect.PolicyBlock;

    /// <summary>The field to look at; null when the rule is met.</summary>
    public string? Field => _why?.Path;

    internal Reason? Reason => _why;

    public LocalText Message => _why is null ? Met : ReasonWords.Of(Rule, _why).Message;

    /// <summary>What to do; null when the rule is met.</summary>
    public LocalText? Remedy => _why is null ? null : ReasonWords.Of(Rule, _why).Remedy ?? Rule.Remedy;
}

/// <summary>The verdict over one listing on one day, with the pack that gave it.</summary>
public sealed class Assessment
{
    private readonly Finding[] _findings;

    internal Assessment(RuleEdition edition, ListingFacts listing, Finding[] findings) =>
        (Edition, Listing, _findings, Verdict) = (edition, listing, findings, VerdictOf(findings));

    /// <summary>The edition of the rules that gave it.</summary>
    public RuleEdition Edition { get; }

    public string PackVersion => Edition.Version;

    /// <summary>What was assessed: the inputs to store with the verdict.</summary>
    public ListingFacts Listing { get; }

    public AssessmentVerdict Verdict { get; }

    /// <summary>Every clause that applied, met or not, in the order of the rule ids; those of the operator's own rules last.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    public bool CanPublish => Verdict is AssessmentVerdict.Pass or AssessmentVerdict.Warn;

    /// <summary>The clauses that are not met: what a seller has to read.</summary>
    public IEnumerable<Finding> Unmet => _findings.Where(finding => finding.Verdict != RuleVerdict.Pass);

    /// <summary>The values that the rule looked at, read on demand as the edition read them.</summary>
    public IReadOnlyList<FactUsed> FactsUsed(Rule rule) => [.. rule.Inputs.Select(input => new FactUsed(input.Name, input.Read(Listing, Edition)))];

    // A broken rule outweighs a missing answer: it must be told even when all answers come.
    internal static AssessmentVerdict VerdictOf(Finding[] findings)
    {
        var verdict = AssessmentVerdict.Pass;
        foreach (ref readonly var finding in findings.AsSpan())
        {
            if (finding.Blocks && finding.Verdict == RuleVerdict.Fail)
                return AssessmentVerdict.Fail;
            if (finding.Blocks)
                verdict = AssessmentVerdict.Unknown;
            else if (finding.Effect is FindingEffect.Warn or FindingEffect.LegalCriterion && verdict == AssessmentVerdict.Pass)
                verdict = AssessmentVerdict.Warn;
        }

        return verdict;
    }
}

/// <summary>The verdict over what is stated of a subject, with the edition that gave it.</summary>
public sealed class StatedAssessment
{
    internal StatedAssessment(string edition, StatedSubject subject, Finding[] findings) =>
        (Edition, Subject, Findings, Verdict) = (edition, subject, findings, Assessment.VerdictOf(findings));

    public string Edition { get; }

    public StatedSubject Subject { get; }

    public AssessmentVerdict Verdict { get; }

    /// <summary>Every clause that applied, met or not, in the order of the rule ids.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    public bool MayProceed => Verdict is AssessmentVerdict.Pass or AssessmentVerdict.Warn;

    /// <summary>The values that the rule looked at.</summary>
    public IReadOnlyList<FactUsed> FactsUsed(Rule rule) => [.. rule.Inputs.Select(input => new FactUsed(
        input.Name, FactSpec.Find(input.Name, Subject.Subject) is { } fact && Subject.Facts.TryGetValue(fact.Key, out var value) ? fact.Show(value) : null))];
}
