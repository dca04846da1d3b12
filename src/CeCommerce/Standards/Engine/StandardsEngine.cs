using System.Collections.Concurrent;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards;

/// <summary>
/// Applies an edition of the rules to listings. Thread-safe and without state that a listing could change: which clauses apply to goods, kind
/// and day is worked out once per period between two dates on which a rule or a list changes.
/// </summary>
public sealed class StandardsEngine(RuleEdition edition)
{
    private readonly DateOnly[] _changes = edition.Changes();
    private readonly ConcurrentDictionary<int, RuleTable> _tables = new();

    // Lazy, so that a flaw in the product's own files rises as what it is instead of as a failed type.
    private static readonly Lazy<StandardsEngine> Own = new(static () => new(RuleEdition.Current));

    private static readonly Reason NoCategory = ReasonKind.Missing.At("category", "category");

    /// <summary>The engine over the edition that comes with the product.</summary>
    public static StandardsEngine Current => Own.Value;

    public RuleEdition Edition { get; } = edition;

    /// <summary>The graces of this edition and of those before it that ran when this was made, the newest first.</summary>
    internal IReadOnlyList<EditionGrace> Graces { get; init; } = [];

    /// <summary>Finds the pack of an operator's own rules that its facts name.</summary>
    internal Func<OperatorRulesInUse, RulePack> RulesOf { get; init; } = static rules => throw new InvalidOperationException($"Nobody knows the operator's own rules {rules.Version}.");

    /// <summary>Judges a listing by the rules in force on its day, then by those of its operator. Never throws for what a listing says.</summary>
    public Assessment Assess(ListingFacts listing)
    {
        var table = TableFor(listing.Today);
        _ = ProductCategories.TryGet(listing.Category, out var category);
        var rules = table.RulesFor(category, listing.Kind, table.TakesKobutsu(listing.Operator.Types));
        var offered = Edition.Offered.Of(listing, category);
        if (listing.Operator.OwnRules is { } own)
            rules = [.. rules, .. table.Concerning(RulesOf(own).Rules, category, listing)];
        var context = new RuleContext(listing, table.GoodsOf(category), offered, Edition.Claims);
        var findings = new Finding[rules.Length];
        var count = 0;
        foreach (var rule in rules)
        {
            if (!rule.AppliesTo.BindsWhat(offered.Value) || !rule.AppliesTo.Concerns(listing.Operator.Types))
                continue;
            var check = rule.Check(context);
            if (check.Verdict != RuleVerdict.NotApplicable)
                findings[count++] = new(rule, check);
        }

        Array.Resize(ref findings, count);
        return new(Edition, listing, findings);
    }

    /// <summary>The day until which a listing that blocks may stay on the shelf, since each clause that blocks it is new; null when it may not.</summary>
    internal DateOnly? GraceOf(Assessment assessment)
    {
        var running = Graces.Where(grace => assessment.Listing.Today < grace.Until).ToList();
        if (assessment.CanPublish || running.Count == 0)
        {
            return null;
        }

        var (left, first) = (EditionGrace.Blocks(assessment), DateOnly.MaxValue);
        foreach (var grace in running)
        {
            var before = left.Count;
            left.ExceptWith(grace.NewBlocks(assessment));
            first = left.Count < before && grace.Until < first ? grace.Until : first;
        }

        return left.Count == 0 ? first : null;
    }

    /// <summary>Judges what is stated of a subject by the rules in force on its day.</summary>
    public StatedAssessment Assess(StatedSubject stated)
    {
        var table = TableFor(stated.Today);
        var context = new StatedContext(stated);
        var findings = new List<Finding>();
        foreach (var rule in table.RulesFor(stated))
        {
            var check = rule.AppliesTo.Goods.Count > 0 && stated.Category is null ? Check.Unknown(NoCategory) : rule.StatedCheck(context);
            if (check.Verdict != RuleVerdict.NotApplicable)
                findings.Add(new(rule, check));
        }

        return new(Edition.Version, stated, [.. findings]);
    }

    private RuleTable TableFor(DateOnly day)
    {
        var found = Array.BinarySearch(_changes, day);
        var period = found >= 0 ? found + 1 : ~found;
        return _tables.TryGetValue(period, out var table) ? table : _tables.GetOrAdd(period, new RuleTable(Edition, day));
    }
}

