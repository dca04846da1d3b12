using CeCommerce.Platform;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards;

/// <summary>What kind of norm a rule is. Only law blocks as law and only policy as policy; the others warn at most.</summary>
[TermSource("House convention: engine requirements drawn from the research of 2026-11")]
public enum RuleStatus
{
    [Term("法令", "Law", MeaningJa = "施行中の法律・政令・省令・規則", MeaningEn = "an act, order or ministerial ordinance in force")]
    Law,

    [Term("未施行の法令", "Not yet in force", MeaningJa = "公布されたが、まだ施行されていない法令", MeaningEn = "promulgated and not yet in force")]
    Ordinance,

    [Term("案", "Draft", MeaningJa = "審議中の案。確定していない", MeaningEn = "under discussion, not final")]
    Draft,

    [Term("ガイドライン", "Guideline", MeaningJa = "公的または業界の指針。それ自体に拘束力はない", MeaningEn = "official or industry guidance, not binding by itself")]
    Guideline,

    [Term("運営方針", "Policy", MeaningJa = "このプラットフォームの掲載方針", MeaningEn = "this platform's own policy for listings")]
    Policy,
}

/// <summary>What follows when a rule is not met or cannot be judged.</summary>
[TermSource("House convention: B, W, I, and the criteria of 資源有効利用促進法 18 and 26 between them")]
public enum RuleSeverity
{
    [Term("不可", "Block")]
    Block,

    [Term("警告", "Warn")]
    Warn,

    [Term("判断の基準", "Criterion", MeaningJa = "守るべき法令上の基準や責務で、満たさなくても命令や罰則はない", MeaningEn = "a statutory criterion or duty whose breach meets neither order nor penalty")]
    Criterion,

    [Term("参考", "Info")]
    Info,
}

/// <summary>Whose policy a rule is.</summary>
[TermSource("Vocabulary of the product")]
public enum PolicyOwner
{
    [Term("プラットフォーム", "The platform", MeaningJa = "このプラットフォームが決めた掲載方針", MeaningEn = "this platform decided it, for all listings")]
    Platform,

    [Term("事業者", "The operator", MeaningJa = "出品する事業者が自らの出品について決めた基準", MeaningEn = "the operator decided it, for its own listings")]
    Operator,
}

/// <summary>How sure we are of what we cite.</summary>
[TermSource("House convention")]
public enum Certainty
{
    [Term("条文を確認", "Text read")]
    Law,

    [Term("条文を確認、当てはめは当方の推論", "Text read, what it means for these goods inferred")]
    LawInferred,

    [Term("公的・専門ページで確認", "Known from official or professional pages")]
    Law2,

    [Term("審議会資料", "Working paper")]
    WorkingPaper,

    [Term("審議会資料、当てはめは当方の推論", "Working paper, what it means for these goods inferred")]
    WorkingPaperInferred,

    [Term("指針", "Guideline")]
    Guideline,

    [Term("規格の要約", "Standard, from summaries")]
    Standard,

    [Term("解説", "Commentary")]
    Commentary,

    [Term("当方の推論", "Our inference")]
    Inference,

    [Term("未公布の改正の概要", "Outline of a change not yet promulgated")]
    Outline,

    [Term("一般に知られているとおり。未確認", "General knowledge, not looked up")]
    GeneralKnowledge,
}

/// <summary>Where a rule comes from.</summary>
/// <param name="Law">Name of the law, guideline or paper.</param>
/// <param name="Article">Where in it.</param>
/// <param name="LawId">e-Gov law id.</param>
/// <param name="Revision">The revision whose text was read or identified.</param>
/// <param name="CheckedOn">The day on which we last looked.</param>
/// <param name="SourceUrl">Where to read it.</param>
/// <param name="Certainty">How sure we are of it.</param>
public sealed record RuleBasis(LocalText Law, string Article, string? LawId, string? Revision, string? SourceUrl, DateOnly CheckedOn, Certainty Certainty);

/// <summary>What a rule is about; an empty list means no limit.</summary>
public sealed record RuleScope
{
    private const uint Everyone = uint.MaxValue;

    private readonly uint _bound = Everyone;

    public static RuleScope Everything { get; } = new();

    public IReadOnlyList<ListingKind> Kinds { get; init; } = [];

    /// <summary>Goods on any of these dated lists.</summary>
    public IReadOnlyList<GoodsList> Goods { get; init; } = [];

    /// <summary>True: only operators with a type that takes used goods from others, as the dated list of operator types says. False: only operators without.</summary>
    public bool? KobutsuOperators { get; init; }

    /// <summary>Operators with any of these types.</summary>
    public IReadOnlyList<OperatorType> OperatorTypes { get; init; } = [];

