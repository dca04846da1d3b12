using System.Text.Json;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;
using PaymentMethod = CeCommerce.Standards.PaymentMethod;

namespace CeCommerce.Orders;

/// <summary>What a buyer orders: which hold, what they agreed to and how they pay.</summary>
internal sealed record OrderRequest(HoldId HoldId, string ConfirmationDigest, string PaymentMethod, string IdempotencyKey);

/// <summary>A request to buy with all that is known of it before the database is asked.</summary>
/// <param name="PaidBy">As which stated method the chosen means of payment counts.</param>
internal sealed record Purchase(Caller Caller, Buyer Buyer, OrderRequest Request, PaymentMethod PaidBy);

/// <summary>
/// Places orders. The first transaction makes the order, turns the hold's claim into a sale and takes the listing off the
/// shelf; then the processor is asked; the second transaction records what it said. A retry with the same key goes on from
/// wherever an earlier attempt died.
/// </summary>
internal sealed class OrderService(
    CommerceDatabase database, OrderTransaction transaction, IdempotencyDesk desk, OrderIntake intake, IOrderPayments payments)
{
    private const string Operation = "placeOrder";

    public async Task<Outcome<Order>> PlaceAsync(Caller caller, OrderRequest request, CancellationToken cancellationToken)
    {
        if (Buyer.Of(caller) is not { } buyer)
        {
            return new BuyerRequired();
        }

        if (payments.Methods.Count == 0)
        {
            return new PaymentsNotOffered();
        }

        if (payments.Methods.FirstOrDefault(means => means.Name == request.PaymentMethod) is not { } means)
        {
            return new PaymentMethodUnknown([.. payments.Methods.Select(known => known.Name)], "input", "paymentMethod");
        }

        Ticket? ticket = null;
        var opened = await transaction.RunAsync(
            async () =>
            {
                (ticket, var outcome) = await OpenAsync(new(caller, buyer, request, means.Kind), cancellationToken);
                return outcome;
            },
            cancellationToken);
        if (!opened.Try(out var order, out _) || ticket is null or { Answer: not null })
        {
            return opened;
        }

        return (await payments.SettleAsync(order, ticket, cancellationToken)).Order;
    }

    private async Task<(Ticket? Ticket, Outcome<Order> Order)> OpenAsync(Purchase purchase, CancellationToken cancellationToken)
    {
        var (id, request) = (intake.NewId(), purchase.Request);
        var content = new { hold = request.HoldId.ToString(), request.ConfirmationDigest, request.PaymentMethod };
        var taken = await desk.TakeAsync(purchase.Caller, Operation, request.IdempotencyKey, content, id.ToString(), cancellationToken);
        if (!taken.Try(out var ticket, out var refusal))
        {
            return (null, Outcome<Order>.Refused(refusal));
        }

        return ticket switch
        {
            { Answer: { } answer } => (ticket, await LoadAsync(answer, cancellationToken)),
            { Resumed: true, Request.Progress: { } progress } => (ticket, await LoadAsync(progress, cancellationToken)),
            _ => (ticket, await intake.TakeAsync(purchase, id, cancellationToken)),
        };
    }

    private Task<Order> LoadAsync(string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<OrderId>(JsonSerializer.Deserialize<string>(name)!);
        return database.Set<Order>().SingleAsync(order => order.Id == id, cancellationToken);
    }
}

/// <summary>The part of an order's placing that must be one transaction.</summary>
internal sealed class OrderIntake(CommerceDatabase database, HoldService holds, Claims claims, ListingService listings, OrderClock clock)
{
    public OrderId NewId() => TypedId.New<OrderId>(clock.Now);

    /// <summary>Checks the hold and what was agreed, then makes the order, the sale's claim and the listing's move.</summary>
    public async Task<Outcome<Order>> TakeAsync(Purchase purchase, OrderId id, CancellationToken cancellationToken)
    {
        var (now, request) = (clock.Now, purchase.Request);
        var held = await holds.FindAsync(purchase.Buyer, request.HoldId, cancellationToken);
        var live = held.Live(request.HoldId, now);
        if (!live.Try(out var hold, out var refusal))
        {
            return Outcome<Order>.Refused(refusal);
        }

        if (hold.Listing.State != ListingState.Published)
        {
            return new ListingNotForSale(hold.ListingId, hold.Listing.State, "input", "holdId");
        }

        var current = ConfirmationRules.Of(hold.Listing, hold.SubmitLabel, Tokyo.DayOf(now));
        if (!current.Try(out var confirmation, out refusal))
        {
            return Outcome<Order>.Refused(refusal);
        }

        if (holds.Lapsed(hold.Listing, "holdId") is { } lapsed)
        {
            return lapsed;
        }

        if (hold.ConfirmationDigest is null)
        {
            return new CheckoutRequired(hold.Id, "input", "holdId");
        }

        if (confirmation.Digest() != request.ConfirmationDigest)
        {
            return new ConfirmationStale(confirmation, confirmation.Digest(), "input", "confirmationDigest");
        }

        if (!confirmation.PaymentMethods.Contains(purchase.PaidBy))
        {
            return new PaymentMethodNotAccepted(confirmation.PaymentMethods, "input", "paymentMethod");
        }

        var payment = new OrderPayment(request.PaymentMethod, now + clock.Settings.PaymentTime, now + clock.Settings.SweepAfter);
        var order = Order.Place(id, hold, confirmation, payment, now);
        var claimed = await claims.ChangeAsync(hold.AsClaim(), order.AsClaim(), now, cancellationToken);
        if (claimed.Error is { } lost)
        {
            return Outcome<Order>.Refused(await holds.LostAsync(hold, lost, cancellationToken));
        }

        var sold = listings.Sell(purchase.Caller, hold.Listing);
        if (sold.Error is { } notSold)
        {
            return Outcome<Order>.Refused(notSold);
        }

        if (held!.HasOtherListings)
        {
            await listings.PauseOthersAsync(purchase.Caller, hold.Listing, "item sold", cancellationToken);
        }

        // Whoever read the hold before and changes it now meets another row version.
        hold.Use(id, now);
        database.Add(order);
        database.Record(order, purchase.Caller, old: null, now);
        return order;
    }
}

/// <summary>What time it is and what the settings make of it.</summary>
internal sealed record OrderClock(TimeProvider Clock, OrderSettings Settings)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
