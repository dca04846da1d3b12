using CeCommerce.Platform;

namespace CeCommerce.Items.Acts;

/// <summary>The inspection that was recorded, or why it was not.</summary>
/// <param name="Act">As it is kept; null when refused.</param>
/// <param name="Item">The unit as it is known now; null when refused, or when somebody else has it by now.</param>
/// <param name="Errors">Empty when it was recorded.</param>
internal sealed record RecordInspectionPayload(Act? Act, Item? Item, IReadOnlyList<IUserError> Errors)
{
    internal static RecordInspectionPayload Of(Outcome<RecordedAct> outcome) =>
        outcome.Try(out var recorded, out var error) ? new(recorded.Act, recorded.Item, []) : new(null, null, [error]);
}

/// <summary>The erasure that was recorded, or why it was not.</summary>
/// <param name="Act">As it is kept; null when refused.</param>
/// <param name="Item">The unit as it is known now; null when refused, or when somebody else has it by now.</param>
/// <param name="Errors">Empty when it was recorded.</param>
internal sealed record RecordErasurePayload(Act? Act, Item? Item, IReadOnlyList<IUserError> Errors)
{
    internal static RecordErasurePayload Of(Outcome<RecordedAct> outcome) =>
        outcome.Try(out var recorded, out var error) ? new(recorded.Act, recorded.Item, []) : new(null, null, [error]);
}

/// <summary>The repair that was recorded, or why it was not.</summary>
/// <param name="Act">As it is kept; null when refused.</param>
/// <param name="Item">The unit as it is known now; null when refused, or when somebody else has it by now.</param>
/// <param name="Errors">Empty when it was recorded.</param>
internal sealed record RecordRepairPayload(Act? Act, Item? Item, IReadOnlyList<IUserError> Errors)
{
    internal static RecordRepairPayload Of(Outcome<RecordedAct> outcome) =>
        outcome.Try(out var recorded, out var error) ? new(recorded.Act, recorded.Item, []) : new(null, null, [error]);
}

/// <summary>A repair that was begun, or why it was not.</summary>
/// <param name="Repair">The repair; null when refused.</param>
/// <param name="Errors">Empty when it was begun.</param>
internal sealed record StartRepairPayload(StartedRepair? Repair, IReadOnlyList<IUserError> Errors)
{
    internal static StartRepairPayload Of(Outcome<StartedRepair> outcome) =>
        outcome.Try(out var repair, out var error) ? new(repair, []) : new(null, [error]);
}

/// <summary>A unit in the workshop: nobody else can hold, buy or book it meanwhile.</summary>
/// <param name="Reference">Hand it to `recordRepair` as `repairId`; it will be the id of that act, `act_…`.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">When the unit is free again at the latest; null: when the repair is recorded.</param>
internal sealed record StartedRepair(ActId Reference, DateTimeOffset Since, DateTimeOffset? Until);

/// <summary>An act and its unit; null when somebody else has it by now.</summary>
internal sealed record RecordedAct(Act Act, Item? Item);