/// <summary>What an edition says of goods in one period.</summary>
/// <param name="Category">Null for goods that the catalogue does not know.</param>
/// <param name="Kobutsu">The category of a dealer's permit; null when the goods are not known.</param>
/// <param name="Lists">For each list whether they are on it.</param>
internal sealed record JudgedGoods(ProductCategory? Category, KobutsuCategory? Kobutsu, bool[] Lists);

/// <summary>The clauses for every kind of goods and listing in one period.</summary>
internal sealed class RuleTable
{
    private static readonly int Kinds = Enum.GetValues<ListingKind>().Length;
    private static readonly bool[] OnNone = new bool[Enum.GetValues<GoodsList>().Length];

    // By kind of goods; the last is for goods that the catalogue does not know.
    private readonly JudgedGoods[] _goods;
    private readonly Rule[][] _rules;
    private readonly Rule[] _stated;
    private readonly bool[] _kobutsuTypes;

    public RuleTable(RuleEdition edition, DateOnly day)
    {
        var categories = ProductCategories.All;
        _goods = [.. categories.Select(category => new JudgedGoods(category, edition.Goods.KobutsuOf(category, day), ListsOn(edition.Goods, category, day))), new(null, null, OnNone)];
        _kobutsuTypes = [.. Enum.GetValues<OperatorType>().Select(type => edition.Goods.TakesKobutsu(type, day))];
        Rule[] inForce = [.. edition.Rules.Where(rule => rule.InForceOn(day) && rule.Subject == Subject.Listing)];
        _stated = [.. edition.Rules.Where(rule => rule.InForceOn(day) && rule.Subject != Subject.Listing)];
        _rules = [.. from goods in Enumerable.Range(0, categories.Count + 1)
            from kind in Enum.GetValues<ListingKind>()
            from takesKobutsu in (bool[])[false, true]
            select inForce.Where(rule => Applies(rule.AppliesTo, _goods[goods].Lists, kind, takesKobutsu)).ToArray()];
    }

    /// <summary>Goods that the catalogue does not know are on no list; rules for all goods apply to them.</summary>
    public Rule[] RulesFor(ProductCategory? category, ListingKind kind, bool takesKobutsu) =>
        _rules[(((PlaceOf(category) * Kinds) + (int)kind) * 2) + (takesKobutsu ? 1 : 0)];

    /// <summary>Those of an operator's own rules that are in force and concern the listing.</summary>
    public IEnumerable<Rule> Concerning(IReadOnlyList<Rule> own, ProductCategory? category, ListingFacts listing)
    {
        var takesKobutsu = TakesKobutsu(listing.Operator.Types);
        return own.Where(rule => rule.InForceOn(listing.Today) && Applies(rule.AppliesTo, GoodsOf(category).Lists, listing.Kind, takesKobutsu));
    }

    /// <summary>Rules about the subject; what is not stated of operator, kind or goods leaves none out.</summary>
    public IEnumerable<Rule> RulesFor(StatedSubject stated) => _stated.Where(rule => rule.Subject == stated.Subject
        && (rule.AppliesTo.Kinds.Count == 0 || stated.Kind is null || rule.AppliesTo.Kinds.Contains(stated.Kind.Value))
        && (rule.AppliesTo.Goods.Count == 0 || stated.Category is null || rule.AppliesTo.Goods.Any(list => GoodsOf(stated.Category).Lists[(int)list]))
        && (stated.OperatorTypes.Count == 0 || (rule.AppliesTo.Concerns(stated.OperatorTypes) && rule.AppliesTo.KobutsuOperators != !TakesKobutsu(stated.OperatorTypes))));

    /// <summary>What the edition says of such goods.</summary>
    public JudgedGoods GoodsOf(ProductCategory? category) => _goods[PlaceOf(category)];

    public bool TakesKobutsu(IReadOnlyList<OperatorType> types)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (_kobutsuTypes[(int)types[i]])
                return true;
        }

        return false;
    }

    private int PlaceOf(ProductCategory? category) => category?.Index ?? (_goods.Length - 1);

    private static bool[] ListsOn(GoodsLists lists, ProductCategory category, DateOnly day) => [.. Enum.GetValues<GoodsList>().Select(list => lists.Contains(list, category, day))];

    private static bool Applies(RuleScope scope, bool[] lists, ListingKind kind, bool takesKobutsu) =>
        (scope.Kinds.Count == 0 || scope.Kinds.Contains(kind))
        && (scope.Goods.Count == 0 || scope.Goods.Any(list => lists[(int)list]))
        && scope.KobutsuOperators != !takesKobutsu;
}
