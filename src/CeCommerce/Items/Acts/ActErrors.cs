using CeCommerce.Platform;

namespace CeCommerce.Items.Acts;

/// <summary>No such repair of the item is running: it was recorded already, or never begun.</summary>
/// <param name="Repair">What was given.</param>
public sealed record RepairNotRunning(ActId Repair, params string[] At) : UserError(At)
{
    public override string Code => "REPAIR_NOT_RUNNING";

    public override LocalText Message => new(
        "この商品（個体）に、その修理は行われていません。ID を確認するか、repairId を省いて記録してください。",
        "No such repair of the item is running. Check the id, or record the repair without repairId.");
}

/// <summary>Others were changing the item every time.</summary>
public sealed record ItemBusy(params string[] At) : UserError(At)
{
    public override string Code => "ITEM_BUSY";

    public override LocalText Message => new(
        "この商品（個体）は更新が続いています。少し待って同じキーで再送してください。",
        "The item is being changed again and again. Wait a moment and send the same key again.");
}
