using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Standards;
using CeCommerce.Standards.GraphQL;
using CeCommerce.Standards.Subjects;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Checks;

/// <summary>What is stated of an operator beside what its record knows.</summary>
/// <param name="OperatorId">Whose record.</param>
/// <param name="Facts">At most 200, each once; what is stated stands before what the record says.</param>
/// <param name="On">The day by which it is judged, not after today; today unless said otherwise. The profile is that of today.</param>
public sealed record CheckOperatorRecordInput(OperatorId OperatorId, IReadOnlyList<StatedFactInput> Facts, DateOnly? On);

/// <summary>What the standards say of an operator by its record and what was stated; nothing is stored.</summary>
/// <param name="Assessment">Null when something cannot be what was stated, or there is no such operator.</param>
/// <param name="FromRecord">The facts that were not stated and came from the record.</param>
/// <param name="OperatorTypes">What the operator does, by its record; rules for other types are not asked.</param>
/// <param name="Errors">Why there is no assessment.</param>
internal sealed record CheckOperatorRecordPayload(
    StatedAssessment? Assessment, IReadOnlyList<RecordedFact> FromRecord, IReadOnlyList<OperatorType> OperatorTypes, IReadOnlyList<IUserError> Errors);

/// <summary>Rules about an operator, asked of its own record.</summary>
internal sealed class RecordCheckQueries
{
    private const int Price = 10;

    /// <summary>
    /// As `checkOperator`, with what the operator's record here knows in place of facts that are not stated: types, permits, identity and contact.
    /// Stores nothing.
    /// </summary>
    /// <param name="input">Whose record, and what else is known.</param>
    [Public]
    [Cost(Price)]
    public static async Task<CheckOperatorRecordPayload> CheckOperatorRecord(
        CheckOperatorRecordInput input, [FromServices] RecordCheck check, CancellationToken cancellationToken) => await check.OfOperatorAsync(input, cancellationToken);
}

/// <summary>Adds what an operator's record knows to what is stated, and has it judged.</summary>
internal sealed class RecordCheck(CommerceDatabase database, SubjectCheck check, TimeProvider clock)
{
    public async Task<CheckOperatorRecordPayload> OfOperatorAsync(CheckOperatorRecordInput input, CancellationToken cancellationToken)
    {
        if (await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == input.OperatorId, cancellationToken) is not { } owner)
        {
            return new(null, [], [], [new OperatorNotFound(input.OperatorId.ToString(), "input", "operatorId")]);
        }

        var recorded = FactsOfOperator.Of(owner, input.On ?? clock.Today());
        return Judged(Subject.Operator, owner, new(input.Facts, input.On, owner.Profile.Types, null, null), recorded);
    }

    /// <summary>What is stated comes first, so that an error names its place in the input.</summary>
    private CheckOperatorRecordPayload Judged(Subject subject, Operator owner, CheckSubjectInput stated, IReadOnlyList<RecordedFact> recorded)
    {
        var names = stated.Facts.Select(fact => fact.Name).ToHashSet(StringComparer.Ordinal);
        List<RecordedFact> added = [.. recorded.Where(fact => !names.Contains(fact.Name))];
        var judged = check.Of(subject, stated, [.. added.Select(fact => new StatedFactInput(fact.Name, fact.Value))]);
        return new(judged.Assessment, judged.Assessment is null ? [] : added, owner.Profile.Types, judged.Errors);
    }
}
