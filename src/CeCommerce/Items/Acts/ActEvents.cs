using System.ComponentModel;
using CeCommerce.Platform.Events;

namespace CeCommerce.Items.Acts;

/// <summary>What the event log says about work on units.</summary>
internal static class ActEvents
{
    private static readonly EventKind<ItemId, ActEventData> Inspection = new(
        "item.inspected", EventAudience.Operator, "It was looked at, measured, tested or cleaned: `changed` says which of condition and facts are other than before.");

    private static readonly EventKind<ItemId, ActEventData> Erasure = new(
        "item.erased", EventAudience.Operator, "The former user's data were removed, or the attempt failed: `changed` says whether facts are other than before.");

    private static readonly EventKind<ItemId, ActEventData> Repair = new(
        "item.repaired", EventAudience.Operator, "It was repaired, or the repair was given up: `changed` says whether facts are other than before.");

    public static IReadOnlyList<EventKind> Kinds => [Inspection, Erasure, Repair];

    public static EventRecord Recorded(Act act, string[] changed, DateTimeOffset now) =>
        KindOf(act.Kind).Of(act.ItemId, new(act.Id.ToString(), act.Result), new(now, act.OperatorId.Value) { Changed = changed });

    /// <summary>As the item's history says it.</summary>
    public static string WordFor(ActKind kind) => kind switch
    {
        ActKind.Inspection => "inspected",
        ActKind.Erasure => "erased",
        ActKind.Repair => "repaired",
    };

    private static EventKind<ItemId, ActEventData> KindOf(ActKind kind) => kind switch
    {
        ActKind.Inspection => Inspection,
        ActKind.Erasure => Erasure,
        ActKind.Repair => Repair,
    };
}

/// <summary>What a line about work on a unit says of it.</summary>
internal sealed record ActEventData([property: Description("`act_…`")] string Act, ActResult Result);
