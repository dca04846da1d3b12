using CeCommerce.Platform;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Operators.Checks;

/// <summary>Which part of an operator's record says something.</summary>
internal enum RecordPart
{
    /// <summary>Its legal identity and contact, which are shown with everything that it offers.</summary>
    Profile,

    /// <summary>Its second-hand dealer's permits (古物商許可) on the day.</summary>
    Licences,

    /// <summary>How it rates itself, which certifies nothing; shown only to those who may read that.</summary>
    SelfAssessment,
}

/// <summary>A fact that nobody stated and the operator's record knows.</summary>
/// <param name="Name">As `statedFacts` lists it.</param>
/// <param name="Value">As it could have been stated.</param>
/// <param name="Label">Its name in the language of the request.</param>
/// <param name="Part">Which part of the record says it.</param>
internal sealed record RecordedFact(string Name, string Value, LocalText Label, RecordPart Part)
{
    /// <summary>As the engine takes facts that are stated.</summary>
    internal static IReadOnlyDictionary<int, FactValue> AsStated(Subject subject, IEnumerable<RecordedFact> facts) =>
        facts.Select(fact => (Stated: StatedFacts.Find(fact.Name, subject)!, fact.Value)).ToDictionary(fact => fact.Stated.Index, fact => fact.Stated.Read(fact.Value)!.Value);

    /// <exception cref="InvalidOperationException">There is no such fact, which is a bug.</exception>
    internal static RecordedFact Of(Subject subject, string name, string value, RecordPart part) => StatedFacts.Find(name, subject) is { } fact
        ? new(name, value, fact.Label, part)
        : throw new InvalidOperationException($"{name} cannot be stated of {subject}.");
}
