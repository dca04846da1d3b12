using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Saved;

/// <summary>Buyers pay with what they have saved.</summary>
public sealed class SavedPaymentTests(SavingShop saving) : IClassFixture<SavingShop>
{
    [Fact]
    public async Task An_order_is_paid_at_once_with_a_saved_card()
    {
        var token = saving.BuyerCalled("paid");
        var placed = await saving.PlaceAsync(await saving.SavedAsync(token: token), token);
        Assert.Equal("PAID", placed.GetProperty("order").Text("state"));
        var intent = saving.Stripe.All("payment_intent")[^1];
        Assert.Equal(("succeeded", saving.Stripe[saving.Setup].Text("customer")), (intent.Text("status"), intent.Text("customer")));
        await saving.DeliverAsync();
        Assert.Equal("PAID", await saving.StateOfAsync(placed.GetProperty("order").Text("id"), token));
        saving.Stripe.AssertFits();
    }

    [Fact]
    public async Task An_order_names_the_saved_card_that_paid_it_to_its_buyer_alone()
    {
        var (shop, token) = (saving.Shop, saving.BuyerCalled("named"));
        var method = await saving.SavedAsync(token: token);
        var order = (await saving.PlaceAsync(method, token)).GetProperty("order").Text("id");
        Assert.Equal(method, await saving.NamedByAsync(order, token));
        Assert.Null(await saving.NamedByAsync(order, shop.Token(Role.Platform)));
        Assert.Null(await saving.NamedByAsync(order, shop.Refurbisher));
        Assert.Null(await saving.NamedByAsync(order, shop.Token(Role.Consumer, consumer: "named", scopes: "orders:read")));
        await saving.RemoveAsync(method, token);
        Assert.Equal(method, await saving.NamedByAsync(order, token));
    }

    [Fact]
    public async Task A_cart_is_paid_with_a_saved_card()
    {
        var token = saving.BuyerCalled("cart");
        var method = await saving.SavedAsync(token: token);
        var listing = await saving.Shop.PublishedAsync(saving.Shop.Refurbisher);
        await saving.Shop.DoAsync("addToCart", new { listingIds = new[] { listing.Text("id") }, idempotencyKey = Shop.Key() }, token, "cart { id }");
        var address = new { name = "購入 花子", postalCode = "1000001", prefectureCode = "13", addressLines = new[] { "千代田区千代田1-1" }, phone = "0312345678", idempotencyKey = Shop.Key() };
        var recipient = (await saving.Shop.DoAsync("saveRecipient", address, token, "recipient { id }")).GetProperty("recipient").Text("id");
        await saving.Shop.DoAsync("setCartDelivery", new { recipientId = recipient, idempotencyKey = Shop.Key() }, token, "cart { id }");
        var cart = await saving.Shop.DoAsync("checkoutCart", new { idempotencyKey = Shop.Key() }, token, "cart { agreement { sha256 } problems { problem { code } } }");
        Assert.Empty(cart.List("cart", "problems"));
        var input = new { agreement = cart.GetProperty("cart").GetProperty("agreement").Text("sha256"), paymentMethod = "card", savedPaymentMethodId = method, idempotencyKey = Shop.Key() };
        var bought = await saving.Shop.DoAsync("purchaseCart", input, token, "purchase { orders { state } }");
        Assert.Equal("PAID", Assert.Single(bought.List("purchase", "orders")).Text("state"));
        var again = await saving.Shop.DoAsync("purchaseCart", input, token, "purchase { orders { state } }");
        Assert.Equal("PAID", Assert.Single(again.List("purchase", "orders")).Text("state"));
    }

