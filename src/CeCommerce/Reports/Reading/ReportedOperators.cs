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

    private async Task<List<ReportedOperator>> SomeAsync(OperatorId[] ids, ReportMoment moment, CancellationToken cancellationToken)
    {
        var lines = await events.OfAsync([.. ids.Select(id => id.Value)], Telling, moment.AsOf, new(moment.FeedPosition), cancellationToken);
        var owners = await database.Set<Operator>().AsNoTracking().Where(x => ids.Contains(x.Id)).OrderBy(x => x.Id).ToListAsync(cancellationToken);
        var known = owners.FindAll(owner => lines[owner.Id.Value].FirstOrDefault() is not { IsLate: true });
        var asked = known.ConvertAll(owner => new Moment(owner.Id.Value, Frontier(lines[owner.Id.Value], moment)));
        var versions = await database.VersionsAsync<OperatorVersion>(asked, cancellationToken);
        return [.. known.Zip(asked, (owner, at) => new ReportedOperator(owner.Id, owner.CreatedAt, versions.GetValueOrDefault(at)?.Content ?? owner.AsRecord()))];
    }

    /// <summary>The instant itself, or just before the first change that settled too late for it.</summary>
    private static DateTimeOffset Frontier(IEnumerable<SubjectLine> lines, ReportMoment moment) =>
        lines.Where(line => line.IsLate).Select(line => line.At.AddMicroseconds(-1)).Append(moment.AsOf).Min();
}
