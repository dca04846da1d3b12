using System.Text.Json;
using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports.Recording;

/// <summary>A line about a unit, with what was on record when it was written.</summary>
/// <param name="Description">What its operator stated then; null where the line needs none.</param>
/// <param name="Act">What was done; null where nothing was.</param>
internal sealed record UnitLine(LoggedEvent Line, ItemId Item, OperatorId Operator, ItemDescription? Description, Act? Act);

/// <summary>
/// Reads what lines speak of: acts, which never change, and units as they were when the line was written. So lines that are read late, or again, say the same.
/// </summary>
internal sealed class LineReading(CommerceDatabase database)
{
    /// <summary>What is on record since a change may be so from a moment after the line's.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(1);

    private static readonly string[] s_describing = ["item.registered", "item.described", "item.custody_changed"];

    /// <summary>Those that passports know; in their order, with three statements for all.</summary>
    public async Task<IReadOnlyList<UnitLine>> OfAsync(IReadOnlyList<LoggedEvent> lines, CancellationToken cancellationToken)
    {
        var known = lines.Where(line => PlatformEvents.Knows(line.Kind) && line.OperatorId is not null).ToList();
        var acts = await ActsAsync([.. known.Select(ActOf).OfType<ActId>()], cancellationToken);
        var described = await DescribedAsync([.. known.Where(line => s_describing.Contains(line.Kind))], cancellationToken);
        return
        [
            .. from line in known
               let item = line.SubjectKind == ItemId.Prefix ? ItemId.From(line.SubjectId) : IdIn<ItemId>(line, "item")
               where item is not null
               select new UnitLine(line, item.Value, OperatorId.From(line.OperatorId!.Value), described.GetValueOrDefault(line.Sequence), ActOf(line) is { } act ? acts.GetValueOrDefault(act) : null),
        ];
    }

    private async Task<Dictionary<ActId, Act>> ActsAsync(List<ActId> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? []
        : await database.Set<Act>().AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);

    private async Task<Dictionary<long, ItemDescription>> DescribedAsync(List<LoggedEvent> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var ids = lines.Select(line => ItemId.From(line.SubjectId)).Distinct().ToList();
        var items = await database.Set<Item>().AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
        var versions = await database.VersionsAsync<ItemVersion>([.. lines.Select(MomentOf)], cancellationToken);
        return lines
            .Select(line => (line.Sequence, Stated: versions.GetValueOrDefault(MomentOf(line))?.Content.Description ?? items.GetValueOrDefault(ItemId.From(line.SubjectId))?.AsDescription()))
            .Where(one => one.Stated is not null)
            .ToDictionary(one => one.Sequence, one => one.Stated!);
    }

    private static Moment MomentOf(LoggedEvent line) => new(line.SubjectId, line.At + Slack);

    private static ActId? ActOf(LoggedEvent line) => line.SubjectKind == ItemId.Prefix ? IdIn<ActId>(line, "act") : null;

    private static TId? IdIn<TId>(LoggedEvent line, string name)
        where TId : struct, ITypedId<TId>
    {
        using var data = JsonDocument.Parse(line.Data);
        return data.RootElement.TryGetProperty(name, out var member) && TypedId.TryParse<TId>(member.GetString(), out var id) ? id : null;
    }
}
