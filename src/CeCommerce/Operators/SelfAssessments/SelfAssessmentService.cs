using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>Records how operators rate themselves.</summary>
internal sealed class SelfAssessmentService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new SelfAssessmentsBusy("input"));

    public async Task<Outcome<SelfAssessment>> RecordAsync(Caller caller, RecordSelfAssessmentInput input, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var evidence = input.Evidence is { } given ? new Evidence(given.Text, given.Address, given.Sha256) : null;
        var rating = new SelfRating(input.Item, input.ProductGroup, input.Score, evidence, input.AssessedOn ?? today);
        return SelfAssessmentLimits.Check(rating, today) is { } invalid
            ? Outcome<SelfAssessment>.Refused(invalid)
            : await _changes.OnceAsync(
                new(caller, "recordSelfAssessment", input.IdempotencyKey, new { input.Item, input.ProductGroup, input.Score, evidence, input.AssessedOn }),
                () => RecordAsync(caller, rating, cancellationToken),
                recorded => recorded.Id.ToString(),
                async id => await database.Set<SelfAssessment>().AsNoTracking().SingleAsync(x => x.Id == TypedId.Parse<SelfAssessmentId>(id), cancellationToken),
                cancellationToken);
    }

    private async Task<Outcome<SelfAssessment>> RecordAsync(Caller caller, SelfRating rating, CancellationToken cancellationToken)
    {
        if (await database.Set<Operator>().ChangeableBy(caller).SingleOrDefaultAsync(cancellationToken) is not { } rated)
        {
            return new OperatorNotFound(caller.OperatorId is { } own ? OperatorId.From(own).ToString() : "", "input");
        }

        // Those who record at once take turns, so that each gets its own number.
        await database.LockAsync(rated.Id, cancellationToken);
        var last = await database.Set<SelfAssessment>().AsNoTracking()
            .Where(x => x.OperatorId == rated.Id && x.Item == rating.Item && x.ProductGroup == rating.ProductGroup)
            .OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var recorded = SelfAssessment.After(last?.Number ?? 0, rated, rating, caller.ClientId!, now);
        database.Add(recorded);
        database.Note(HistoryEntry.Of(
            rated.Id, "self-assessed", caller, now,
            last is null ? null : new { last.Item, last.ProductGroup, last.Number, last.Score },
            new { recorded.Item, recorded.ProductGroup, recorded.Number, recorded.Score }));
        database.Tell(SelfAssessmentEvents.Recorded(recorded, now));
        return recorded;
    }
}
