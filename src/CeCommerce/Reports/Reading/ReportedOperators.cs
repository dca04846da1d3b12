using System.Runtime.CompilerServices;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports.Reading;

/// <summary>Reads all operators as of an instant, one after the other in the order of their ids; some hundreds are in memory at a time.</summary>
internal sealed class ReportedOperators(CommerceDatabase database, SubjectLines events)
{
    private const int Together = 200;

    private static readonly string[] Telling = [.. OperatorEvents.Kinds.Select(kind => kind.Name)];

    public async IAsyncEnumerable<ReportedOperator> ReadAsync(ReportMoment moment, ReadInputs inputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await database.Set<Operator>().AsNoTracking().Where(x => x.CreatedAt <= moment.AsOf).OrderBy(x => x.Id).Select(x => x.Id).ToListAsync(cancellationToken);
        foreach (var some in ids.Chunk(Together))
        {
            foreach (var owner in await SomeAsync(some, moment, cancellationToken))
            {
                inputs.Note("operators", owner.Id.Value, owner.RegisteredAt);
                yield return owner;
            }
        }
    }

    /// <summary>What was on record of one; nothing of one that was registered later.</summary>
    public async Task<ReportedOperator> OneAsync(OperatorId id, ReportMoment moment, CancellationToken cancellationToken) =>
        (await SomeAsync([id], moment, cancellationToken)).FirstOrDefault() ?? new(id, moment.AsOf, new(OperatorProfile.Empty, [], []), moment.AsOf);

    private async Task<List<ReportedOperator>> SomeAsync(OperatorId[] ids, ReportMoment moment, CancellationToken cancellationToken)
    {
        var lines = await events.OfAsync([.. ids.Select(id => id.Value)], Telling, moment.AsOf, new(moment.FeedPosition), cancellationToken);
        var owners = await database.Set<Operator>().AsNoTracking().Where(x => ids.Contains(x.Id)).OrderBy(x => x.Id).ToListAsync(cancellationToken);
        var known = owners.FindAll(owner => lines[owner.Id.Value].FirstOrDefault() is not { IsLate: true });
        var asked = known.ConvertAll(owner => new Moment(owner.Id.Value, moment.FrontierOf(lines[owner.Id.Value])));
        var versions = await database.VersionsAsync<OperatorVersion>(asked, cancellationToken);
        return [.. known.Zip(asked, (owner, at) => new ReportedOperator(owner.Id, owner.CreatedAt, versions.GetValueOrDefault(at)?.Content ?? owner.AsRecord(), at.At))];
    }
}
