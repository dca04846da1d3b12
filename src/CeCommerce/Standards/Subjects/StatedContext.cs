namespace CeCommerce.Standards.Subjects;

/// <summary>A subject with what is stated of it, on one day.</summary>
/// <param name="Today">The day in Asia/Tokyo; rules are those in force on it.</param>
/// <param name="OperatorTypes">Of whoever acts; empty: not known, so that rules for any type are asked.</param>
/// <param name="Category">Of the goods; null: not stated.</param>
/// <param name="Kind">Of the listing that it is about; null: not stated.</param>
public sealed record StatedSubject(Subject Subject, DateOnly Today, IReadOnlyList<OperatorType> OperatorTypes, ProductCategory? Category, ListingKind? Kind)
{
    /// <summary>Of which only flags are stated.</summary>
    /// <exception cref="InvalidOperationException">There is no such fact, which is a bug.</exception>
    internal static StatedSubject Stating(Subject subject, DateOnly today, params IEnumerable<(string Name, bool Holds)> flags) => new(subject, today, [], null, null)
    {
        Facts = flags.ToDictionary(
            flag => StatedFacts.Find(flag.Name, subject)?.Index ?? throw new InvalidOperationException($"{flag.Name} cannot be stated of {subject}."),
            flag => new FactValue(flag.Holds ? 1 : 0, null)),
    };

    internal IReadOnlyDictionary<int, FactValue> Facts { get; init; } = new Dictionary<int, FactValue>();
}

/// <summary>Where conditions read facts.</summary>
internal interface IFactReader
{
    DateOnly Today { get; }

    /// <param name="key">The place of the fact in its catalogue.</param>
    /// <param name="value">What is known.</param>
    bool TryRead(int key, out FactValue value);
}

/// <summary>A stated subject as checks see it.</summary>
internal sealed class StatedContext(StatedSubject subject) : IFactReader
{
    public DateOnly Today => subject.Today;

    public bool TryRead(int key, out FactValue value) => subject.Facts.TryGetValue(key, out value);
}
