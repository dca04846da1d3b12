using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Operators.Auditing;

/// <summary>Says which auditor may look into which operator.</summary>
internal sealed class AssignmentService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private const int LongestClientId = 100;

    private readonly AtomicChanges _changes = new(database, keys, new AssignmentsBusy("input"));

    public async Task<Outcome<Assignment>> AssignAsync(Caller caller, AssignAuditorInput input, CancellationToken cancellationToken)
    {
        var from = input.From ?? clock.Today();
        if (Check(input, from) is { } invalid)
        {
            return invalid;
        }

        try
        {
            return await OnceAsync(
                new(caller, "assignAuditor", input.IdempotencyKey, new { input.ClientId, audited = input.OperatorId.ToString(), input.From, input.Until }),
                () => AssignAsync(caller, input, from, cancellationToken),
                cancellationToken);
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { ConstraintName: AssignmentMapping.OneAtATime })
        {
            database.ChangeTracker.Clear();
            return new AuditorAssignedAlready(input.ClientId, "input", "clientId");
        }
    }

    public Task<Outcome<Assignment>> EndAsync(Caller caller, EndAssignmentInput input, CancellationToken cancellationToken) => OnceAsync(
        new(caller, "endAssignment", input.IdempotencyKey, new { assignment = input.AssignmentId.ToString() }),
        () => EndAsync(caller, input.AssignmentId, cancellationToken),
        cancellationToken);

    private async Task<Outcome<Assignment>> AssignAsync(Caller caller, AssignAuditorInput input, DateOnly from, CancellationToken cancellationToken)
    {
        if (await database.Set<Operator>().SingleOrDefaultAsync(x => x.Id == input.OperatorId, cancellationToken) is not { } audited)
        {
            return new OperatorNotFound(input.OperatorId.ToString(), "input", "operatorId");
        }

        var now = clock.GetUtcNow();
        var made = Assignment.Of(TypedId.New<AssignmentId>(now), input.ClientId, audited, from, input.Until, now);
        database.Add(made);
        database.Note(HistoryEntry.Of(made.Id, "made", caller, now, null, new { made.ClientId, made.From, made.Until }));
        database.Tell(AssignmentEvents.Made(made, now));
        return made;
    }

    private async Task<Outcome<Assignment>> EndAsync(Caller caller, AssignmentId id, CancellationToken cancellationToken)
    {
        if (await database.Set<Assignment>().Include(x => x.Operator).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } ended)
        {
            return new AssignmentNotFound(id.ToString(), "input", "assignmentId");
        }

        var (now, today, old) = (clock.GetUtcNow(), clock.Today(), ended.Until);
        if (ended.HasEnded(today))
        {
            return new AssignmentEnded(old!.Value, "input", "assignmentId");
        }

        ended.End(today);
        database.Note(HistoryEntry.Of(ended.Id, "ended", caller, now, new { Until = old }, new { ended.Until }));
        database.Tell(AssignmentEvents.Ended(ended, now));
        return ended;
    }

    private Task<Outcome<Assignment>> OnceAsync(KeyedRequest request, Func<Task<Outcome<Assignment>>> work, CancellationToken cancellationToken) => _changes.OnceAsync(
        request,
        work,
        assignment => assignment.Id.ToString(),
        async id => await database.Set<Assignment>().Include(x => x.Operator).SingleAsync(x => x.Id == TypedId.Parse<AssignmentId>(id), cancellationToken),
        cancellationToken);

    private static AssignmentValueInvalid? Check(AssignAuditorInput input, DateOnly from)
    {
        if (string.IsNullOrWhiteSpace(input.ClientId) || input.ClientId.Length > LongestClientId || !PlainText.IsStorable(input.ClientId))
        {
            return new(new("監査人のアプリは clientId（100 文字以内）で指定してください。", "Name the auditor's app by its client id, at most 100 characters."), "input", "clientId");
        }

        return input.Until <= from
            ? new(new("終了日は開始日より後にしてください。", "An assignment ends on a day after its first."), "input", "until")
            : null;
    }
}
