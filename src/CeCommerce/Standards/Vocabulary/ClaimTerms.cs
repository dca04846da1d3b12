using System.Collections.Frozen;

namespace CeCommerce.Standards;

/// <summary>Words with which one claim is made, and what must or must not stand around them.</summary>
internal sealed record ClaimSense
{
    /// <summary>None: only a claim when something is likened to it (未使用に近い).</summary>
    public required Claims Claim { get; init; }

    public required WordList Words { get; init; }

    /// <summary>Directly before or after, they make another word of it: 最新品, 新品種.</summary>
    public required WordList NotBehind { get; init; }

    public required WordList NotBefore { get; init; }

    /// <summary>Longer words that make no other word of it after all: 本革, 目覚.</summary>
    public required WordList ButBehind { get; init; }

    public required WordList ButBefore { get; init; }

    /// <summary>When not empty, one of them or the end of the clause must follow.</summary>
    public required WordList OnlyBefore { get; init; }

    /// <summary>Each in turn must follow within the clause.</summary>
    public required IReadOnlyList<ClaimNeed> Needs { get; init; }

    /// <summary>One must stand in the clause; empty: nothing needed.</summary>
    public required WordList Around { get; init; }

    /// <summary>Whether a figure below zero does as well: CO2 -15kg.</summary>
    public required bool CountsMinus { get; init; }

    /// <summary>One must stand in the sentence; empty: nothing needed.</summary>
    public required WordList Stress { get; init; }

    /// <summary>In the clause before, they take a Latin head back: not, when, bought.</summary>
    public required WordList Behind { get; init; }

    /// <summary>Anywhere in the sentence they limit what is said to something fair or to somebody else's case.</summary>
    public required WordList Aside { get; init; }

    /// <summary>With one of them the next sentence limits this one: ただし.</summary>
    public required WordList Provisos { get; init; }

    /// <summary>Subjects of which the sentence may speak instead of the goods: 電池, 送料.</summary>
    public required WordList Parts { get; init; }

    /// <summary>Whether a part must be said to be fitted or to come along when it follows a Japanese head.</summary>
    public required bool PartsAreFitted { get; init; }

    public required ClaimEndings Endings { get; init; }
}

/// <summary>A word that must follow, unless one of others stands before it.</summary>
internal sealed record ClaimNeed(WordList Words, WordList Unless);

/// <summary>What the words after a claim make of it: the longest that fits counts.</summary>
/// <param name="Carriers">Words after which the same question is asked again: 新品<b>未使用</b>ではありません.</param>
/// <param name="Likens">They turn "new" into "like new".</param>
/// <param name="Denials">They deny also across a comma.</param>
/// <param name="Open">They decide nothing, though they begin like a word that does: 新品<b>時計</b>.</param>
/// <param name="TakenBack">Right behind a word that asserts they take it back: 新品である<b>とは</b>限りません.</param>
/// <param name="LaterAsserts">In the rest of the clause they end what is said of the goods.</param>
/// <param name="LaterExcept">With one of them directly before or across it, a later denial is none: 当<b>方</b>は.</param>
internal sealed record ClaimEndings(
    WordList Carriers,
    WordList Likens,
    WordList Asserts,
    WordList Denies,
    WordList Denials,
    WordList Open,
    WordList TakenBack,
    WordList LaterAsserts,
    WordList LaterDenies,
    WordList LaterExcept);

/// <summary>The words of the grammar of one edition, as data: the pack <c>claim-terms</c>.</summary>
internal sealed class ClaimTerms
{
    private readonly FrozenDictionary<string, ClaimSense> _senses;

    internal ClaimTerms(ClaimTermsReader reader)
    {
        Source = reader.Source;
        Approximations = reader.List("approximations");
        Wholes = reader.List("wholes");
        Links = reader.List("links");
        Counters = reader.List("counters");
        Joiners = reader.List("joiners");
        Fitted = reader.List("fitted");
        Prices = reader.List("prices");
        PriceTopics = reader.List("priceTopics");
        Extras = reader.List("extras");
        UsedWholes = reader.List("usedWhole");
        Topics = reader.List("topics");
        AfterKana = reader.List("afterKana");
        Of = reader.List("of");
        PartKinds = reader.List("partKinds");
        Methods = reader.List("methods");
        GrossOrNet = reader.List("grossOrNet");
        Cures = reader.List("cures");
        Senses = reader.Senses();
        Heads = new(Senses.SelectMany(sense => sense.Words.All));
        _senses = Senses.SelectMany(sense => sense.Words.All.Select(word => (word.Text, Sense: sense)))
            .DistinctBy(pair => pair.Text)
            .ToFrozenDictionary(pair => pair.Text, pair => pair.Sense, StringComparer.Ordinal);
    }

    public string Source { get; }

    public IReadOnlyList<ClaimSense> Senses { get; }

    /// <summary>The words with which claims are made, of all senses.</summary>
    public WordList Heads { get; }

    /// <summary>Before "new" they mean "like new": ほぼ.</summary>
    public WordList Approximations { get; }

    /// <summary>Subjects that are the goods: 本体.</summary>
    public WordList Wholes { get; }

    /// <summary>What may stand between a subject and what is said of it.</summary>
    public WordList Links { get; }

    public WordList Counters { get; }

    /// <summary>English words that end the noun after "new": with.</summary>
    public WordList Joiners { get; }

    /// <summary>What is said of a part that was put in or comes along.</summary>
    public WordList Fitted { get; }

    /// <summary>Words for a price: one before and a figure after make a price of what stands between.</summary>
    public WordList Prices { get; }

    /// <summary>What follows them is a price: 定価は.</summary>
    public WordList PriceTopics { get; }

    /// <summary>What follows them goes with the goods: 付属の.</summary>
    public WordList Extras { get; }

    /// <summary>They say that the goods are used, so that whatever is new is something else.</summary>
    public WordList UsedWholes { get; }

    /// <summary>With one of them at its end, a clause goes on behind the comma.</summary>
    public WordList Topics { get; }

    /// <summary>What may follow a word in kana without making another word of it.</summary>
    public WordList AfterKana { get; }

    public WordList Of { get; }

    /// <summary>What may stand between "new" and the part: 新品の<b>交換用</b>フィルター.</summary>
    public WordList PartKinds { get; }

    /// <summary>How a figure of CO2 was computed.</summary>
    public WordList Methods { get; }

    /// <summary>Whether sales that replace no new good were deducted from it.</summary>
    public WordList GrossOrNet { get; }

    /// <summary>Promises that keep an exclusion of damages from being void (消費者契約法 8(2)): repair, replacement, a lower price.</summary>
    public WordList Cures { get; }

    public ClaimSense SenseOf(Word head) => _senses[head.Text];
}
