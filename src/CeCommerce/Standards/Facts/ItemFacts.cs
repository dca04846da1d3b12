using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace CeCommerce.Standards;

/// <summary>One observed value.</summary>
/// <param name="Number">The integer; 0 or 1; the day number; the enum value of a choice.</param>
/// <param name="Text">The text, or the wire code of a choice; null otherwise.</param>
public readonly record struct Fact(FactCode Code, long Number, string? Text, FactSource Source, DateOnly ObservedOn)
{
    /// <summary>Known where a unit's acts are known; not stored with the fact.</summary>
    public FactBasis Basis { get; init; }

    /// <summary>As shown in findings and stored in reports: <c>2022</c>, <c>true</c>, <c>2026-11-20</c>, <c>ROUND</c>.</summary>
    public string Shown => FactCatalogue.Of(Code).Kind switch
    {
        FactKind.Integer => Number.ToString(CultureInfo.InvariantCulture),
        FactKind.Boolean => Number == 0 ? "false" : "true",
        FactKind.Date => DateOnly.FromDayNumber((int)Number).ToString("O", CultureInfo.InvariantCulture),
        FactKind.Text or FactKind.Choice => Text ?? "",
        _ => throw new InvalidOperationException($"No way to show {Code}."),
    };

    /// <summary>For values that need no reading; throws when the fact takes no such value, which is a bug.</summary>
    public static Fact Of(FactCode code, long value, FactSource source, DateOnly on) => new(code, Expect(code, FactKind.Integer, value), null, source, on);

    public static Fact Of(FactCode code, bool value, FactSource source, DateOnly on) => new(code, Expect(code, FactKind.Boolean, value ? 1 : 0), null, source, on);

    public static Fact Of(FactCode code, DateOnly value, FactSource source, DateOnly on) => new(code, Expect(code, FactKind.Date, value.DayNumber), null, source, on);

    public static Fact Of(FactCode code, string value, FactSource source, DateOnly on) => new(code, Expect(code, FactKind.Text, 0), value, source, on);

    public static Fact Of<T>(FactCode code, T value, FactSource source, DateOnly on)
        where T : struct, Enum
    {
        var number = Expect(code, FactKind.Choice, Convert.ToInt64(value, CultureInfo.InvariantCulture));
        return new(code, number, FactCatalogue.Of(code).ChoiceOf(number)!.Code, source, on);
    }

    private static long Expect(FactCode code, FactKind kind, long number) =>
        FactCatalogue.Of(code).Kind == kind ? number : throw new ArgumentException($"{code} takes no {kind}.", nameof(code));
}

/// <summary>What this version cannot read of a unit's facts, because a newer one recorded it.</summary>
/// <param name="Name">Its wire name.</param>
/// <param name="Json">Its value, source and day as they are stored.</param>
internal readonly record struct LaterFact(string Name, string Json);

/// <summary>
/// Facts known about one unit, about its offer, or both; immutable. On the wire and in jsonb
/// <c>{"manufactureYear":{"value":2022,"source":"IMPORT","observedOn":"2026-11-20"}}</c>.
/// </summary>
[JsonConverter(typeof(ItemFactsJsonConverter))]
public sealed class ItemFacts : IEquatable<ItemFacts>
{
    private readonly FactSet _present;
    private readonly FactSet _said;
    private readonly Fact[] _facts;
    private readonly LaterFact[] _later;

    private ItemFacts(Fact[] facts, IReadOnlyCollection<LaterFact> later)
    {
        _facts = facts;
        _present = new(FactCatalogue.All.Count, facts.Select(fact => fact.Code));
        _said = new(FactCatalogue.All.Count, facts.Where(fact => !FactCatalogue.SaysNone(fact)).Select(fact => fact.Code));
        _later = later.Count == 0 ? [] : [.. later.Where(one => !IsStated(one.Name)).OrderBy(one => one.Name, StringComparer.Ordinal)];
    }

    public static ItemFacts Empty { get; } = new([], []);

    /// <summary>In the order of <see cref="FactCode"/>.</summary>
    public IReadOnlyList<Fact> All => _facts;

