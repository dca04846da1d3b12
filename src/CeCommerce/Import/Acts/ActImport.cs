using CeCommerce.Import.Reading;
using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Import.Acts;

/// <summary>
/// Takes a list of acts in, line by line in the order of the file, each in a transaction of its own: a line that is refused stops no
/// other, and the same list again records nothing twice.
/// </summary>
internal sealed class ActImport(CommerceDatabase database, ActService acts)
{
    private const int LineLength = 64 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    /// <param name="list">NDJSON in UTF-8.</param>
    /// <param name="caller">Acts for the operator.</param>
    /// <param name="refused">Told of each line that is no act or was refused, by its number.</param>
    /// <returns>How many lines are recorded, now or by an earlier run.</returns>
    public async Task<int> RunAsync(Stream list, OperatorId owner, Caller caller, Action<int, IUserError> refused, CancellationToken cancellationToken)
    {
        var lines = new LineReader(new(list, StockEncoding.Utf8, ReadOnlyMemory<byte>.Empty, 0));
        var recorded = 0;
        while (await lines.ReadAsync(cancellationToken))
        {
            var read = lines.IsCut || lines.Line.Length > LineLength ? new ActRowUnreadable() : ActRow.Read(lines.Line.TrimStart(ByteOrderMark));
            var done = read.Try(out var row, out var unreadable)
                ? await RecordAsync(row, owner, caller, cancellationToken)
                : Outcome<RecordedAct>.Refused(unreadable);
            if (done.Error is { } error)
            {
                refused(lines.Number, error);
                continue;
            }

            recorded++;
        }

        return recorded;
    }

    private async Task<Outcome<RecordedAct>> RecordAsync(ActRow row, OperatorId owner, Caller caller, CancellationToken cancellationToken)
    {
        if (!PlainText.IsStorable(row.SourceId)
            || await database.Set<Item>().Where(x => x.OperatorId == owner && x.SourceId == row.SourceId).Select(x => (ItemId?)x.Id).SingleOrDefaultAsync(cancellationToken) is not { } item)
        {
            return new ItemNotFound(Excerpt.Of(row.SourceId), "sourceId");
        }

        return row.Kind switch
        {
            ActKind.Inspection => await acts.RecordAsync(caller, row.AsInspection(item), cancellationToken),
            ActKind.Erasure => await acts.RecordAsync(caller, row.AsErasure(item), cancellationToken),
            ActKind.Repair => await acts.RecordAsync(caller, row.AsRepair(item), cancellationToken),
        };
    }
}
