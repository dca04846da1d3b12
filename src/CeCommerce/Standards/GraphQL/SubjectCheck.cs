using CeCommerce.Platform;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.GraphQL;

/// <summary>Reads what is stated of a subject and has it judged.</summary>
internal sealed class SubjectCheck(StandardsEngine standards, TimeProvider clock)
{
    private const int MostFacts = 200;

    /// <param name="known">What is known beside, of facts that are not stated.</param>
    public CheckSubjectPayload Of(Subject subject, CheckSubjectInput input, IReadOnlyList<StatedFactInput>? known = null)
    {
        List<IUserError> errors = [];
        var (today, on) = (clock.Today(), input.On ?? clock.Today());
        if (on > today)
            errors.Add(new DayInFuture(on, today));
        ProductCategory? category = null;
        if (input.Category is { } code && !ProductCategories.TryGet(code, out category))
            errors.Add(new CategoryNotKnown(Excerpt.Of(code)));
        if (input.Facts.Count > MostFacts)
            errors.Add(new TooManyStatedFacts(input.Facts.Count, MostFacts));
        var facts = errors.Count == 0 ? Read(subject, [.. input.Facts, .. known ?? []], errors) : [];
        return errors.Count > 0
            ? new(null, errors)
            : new(standards.Assess(new StatedSubject(subject, on, input.OperatorTypes ?? [], category, input.Kind) { Facts = facts }), []);
    }

    private static Dictionary<int, FactValue> Read(Subject subject, IReadOnlyList<StatedFactInput> stated, List<IUserError> errors)
    {
        var facts = new Dictionary<int, FactValue>();
        for (var at = 0; at < stated.Count; at++)
        {
            if (StatedFacts.Find(stated[at].Name, subject) is not { } fact)
                errors.Add(new StatedFactNotKnown(Excerpt.Of(stated[at].Name), subject, at));
            else if (fact.Read(stated[at].Value) is not { } value)
                errors.Add(new StatedFactUnreadable(fact.Name, Excerpt.Of(stated[at].Value), fact.Shape, at));
            else if (!facts.TryAdd(fact.Index, value))
                errors.Add(new StatedFactTwice(fact.Name, at));
        }

        return facts;
    }
}