    [Fact]
    public async Task A_bank_that_wants_the_buyer_gets_them_and_the_order_is_paid_then()
    {
        var token = saving.BuyerCalled("asked");
        var order = (await saving.PlaceAsync(await saving.SavedAsync("pm_card_authenticationRequired", token), token)).GetProperty("order");
        var intent = saving.Stripe.All("payment_intent")[^1];
        Assert.Equal(
            ("AWAITING_PAYMENT", "PaymentSheet", intent.Text("client_secret")),
            (order.Text("state"), order.GetProperty("buyerAction").Text("__typename"), order.GetProperty("buyerAction").Text("clientSecret")));
        saving.Stripe.Authenticate(intent.Text("id")!);
        await saving.DeliverAsync();
        Assert.Equal("PAID", await saving.StateOfAsync(order.Text("id"), token));
    }

    [Fact]
    public async Task A_saved_card_that_is_refused_leaves_the_order_open_for_another()
    {
        var token = saving.BuyerCalled("refused");
        var order = (await saving.PlaceAsync(await saving.SavedAsync("pm_card_chargeCustomerFail", token), token)).GetProperty("order");
        Assert.Equal(("AWAITING_PAYMENT", "PaymentSheet"), (order.Text("state"), order.GetProperty("buyerAction").Text("__typename")));
        Assert.Null(await saving.NamedByAsync(order.Text("id"), token));
        saving.Stripe.Pay(saving.Stripe.All("payment_intent")[^1].Text("id")!);
        await saving.DeliverAsync();
        Assert.Equal("PAID", await saving.StateOfAsync(order.Text("id"), token));
        Assert.Null(await saving.NamedByAsync(order.Text("id"), token));
    }

    [Fact]
    public async Task A_card_whose_detaching_nobody_told_is_known_to_be_gone_as_soon_as_it_is_refused()
    {
        var token = saving.BuyerCalled("gone");
        var method = await saving.SavedAsync(token: token);
        saving.Stripe.Detach(saving.Stripe[saving.Setup].Text("payment_method")!);
        var placed = await saving.PlaceAsync(method, token);
        Assert.NotEqual("PAID", placed.GetProperty("order").Text("state"));
        Assert.Equal("REMOVED", (await saving.MethodAsync(method, token)).Text("state"));
        Assert.Equal("PAYMENT_METHOD_NOT_USABLE", await RefusalAsync(method, token));
        await saving.DeliverAsync();
        Assert.Equal(1L, saving.Shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = 'payment_method.removed' AND subject_id = $1", TypedId.TrySplit(method, out _, out var id) ? id : Guid.Empty));
    }

    [Fact]
    public async Task What_cannot_be_paid_with_is_refused_before_anything_is_sold()
    {
        var token = saving.BuyerCalled("strict");
        var method = await saving.SavedAsync(token: token);
        var intents = saving.Stripe.All("payment_intent").Count;
        Assert.Equal("PAYMENT_METHOD_NOT_FOUND", await RefusalAsync(method, saving.BuyerCalled("stranger")));
        Assert.Equal("PAYMENT_METHOD_MISMATCH", await RefusalAsync(method, token, "CARD", "paypay"));
        Assert.Equal("PAYMENT_METHOD_NOT_ACCEPTED", await RefusalAsync(method, token, "CONVENIENCE_STORE"));
        var pending = (await saving.SaveAsync(token)).GetProperty("savedPaymentMethod").Text("id");
        Assert.Equal("PAYMENT_METHOD_NOT_USABLE", await RefusalAsync(pending, token));
        saving.Shop.Scalar("UPDATE payments.saved_methods SET card = jsonb_set(card, '{expiryYear}', '2025') WHERE id = $1", TypedId.TrySplit(method, out _, out var id) ? id : Guid.Empty);
        Assert.Equal("PAYMENT_METHOD_EXPIRED", await RefusalAsync(method, token));
        Assert.True(await saving.IsExpiredAsync(method, token));
        await saving.RemoveAsync(method, token);
        Assert.Equal("PAYMENT_METHOD_NOT_USABLE", await RefusalAsync(method, token));
        Assert.Equal(intents, saving.Stripe.All("payment_intent").Count);
    }

    private async Task<string> RefusalAsync(string method, string token, string term = "CARD", string means = "card") => (await saving.PlaceAsync(method, token, term, means)).Refusal().Text("code");
}
