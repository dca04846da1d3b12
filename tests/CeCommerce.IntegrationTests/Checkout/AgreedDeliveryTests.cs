using System.Text.Json;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>What becomes of a delivery that was agreed: who reads whom it is for, and what document, refund and books say of it.</summary>
public sealed class AgreedDeliveryTests(OrderShop sales) : DeliveryCarts(sales)
{
    [Fact]
    public async Task The_operator_who_ships_reads_the_version_that_was_agreed_and_no_other_does()
    {
        var (seller, other) = (await SellerAsync(), await SellerAsync());
        await MethodAsync(seller, Parcel(800));
        await MethodAsync(other, PickUp());
        var recipient = await RecipientAsync();
        await AddAsync(await Sales.Shelve(by: seller), await Sales.Shelve(by: other));
        await SetAsync(recipient);
        var orders = (await BoughtAsync(await CheckoutAsync())).List("orders").Select(order => order.Text("id")).ToList();
        var before = await ScalarAsync<string>("SELECT confirmation_digest FROM orders.orders WHERE id = $1", Uuid(orders[0]));
        await RecipientAsync(null, ("recipientId", recipient), ("name", "鈴木一郎"), ("prefectureCode", "13"));

        var own = await OrderAsync(orders[0], Buyer);
        Assert.Equal(("SHIPPING", 1, "READ", "佐藤花子"), (own.GetProperty("delivery").Text("kind"), Version(own), Outcome(own), Name(own)));
        Assert.Equal(before, await ScalarAsync<string>("SELECT confirmation_digest FROM orders.orders WHERE id = $1", Uuid(orders[0])));
        Assert.Equal(JsonValueKind.Null, (await OrderAsync(orders[1], Buyer)).GetProperty("recipient").ValueKind);

        var read = await OrderAsync(orders[0], Staff(seller));
        Assert.Equal(("READ", "佐藤花子"), (Outcome(read), Name(read)));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM personal.reads WHERE recipient_id = $1 AND purpose = 'Fulfilment'", Uuid(recipient)));
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(orders[0], Staff(seller) with { Role = Role.Refurbisher })));
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(orders[0], Staff(seller) with { Scopes = new HashSet<string>() })));
        Assert.Equal("REASON_NEEDED", Outcome(await OrderAsync(orders[0], Platform)));
        Assert.Equal(JsonValueKind.Null, (await OrderAsync(orders[0], Staff(other))).ValueKind);

        await ShipAsync(orders[0], seller);
        Sales.Clock.Advance(TimeSpan.FromDays(40));
        await Sales.On((OrderDeadlines deadlines) => deadlines.RunAsync(default));
        await Sales.On((OrderDeadlines deadlines) => deadlines.RunAsync(default));
        var done = await OrderAsync(orders[0], Staff(seller));
        Assert.Equal(("COMPLETED", "READ"), (done.Text("state"), Outcome(done)));
        Sales.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(orders[0], Staff(seller))));
        await Sales.RunAsync("personal/ErasePersonalData", new { input = new { confirm = true, idempotencyKey = OrderShop.Key() } }, Buyer);
        Assert.Equal(("ERASED", 1), (await OrderAsync(orders[0], Platform, "DELIVERY") is var erased ? Outcome(erased) : "", Version(erased)));
    }

    [Fact]
    public async Task What_was_not_paid_or_was_given_back_unshipped_is_not_read()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        await AddAsync(await Sales.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal("READ", Outcome(await OrderAsync(order, Staff(seller))));
        await Sales.RunAsync("orders/CancelOrder", new { input = new { orderId = order, idempotencyKey = OrderShop.Key() } }, Buyer);
        Assert.Equal("NOT_ALLOWED", Outcome(await OrderAsync(order, Staff(seller))));
    }

    [Fact]
    public async Task What_is_fetched_demands_nobody_and_may_name_whom_to_reach()
    {
        var seller = await SellerAsync();
        var method = await MethodAsync(seller, PickUp());
        var added = await AddAsync(await Sales.Shelve(by: seller));
        Assert.Empty(Problems(added));
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal(("PICK_UP", JsonValueKind.Null), (await OrderAsync(order, Staff(seller)) is var fetched ? fetched.GetProperty("delivery").Text("kind") : "", fetched.GetProperty("recipient").ValueKind));

        await AddAsync(await Sales.Shelve(by: seller));
        await SetAsync(await RecipientAsync(), new { operatorId = seller.Id.ToString(), methodId = method, withContact = true });
        var next = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal("READ", Outcome(await OrderAsync(next, Staff(seller))));
    }

    [Fact]
    public async Task Shipping_is_part_of_invoice_refund_and_books()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800, maxDays: 20));
        await AddAsync(await Sales.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        await ShipAsync(order, seller);
        var stored = await Sales.Order(TypedId.Parse<OrderId>(order));
        Assert.Equal((Sales.Clock.GetUtcNow().AddDays(21), Sales.Clock.GetUtcNow().AddDays(29)), (stored.DeliveredAtLatest, stored.CompletesAt));
        Assert.Equal(20_600L, await ScalarAsync<long>("SELECT total_amount FROM invoices.invoices WHERE order_id = $1", Uuid(order)));
        Assert.Contains("Shipping", await ScalarAsync<string>("SELECT content::text FROM invoices.invoices WHERE order_id = $1", Uuid(order)), StringComparison.Ordinal);
        await Sales.RunAsync("orders/RefundLine", new { input = new { orderId = order, line = 1, amount = Shop.Yen(19_800), idempotencyKey = OrderShop.Key() } }, Staff(seller));
        Assert.Equal(20_600L, (await Sales.Order(TypedId.Parse<OrderId>(order))).RefundDecidedAmount);
        Assert.Equal(0m, await Sales.Scalar("SELECT coalesce(sum(amount), 0) FROM payments.entries"));
    }

    [Fact]
    public async Task What_a_server_of_before_showed_is_bought_as_it_was_shown()
    {
        var hold = await Sales.Ready(who: Buyer);
        var before = System.Text.Json.Nodes.JsonNode.Parse(hold.Confirmation!)!.AsObject();
        Assert.Equal("販売者との取り決めによる引渡し", (string)before["shipping"]!["name"]!["ja"]!);
        before.Remove("shipping");
        var (text, digest) = (CanonicalJson.Of(before), CanonicalJson.Digest(CanonicalJson.Of(before)));
        await Sales.On((CommerceDatabase database) => database.Database.ExecuteSqlAsync(
            $"UPDATE orders.holds SET confirmation = {text}, confirmation_digest = {digest} WHERE id = {hold.Id.Value}"));
        var order = (await Sales.Buy([hold], digest, who: Buyer)).Value!;
        Assert.Equal((OrderState.Paid, digest), (order.State, order.ConfirmationDigest));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM orders.deliveries WHERE order_id = $1", order.Id.Value));
    }
}