    public int Count => _facts.Length;

    /// <summary>Whether there is nothing to store.</summary>
    internal bool IsEmpty => _facts.Length + _later.Length == 0;

    /// <summary>No rule and no reader sees these; they are stored again as they were, until somebody states the fact anew.</summary>
    internal IReadOnlyList<LaterFact> Later => _later;

    /// <summary>Of two facts with one code the last wins.</summary>
    public static ItemFacts Of(params IEnumerable<Fact> facts) => Of(facts, []);

    internal static ItemFacts Of(IEnumerable<Fact> facts, IReadOnlyCollection<LaterFact> later)
    {
        Fact[] latest = InOrder([.. facts]);
        return latest.Length + later.Count == 0 ? Empty : new(latest, later);
    }

    /// <summary>These instead of <paramref name="former"/>, of which stays what only a newer version can read.</summary>
    public ItemFacts InsteadOf(ItemFacts former) => former._later.Length == 0 ? this : Of(_facts, [.. former._later.ExceptBy(_later.Select(one => one.Name), one => one.Name), .. _later]);

    public ItemFacts With(Fact fact) => Of([.. _facts, fact], _later);

    /// <summary>The other facts added, replacing those of the same code.</summary>
    public ItemFacts With(ItemFacts others) => others.Count == 0 ? this : Of([.. _facts, .. others._facts], _later);

    public ItemFacts Without(FactCode code) => _present.Contains(code) ? Of(_facts.Where(fact => fact.Code != code), _later) : this;

    /// <summary>False also for a text that says there is nothing of it (なし), where the fact proves something or names something bad.</summary>
    public bool Has(FactCode code) => _said.Contains(code);

    /// <summary>As recorded, なし included.</summary>
    public bool TryGet(FactCode code, out Fact fact)
    {
        if (!_present.Contains(code))
        {
            fact = default;
            return false;
        }

        fact = _facts[_present.CountBefore(code)];
        return true;
    }

    public long? Integer(FactCode code) => TryGet(code, out var fact) ? fact.Number : null;

    public bool? Flag(FactCode code) => TryGet(code, out var fact) ? fact.Number != 0 : null;

    public DateOnly? Day(FactCode code) => TryGet(code, out var fact) ? DateOnly.FromDayNumber((int)fact.Number) : null;

    /// <summary>A text, or the wire code of a choice; null for what <see cref="Has"/> does not count.</summary>
    public string? Text(FactCode code) => Has(code) && TryGet(code, out var fact) ? fact.Text : null;

    /// <summary>The value of a choice among the terms of <typeparamref name="T"/>, which are the fact's.</summary>
    public T? Choice<T>(FactCode code)
        where T : struct, Enum => TryGet(code, out var fact) ? Unsafe.BitCast<int, T>((int)fact.Number) : null;

    /// <summary>Those about a unit, or those about an offer; what only a newer version can read stays with the unit.</summary>
    public ItemFacts Only(FactAbout about)
    {
        var count = _facts.Count(fact => FactCatalogue.Of(fact.Code).About == about);
        LaterFact[] later = about == FactAbout.Unit ? _later : [];
        return count == _facts.Length && later == _later ? this : Of(_facts.Where(fact => FactCatalogue.Of(fact.Code).About == about), later);
    }

    public bool Equals(ItemFacts? other) => other is not null && _facts.AsSpan().SequenceEqual(other._facts) && _later.AsSpan().SequenceEqual(other._later);

    public override bool Equals(object? obj) => Equals(obj as ItemFacts);

    public override int GetHashCode() => _facts.Aggregate(_facts.Length, HashCode.Combine);

    private static Fact[] InOrder(Fact[] facts)
    {
        var places = new int[FactCatalogue.All.Count];
        for (var i = 0; i < facts.Length; i++)
            places[(int)facts[i].Code] = i + 1;
        return [.. places.Where(place => place > 0).Select(place => facts[place - 1])];
    }

    private bool IsStated(string name) => FactCatalogue.TryFind(name, out var known) && _present.Contains(known.Code);
}