    /// <summary>Listings that offer any of these; only for clauses about listings.</summary>
    public IReadOnlyList<WhatIsOffered> Binds
    {
        get;
        init => (field, _bound) = (value, value.Count == 0 ? Everyone : value.Aggregate(0u, (bits, one) => bits | Bit(one)));
    } = [];

    internal bool BindsWhat(WhatIsOffered offered) => (_bound & Bit(offered)) != 0;

    internal bool Concerns(IReadOnlyList<OperatorType> types)
    {
        for (var i = 0; i < types.Count && OperatorTypes.Count > 0; i++)
        {
            if (OperatorTypes.Contains(types[i]))
                return true;
        }

        return OperatorTypes.Count == 0;
    }

    private static uint Bit(WhatIsOffered offered) => 1u << (int)offered;
}

/// <summary>A named value that a rule looks at.</summary>
/// <param name="Name">As the API calls it.</param>
/// <param name="Read">From a listing and the edition that judges it; null: not stated.</param>
public sealed record RuleInput(string Name, Func<ListingFacts, RuleEdition, string?> Read)
{
    /// <summary>A value that is the same whatever the edition.</summary>
    internal RuleInput(string name, Func<ListingFacts, string?> read)
        : this(name, (listing, _) => read(listing))
    {
    }
}

/// <summary>
/// One clause of one rule. Rules with consequences of different kinds have several clauses under one id (LS-013: a warning
/// and a policy block), told apart by <see cref="Clause"/>.
/// </summary>
public sealed class Rule
{
    public required string Id { get; init; }

    /// <summary>A word in kebab-case, unique within the id.</summary>
    public required string Clause { get; init; }

    /// <summary>What it judges.</summary>
    public Subject Subject { get; init; }

    /// <summary>The pack that it stands in.</summary>
    public string Pack { get; init; } = "";

    public required LocalText Title { get; init; }

    /// <summary>What is asked; the title where the pack says no more.</summary>
    public LocalText Requires
    {
        get => field ?? Title;
        init;
    }

    public required RuleStatus Status { get; init; }

    public required RuleSeverity Severity { get; init; }

    public required RuleBasis Basis { get; init; }

    /// <summary>What the seller does when the rule is not met.</summary>
    public required LocalText Remedy { get; init; }

    /// <summary>First day in force; null: longer than our data go back.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>First day no longer in force; null: open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    public RuleScope AppliesTo { get; init; } = RuleScope.Everything;

    /// <summary>What the check looks at; shown with each finding.</summary>
    public required IReadOnlyList<RuleInput> Inputs { get; init; }

    /// <summary>The named check that judges it.</summary>
    public string CheckName { get; init; } = "";

    /// <summary>How many days old what it looks at may be; null when it counts none.</summary>
    internal int? Days { get; init; }

    internal IReadOnlyDictionary<string, Saying> Says { get; init; } = new Dictionary<string, Saying>(StringComparer.Ordinal);

    // Not required, because C# wants required members as visible as their type.
    internal Func<RuleContext, Check> Check { get; init; } = static _ => throw new InvalidOperationException("The clause has no check.");

    internal Func<StatedContext, Check> StatedCheck { get; init; } = static _ => throw new InvalidOperationException("The clause judges listings.");

    /// <summary>Whose decision it is; null where it is nobody's policy but law, or a draft or guideline of others.</summary>
    public PolicyOwner? DecidedBy => Status != RuleStatus.Policy ? null : Pack == RulePack.OperatorCode ? PolicyOwner.Operator : PolicyOwner.Platform;

    /// <summary>What a failure, or an unanswered question, means for the listing.</summary>
    public FindingEffect EffectWhenUnmet => (Severity, Status) switch
    {
        (RuleSeverity.Block, RuleStatus.Law) => FindingEffect.LegalBlock,
        (RuleSeverity.Block, RuleStatus.Policy) => FindingEffect.PolicyBlock,
        (RuleSeverity.Criterion, RuleStatus.Law or RuleStatus.Ordinance) => FindingEffect.LegalCriterion,
        (RuleSeverity.Block, _) or (RuleSeverity.Warn, _) or (RuleSeverity.Criterion, _) => FindingEffect.Warn,
        (RuleSeverity.Info, _) => FindingEffect.Info,
        _ => throw new InvalidOperationException($"No effect for {Severity}."),
    };

    public bool InForceOn(DateOnly day) => (EffectiveFrom is null || EffectiveFrom <= day) && (EffectiveTo is null || day < EffectiveTo);

    public override string ToString() => $"{Id}/{Clause}";
}
