using System.Text.Json;
using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;
using PaymentMethod = CeCommerce.Standards.PaymentMethod;

namespace CeCommerce.Orders;

/// <summary>What a buyer orders: which hold, what they agreed to and how they pay.</summary>
internal sealed record OrderRequest(HoldId HoldId, string ConfirmationDigest, string PaymentMethod, string IdempotencyKey);

/// <summary>A request to buy with all that is known of it before the database is asked.</summary>
/// <param name="PaidBy">As which stated method the chosen means of payment counts.</param>
internal sealed record OrderIntent(Caller Caller, Buyer Buyer, OrderRequest Request, PaymentMethod PaidBy);

/// <summary>
/// Places orders. The first transaction makes the order, turns the hold's claim into a sale and takes the listing off the
/// shelf; then the processor is asked; the second transaction records what it said. A retry with the same key goes on from
/// wherever an earlier attempt died.
/// </summary>
internal sealed class OrderPlacing(
    CommerceDatabase database, AtomicChanges changes, IdempotencyKeys keys, OrderSale sale, OrderSettlements settlements)
{
    private const string Operation = "placeOrder";

    public async Task<Outcome<Order>> PlaceAsync(Caller caller, OrderRequest request, CancellationToken cancellationToken)
    {
        if (Buyer.Of(caller) is not { } buyer)
        {
            return new BuyerRequired();
        }

        if (settlements.Methods.Count == 0)
        {
            return new PaymentsNotOffered();
        }

        if (settlements.Methods.FirstOrDefault(means => means.Name == request.PaymentMethod) is not { } means)
        {
            return new PaymentMethodUnknown([.. settlements.Methods.Select(known => known.Name)], "input", "paymentMethod");
        }

        OpenedRequest? opened = null;
        var placed = await changes.RunAsync(
            async () =>
            {
                (opened, var outcome) = await OpenAsync(new(caller, buyer, request, means.Kind), cancellationToken);
                return outcome;
            },
            cancellationToken);
        if (!placed.Try(out var order, out _) || opened is null or { Answer: not null })
        {
            return placed;
        }

        return (await settlements.SettleAsync(order, opened, cancellationToken)).Order;
    }

    private async Task<(OpenedRequest? Opened, Outcome<Order> Order)> OpenAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        var (id, request) = (sale.NewId(), intent.Request);
        var content = new { hold = request.HoldId.ToString(), request.ConfirmationDigest, request.PaymentMethod };
        var found = await keys.TakeAsync(new(intent.Caller, Operation, request.IdempotencyKey, content), id.ToString(), cancellationToken);
        if (!found.Try(out var opened, out var refusal))
        {
            return (null, Outcome<Order>.Refused(refusal));
        }

        return opened switch
        {
            { Answer: { } answer } => (opened, await LoadAsync(answer, cancellationToken)),
            { Resumed: true, Request.Progress: { } progress } => (opened, await LoadAsync(progress, cancellationToken)),
            _ => (opened, await sale.MakeAsync(intent, id, cancellationToken)),
        };
    }

    private Task<Order> LoadAsync(string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<OrderId>(JsonSerializer.Deserialize<string>(name)!);
        return database.Set<Order>().SingleAsync(order => order.Id == id, cancellationToken);
    }
}
