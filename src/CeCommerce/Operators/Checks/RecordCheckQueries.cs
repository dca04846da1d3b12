using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Standards;
using CeCommerce.Standards.GraphQL;
using GraphQL;

namespace CeCommerce.Operators.Checks;

/// <summary>What is stated of an operator beside what its record knows.</summary>
/// <param name="OperatorId">Whose record.</param>
/// <param name="Facts">At most 200, each once; what is stated stands before what the record says.</param>
/// <param name="On">The day by which it is judged, not after today; today unless said otherwise. The profile is that of today.</param>
public sealed record CheckOperatorRecordInput(OperatorId OperatorId, IReadOnlyList<StatedFactInput> Facts, DateOnly? On);

/// <summary>What is stated of a lease beside what the record of the lessor knows.</summary>
/// <param name="OperatorId">The lessor, whose record it is.</param>
/// <param name="Facts">At most 200, each once; what is stated stands before what the record says. State `leaseProductGroup` for what is said of that group.</param>
/// <param name="On">The day by which it is judged, not after today; today unless said otherwise. The profile is that of today.</param>
/// <param name="Category">Code of the goods; left out: rules about certain goods ask for it.</param>
public sealed record CheckLeaseRecordInput(OperatorId OperatorId, IReadOnlyList<StatedFactInput> Facts, DateOnly? On, string? Category);

/// <summary>What the standards say by an operator's record and what was stated; nothing is stored.</summary>
/// <param name="Assessment">Null when something cannot be what was stated, or there is no such operator.</param>
/// <param name="FromRecord">The facts that were not stated and came from the record.</param>
/// <param name="OperatorTypes">What the operator does, by its record; rules for other types are not asked.</param>
/// <param name="Errors">Why there is no assessment.</param>
internal sealed record CheckRecordPayload(
    StatedAssessment? Assessment, IReadOnlyList<RecordedFact> FromRecord, IReadOnlyList<OperatorType> OperatorTypes, IReadOnlyList<IUserError> Errors);

/// <summary>Rules asked of an operator's own record.</summary>
internal sealed class RecordCheckQueries
{
    private const int Price = 10;

    /// <summary>
    /// As `checkOperator`, with what the operator's record here knows in place of facts that are not stated: types, permits, identity and contact, and to those
    /// who may read them (`compliance:read`) its self-assessments. Stores nothing.
    /// </summary>
    /// <param name="input">Whose record, and what else is known.</param>
    [Public]
    [Cost(Price)]
    public static Task<CheckRecordPayload> CheckOperatorRecord(
        CheckOperatorRecordInput input, Caller caller, [FromServices] RecordCheck check, CancellationToken cancellationToken) =>
        check.OfOperatorAsync(caller, input, cancellationToken);

    /// <summary>
    /// As `checkLease`, with the types of the lessor and, to those who may read them (`compliance:read`), what it says of itself about choosing things for lease
    /// (LS-034) in place of facts that are not stated. Stores nothing.
    /// </summary>
    /// <param name="input">Whose record, and what else is known.</param>
    [Public]
    [Cost(Price)]
    public static Task<CheckRecordPayload> CheckLeaseRecord(
        CheckLeaseRecordInput input, Caller caller, [FromServices] RecordCheck check, CancellationToken cancellationToken) =>
        check.OfLeaseAsync(caller, input, cancellationToken);
}
