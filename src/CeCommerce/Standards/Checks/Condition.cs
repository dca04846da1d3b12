using System.Globalization;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Checks;

/// <summary>Whether a condition holds, and the fact that decides.</summary>
/// <param name="Holds">Null: a fact is missing.</param>
/// <param name="Fact">That breaks it or is missing; null when it holds.</param>
internal readonly record struct Answer(bool? Holds, FactSpec? Fact)
{
    public static Answer Yes => new(true, null);
}

/// <summary>A condition on facts; pure.</summary>
internal abstract record Condition
{
    public abstract IEnumerable<FactSpec> Facts { get; }

    public abstract Answer Of(IFactReader facts);
}

/// <summary>A fact as conditions know it, of a unit or stated of another subject.</summary>
/// <param name="Key">Its place in its catalogue.</param>
internal sealed record FactSpec(int Key, string Name, FactKind Kind, IReadOnlyList<FactChoice> Choices)
{
    /// <summary>As findings show it: <c>2022</c>, <c>true</c>, <c>2026-11-20</c>, <c>WIRE</c>.</summary>
    public string Show(FactValue value) => Kind switch
    {
        FactKind.Integer => value.Number.ToString(CultureInfo.InvariantCulture),
        FactKind.Boolean => value.Number == 0 ? "false" : "true",
        FactKind.Date => DateOnly.FromDayNumber((int)value.Number).ToString("O", CultureInfo.InvariantCulture),
        FactKind.Text or FactKind.Choice => value.Text ?? "",
        _ => throw new InvalidOperationException($"No way to show {Name}."),
    };

    /// <summary>Null when the subject has no such fact.</summary>
    public static FactSpec? Find(string? name, Subject subject)
    {
        if (subject == Subject.Listing)
            return FactCatalogue.All.FirstOrDefault(fact => fact.WireName == name) is { } ofItem ? new((int)ofItem.Code, ofItem.WireName, ofItem.Kind, ofItem.Choices) : null;
        return StatedFacts.Find(name ?? "", subject) is { } stated ? new(stated.Index, stated.Name, stated.Kind, stated.Choices) : null;
    }
}

/// <summary>All hold; the first that does not decides, and one that is broken before one that is not known.</summary>
internal sealed record AllOf(Condition[] Parts) : Condition
{
    public override IEnumerable<FactSpec> Facts => Parts.SelectMany(part => part.Facts);

    public override Answer Of(IFactReader facts)
    {
        var answer = Answer.Yes;
        foreach (var part in Parts)
        {
            var one = part.Of(facts);
            if (one.Holds == false)
                return one;
            if (one.Holds is null && answer.Holds == true)
                answer = one;
        }

        return answer;
    }
}

/// <summary>Any holds; otherwise the first that is not known decides, or the first.</summary>
internal sealed record AnyOf(Condition[] Parts) : Condition
{
    public override IEnumerable<FactSpec> Facts => Parts.SelectMany(part => part.Facts);

    public override Answer Of(IFactReader facts)
    {
        Answer? answer = null;
        foreach (var part in Parts)
        {
            var one = part.Of(facts);
            if (one.Holds == true)
                return one;
            if (answer is null || (answer.Value.Holds == false && one.Holds is null))
                answer = one;
        }

        return answer ?? Answer.Yes;
    }
}

/// <summary>The other does not hold.</summary>
internal sealed record NotSo(Condition Part) : Condition
{
    public override IEnumerable<FactSpec> Facts => Part.Facts;

    public override Answer Of(IFactReader facts)
    {
        var answer = Part.Of(facts);
        return answer.Holds == true ? new(false, Part.Facts.First()) : answer.Holds == false ? Answer.Yes : answer;
    }
}

/// <summary>Something is stated of the fact at all; never unknown.</summary>
internal sealed record Given(FactSpec Fact, bool Wanted) : Condition
{
    public override IEnumerable<FactSpec> Facts => [Fact];

    public override Answer Of(IFactReader facts) => facts.TryRead(Fact.Key, out _) == Wanted ? Answer.Yes : new(false, Fact);
}

/// <summary>What is known of one fact passes a test; unknown when nothing is.</summary>
internal sealed record OfFact(FactSpec Fact, Func<FactValue, DateOnly, bool> Test) : Condition
{
    public override IEnumerable<FactSpec> Facts => [Fact];

    public override Answer Of(IFactReader facts) => !facts.TryRead(Fact.Key, out var value) ? new(null, Fact)
        : Test(value, facts.Today) ? Answer.Yes : new(false, Fact);
}

/// <summary>Two facts stand in a relation; unknown when either is.</summary>
internal sealed record OfTwo(FactSpec Fact, FactSpec Other, Func<FactValue, FactValue, bool> Test) : Condition
{
    public override IEnumerable<FactSpec> Facts => [Fact, Other];

    public override Answer Of(IFactReader facts)
    {
        if (!facts.TryRead(Fact.Key, out var value))
            return new(null, Fact);
        if (!facts.TryRead(Other.Key, out var other))
            return new(null, Other);
        return Test(value, other) ? Answer.Yes : new(false, Fact);
    }
}
