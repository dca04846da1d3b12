using CeCommerce.Checkout;

namespace CeCommerce.Orders.Demo;

/// <summary>What buyers of the demo data do, and what their sellers do for them.</summary>
internal sealed class DemoSales(HoldService holds, Purchasing purchasing, OrderService orders)
{
    private const string Card = "card_success";
    private const string Bank = "card_authentication_required";

    /// <summary>Holds, agrees, orders and pays.</summary>
    public Task BuyAsync(DemoLife life, CancellationToken cancellationToken) => PlaceAsync(life, Card, cancellationToken);

    /// <summary>Orders, and thinks better of it when the card's bank asks.</summary>
    public async Task LeaveAsync(DemoLife life, CancellationToken cancellationToken)
    {
        await PlaceAsync(life, Bank, cancellationToken);
        (await orders.CancelAsync(Act(life, "cancel"), "注文を間違えたため", cancellationToken)).Done(life.Unit.SourceId);
    }

    public async Task RefundAsync(DemoLife life, CancellationToken cancellationToken) =>
        (await orders.RefundAsync(Act(life, "refund"), "発送前の点検で梱包材が足りないと分かったため", cancellationToken)).Done(life.Unit.SourceId);

    public async Task HandOverAsync(DemoLife life, CancellationToken cancellationToken) =>
        (await orders.HandOverAsync(Act(life, "hand-over"), new("デモ運輸", $"{life.Unit.SourceId}-{life.Orders}", [life.Unit.Serial]), cancellationToken)).Done(life.Unit.SourceId);

    public async Task CompleteAsync(DemoLife life, CancellationToken cancellationToken) =>
        (await orders.CompleteAsync(Act(life, "complete") with { Caller = life.Buyer }, cancellationToken)).Done(life.Unit.SourceId);

    private async Task PlaceAsync(DemoLife life, string means, CancellationToken cancellationToken)
    {
        life.Orders++;
        var held = (await holds.HoldAsync(life.Buyer, life.Listing, life.Key($"hold-{life.Orders}"), cancellationToken)).Done(life.Unit.SourceId);
        var shown = (await holds.CheckoutAsync(life.Buyer, held.Id, null, cancellationToken)).Done(life.Unit.SourceId);
        var request = new PurchaseRequest([held.Id], shown.ConfirmationDigest!, means, life.Key($"order-{life.Orders}"));
        life.Order = OrderId.From((await purchasing.PlaceAsync(life.Buyer, request, cancellationToken)).Done(life.Unit.SourceId).Value);
    }

    private static OrderAct Act(DemoLife life, string act) => new(life.Owner, life.Order, life.Key($"{act}-{life.Orders}"));
}
