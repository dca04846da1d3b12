using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.GraphQL;
using CeCommerce.Standards.Subjects;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Checks;

/// <summary>Adds what an operator's record knows to what is stated, and has it judged.</summary>
internal sealed class RecordCheck(CommerceDatabase database, SubjectCheck check, TimeProvider clock)
{
    private const string LeasedGroup = "leaseProductGroup";

    public async Task<CheckRecordPayload> OfOperatorAsync(Caller caller, CheckOperatorRecordInput input, CancellationToken cancellationToken)
    {
        if (await FindAsync(input.OperatorId, cancellationToken) is not { } owner)
        {
            return NoSuch(input.OperatorId);
        }

        var on = input.On ?? clock.Today();
        var rated = await StandingAsync(caller, owner.Id, on, cancellationToken);
        return Judged(
            Subject.Operator, owner, new(input.Facts, input.On, owner.Profile.Types, null, null), [.. FactsOfOperator.Of(owner, on), .. FactsOfSelfAssessments.OfOperator(rated)]);
    }

    public async Task<CheckRecordPayload> OfLeaseAsync(Caller caller, CheckLeaseRecordInput input, CancellationToken cancellationToken)
    {
        if (await FindAsync(input.OperatorId, cancellationToken) is not { } owner)
        {
            return NoSuch(input.OperatorId);
        }

        var group = input.Facts.FirstOrDefault(fact => fact.Name == LeasedGroup)?.Value;
        var rated = group is null ? [] : await StandingAsync(caller, owner.Id, input.On ?? clock.Today(), cancellationToken);
        return Judged(
            Subject.Lease, owner, new(input.Facts, input.On, owner.Profile.Types, input.Category, ListingKind.Sharing),
            group is null ? [] : [.. FactsOfSelfAssessments.OfLease(rated, PlainText.Normalized(group))]);
    }

    private static CheckRecordPayload NoSuch(OperatorId id) => new(null, [], [], [new OperatorNotFound(id.ToString(), "input", "operatorId")]);

    private Task<Operator?> FindAsync(OperatorId id, CancellationToken cancellationToken) =>
        database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>Nothing for those who may not read it.</summary>
    private async Task<IReadOnlyList<SelfAssessment>> StandingAsync(Caller caller, OperatorId id, DateOnly on, CancellationToken cancellationToken) =>
        caller.SeesInside(id.Value, StandardsFeature.ComplianceRead)
            ? await database.Set<SelfAssessment>().AsNoTracking().Where(x => x.OperatorId == id).Standing(on).ToListAsync(cancellationToken)
            : [];

    /// <summary>What is stated comes first, so that an error names its place in the input.</summary>
    private CheckRecordPayload Judged(Subject subject, Operator owner, CheckSubjectInput stated, IReadOnlyList<RecordedFact> recorded)
    {
        var names = stated.Facts.Select(fact => fact.Name).ToHashSet(StringComparer.Ordinal);
        List<RecordedFact> added = [.. recorded.Where(fact => !names.Contains(fact.Name))];
        var judged = check.Of(subject, stated, [.. added.Select(fact => new StatedFactInput(fact.Name, fact.Value))]);
        return new(judged.Assessment, judged.Assessment is null ? [] : added, owner.Profile.Types, judged.Errors);
    }
}
