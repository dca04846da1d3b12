using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Items.Acts;

/// <summary>What workshops tell of their work.</summary>
internal sealed class ActMutations
{
    /// <summary>Records that a unit was looked at, measured, tested or cleaned. Facts and grades follow from it, and the unit's listings are judged again. Refused with `ITEM_NOT_FOUND`, `ITEM_TAKEN` when it is sold, `ITEM_VALUE_INVALID`, `FACT_REFUSED` or `ITEM_BUSY`.</summary>
    /// <param name="input">The unit, the day, who by role, and what was found.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ItemScopes.Write)]
    public static async Task<RecordInspectionPayload> RecordInspection(RecordInspectionInput input, Caller caller, [FromServices] ActService acts, CancellationToken cancellationToken) =>
        RecordInspectionPayload.Of(await acts.RecordAsync(caller, input, cancellationToken));

    /// <summary>Records that the former user's data were removed. Facts follow from it, and the unit's listings are judged again. Refused with `ITEM_NOT_FOUND`, `ITEM_TAKEN` when it is sold, `ITEM_VALUE_INVALID` or `ITEM_BUSY`.</summary>
    /// <param name="input">The unit, the day, who by role, the method and the tool.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ItemScopes.Write)]
    public static async Task<RecordErasurePayload> RecordErasure(RecordErasureInput input, Caller caller, [FromServices] ActService acts, CancellationToken cancellationToken) =>
        RecordErasurePayload.Of(await acts.RecordAsync(caller, input, cancellationToken));

    /// <summary>Records a repair, or that it was given up, and ends what `startRepair` began. Facts follow from it, and the unit's listings are judged again. Refused with `ITEM_NOT_FOUND`, `ITEM_TAKEN` when it is sold, `ITEM_VALUE_INVALID`, `REPAIR_NOT_RUNNING` or `ITEM_BUSY`.</summary>
    /// <param name="input">The unit, the day, who by role, the work and the parts.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ItemScopes.Write)]
    public static async Task<RecordRepairPayload> RecordRepair(RecordRepairInput input, Caller caller, [FromServices] ActService acts, CancellationToken cancellationToken) =>
        RecordRepairPayload.Of(await acts.RecordAsync(caller, input, cancellationToken));

    /// <summary>Takes a unit into the workshop: until the repair is recorded nobody can hold, buy or book it. Refused with `ITEM_TAKEN` while somebody has it, `ITEM_NOT_FOUND`, `ITEM_VALUE_INVALID` or `ITEM_BUSY`.</summary>
    /// <param name="input">The unit, and until when at the latest.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ItemScopes.Write)]
    public static async Task<StartRepairPayload> StartRepair(StartRepairInput input, Caller caller, [FromServices] RepairService repairs, CancellationToken cancellationToken) =>
        StartRepairPayload.Of(await repairs.StartAsync(caller, input, cancellationToken));
}
