using System.Text.Json;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>A cart says whom it is for and how each operator sends; that is what is agreed and bought.</summary>
public sealed class CartDeliveryTests(OrderShop sales) : DeliveryCarts(sales)
{
    [Fact]
    public async Task Two_operators_send_in_their_own_ways_and_a_third_hands_over()
    {
        var (parcels, shop, asEver) = (await SellerAsync(), await SellerAsync(), await SellerAsync());
        var cheap = await MethodAsync(parcels, Parcel(800, ["MORNING", "FROM18TO20"]));
        await MethodAsync(parcels, Parcel(2_000));
        var fetched = await MethodAsync(shop, PickUp());
        await AddAsync(await Sales.Shelve(by: parcels), await Sales.Shelve(by: shop), await Sales.Shelve(by: asEver));
        Assert.Equal([("RECIPIENT_REQUIRED", "SET_CART_DELIVERY")], Problems(await CartAsync()));

        var recipient = await RecipientAsync();
        var cart = await SetAsync(recipient, new { operatorId = parcels.Id.ToString(), methodId = cheap, window = "FROM18TO20" });
        Assert.Empty(Problems(cart));
        Assert.Equal((recipient, 1), (cart.Text("recipientId"), cart.GetProperty("recipientVersionNumber").GetInt32()));
        Assert.Equal([cheap, fetched, null], cart.List("orders").Select(order => order.GetProperty("shippingMethod") is { ValueKind: JsonValueKind.Object } method ? method.Text("id") : null));
        Assert.Equal([800L, 0L, 1_100L], cart.List("orders").Select(order => Amount(order, "shippingFee")));
        Assert.Equal(["20600", "19800", "20900"], cart.List("orders").Select(order => $"{Amount(order, "total")}"));
        Assert.Equal(61_300L, Amount(cart, "total"));

        var shown = await CheckoutAsync();
        Assert.Empty(Problems(shown));
        var first = shown.List("orders").First().GetProperty("confirmation");
        var today = Tokyo.DayOf(Sales.Clock.GetUtcNow());
        Assert.Equal(($"{today.AddDays(1):yyyy-MM-dd}", $"{today.AddDays(5):yyyy-MM-dd}"), (first.GetProperty("shipping").GetProperty("estimate").Text("earliest"), first.GetProperty("shipping").GetProperty("estimate").Text("latest")));
        Assert.Contains("送料800円（税込）", first.GetProperty("shipping").Text("note"), StringComparison.Ordinal);
        Assert.Contains("18時〜20時", first.GetProperty("shipping").Text("note"), StringComparison.Ordinal);
        Assert.Equal("販売者との取り決めによる引渡し", shown.List("orders").Last().GetProperty("confirmation").GetProperty("shipping").Text("name"));

        var bought = await PurchaseAsync(shown);
        Assert.Empty(Codes(bought));
        Assert.Equal(61_300L, Amount(bought.GetProperty("purchase"), "total"));
    }

    [Fact]
    public async Task A_method_that_changed_between_check_out_and_purchase_is_told_and_nothing_is_lost()
    {
        var (seller, other) = (await SellerAsync(), Sales.Start());
        var method = await MethodAsync(seller, Parcel(800));
        await AddAsync(await Sales.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var shown = await CheckoutAsync();
        await MethodAsync(seller, Parcel(950), method);
        Assert.Equal([("CART_SHIPPING_CHANGED", "ACCEPT_CART_CHANGES")], Problems(await CartAsync()));
        Assert.Equal(["CART_SHIPPING_CHANGED"], Codes(await PurchaseAsync(shown, server: other)));

        var told = await CheckoutAsync(other);
        var problem = Assert.Single(told.List("problems")).GetProperty("problem");
        Assert.Equal(("CART_SHIPPING_CHANGED", 800L, 950L), (problem.Text("code"), Amount(problem, "shippingSeen"), Amount(problem, "shippingNow")));
        var cart = (await CartDoAsync("AcceptCartChanges", new { idempotencyKey = OrderShop.Key() })).GetProperty("cart");
        Assert.Equal(1, cart.GetProperty("lines").GetArrayLength());
        Assert.Equal(950L + 19_800, Amount((await BoughtAsync(await CheckoutAsync(other))), "total"));
    }

    [Fact]
    public async Task A_method_set_again_at_the_same_price_is_bought_after_another_look()
    {
        var seller = await SellerAsync();
        var method = await MethodAsync(seller, Parcel(800));
        await AddAsync(await Sales.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        var shown = await CheckoutAsync();
        await MethodAsync(seller, Parcel(800, maxDays: 5), method);
        Assert.Equal(["CART_SHIPPING_CHANGED"], Codes(await PurchaseAsync(shown)));
        await BoughtAsync(await CheckoutAsync());
    }

    [Fact]
    public async Task A_method_that_ended_is_told_and_another_is_chosen()
    {
        var seller = await SellerAsync();
        var method = await MethodAsync(seller, Parcel(800));
        await AddAsync(await Sales.Shelve(by: seller));
        var recipient = await RecipientAsync();
        await SetAsync(recipient);
        var shown = await CheckoutAsync();
        await Sales.RunAsync("shipping/RetireShippingMethod", new { input = new { shippingMethodId = method, idempotencyKey = OrderShop.Key() } }, Office(seller));
        var next = await MethodAsync(seller, Parcel(1_000));
        Assert.Equal([("SHIPPING_METHOD_NOT_FOUND", "SET_CART_DELIVERY")], Problems(await CartAsync()));
        Assert.Equal(["SHIPPING_METHOD_NOT_FOUND"], Codes(await PurchaseAsync(shown)));
        Assert.Equal([("SHIPPING_METHOD_NOT_FOUND", "SET_CART_DELIVERY")], Problems(await CheckoutAsync()));
        await SetAsync(recipient, new { operatorId = seller.Id.ToString(), methodId = next });
        Assert.Equal(20_800L, Amount(await BoughtAsync(await CheckoutAsync()), "total"));
    }

    [Fact]
    public async Task A_recipient_saved_again_after_check_out_is_named_again()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        await AddAsync(await Sales.Shelve(by: seller));
        var recipient = await RecipientAsync();
        await SetAsync(recipient);
        var shown = await CheckoutAsync();
        await RecipientAsync(null, ("recipientId", recipient), ("name", "鈴木一郎"));
        Assert.Equal([("CART_RECIPIENT_CHANGED", "SET_CART_DELIVERY")], Problems(await CartAsync()));
        Assert.Equal(["CART_RECIPIENT_CHANGED"], Codes(await PurchaseAsync(shown)));
        Assert.Equal([("CART_RECIPIENT_CHANGED", "SET_CART_DELIVERY")], Problems(await CheckoutAsync()));
        await SetAsync(recipient);
        var order = (await BoughtAsync(await CheckoutAsync())).List("orders").First().Text("id");
        Assert.Equal((2, "鈴木一郎"), (await OrderAsync(order, Staff(seller)) is var read ? Version(read) : 0, Name(read)));
    }

    [Fact]
    public async Task The_days_that_were_shown_stay_over_midnight()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        await AddAsync(await Sales.Shelve(by: seller));
        await SetAsync(await RecipientAsync());
        Sales.Clock.Advance(Tokyo.StartOf(Tokyo.DayOf(Sales.Clock.GetUtcNow()).AddDays(1)) - TimeSpan.FromMinutes(2) - Sales.Clock.GetUtcNow());
        var shown = await CheckoutAsync();
        Sales.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(Problems(await CartAsync()));
        await BoughtAsync(shown);
    }

    [Fact]
    public async Task What_cannot_be_sent_there_is_told_and_another_way_or_place_solves_it()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800, codes: ["47"]));
        var fetched = await MethodAsync(seller, PickUp());
        await AddAsync(await Sales.Shelve(by: seller));
        var recipient = await RecipientAsync();
        Assert.Equal([("SHIPPING_NOT_POSSIBLE", "SET_CART_DELIVERY")], Problems(await SetAsync(recipient)));
        Assert.Equal("PREFECTURE_NOT_SERVED", Assert.Single((await CheckoutAsync()).List("problems")).GetProperty("problem").Text("shippingRefusal"));
        Assert.Empty(Problems(await SetAsync(recipient, new { operatorId = seller.Id.ToString(), methodId = fetched })));
        Assert.Equal([("SHIPPING_NOT_POSSIBLE", "SET_CART_DELIVERY")], Problems(await SetAsync(recipient)));
        Assert.Empty(Problems(await SetAsync(await RecipientAsync(null, ("postalCode", "9000006"), ("prefectureCode", "47"), ("addressLines", new[] { "那覇市おもろまち1-1" })))));
    }

    [Fact]
    public async Task One_thing_more_is_quoted_at_once()
    {
        var seller = await SellerAsync();
        await MethodAsync(seller, Parcel(800));
        var first = await Sales.Shelve(by: seller);
        await AddAsync(first);
        await SetAsync(await RecipientAsync());
        await AddAsync(await Sales.Shelve(by: seller));
        var cart = await CartAsync();
        Assert.Empty(Problems(cart));
        Assert.Equal(1_600L, Amount(cart.List("orders").First(), "shippingFee"));
        await CartDoAsync("RemoveFromCart", new { listingIds = new[] { first.ToString() }, idempotencyKey = OrderShop.Key() });
        Assert.Equal(800L, Amount((await CartAsync()).List("orders").First(), "shippingFee"));
        Assert.Equal(0L, await Sales.Scalar($"SELECT count(*) FROM personal.recipient_versions WHERE consumer_id = '{Buyer.ConsumerId}'"));
    }

    [Fact]
    public async Task The_law_wants_the_fee_stated_and_a_method_states_it()
    {
        var seller = await SellerAsync();
        var listing = await Sales.Shelve(offer => offer with { Terms = offer.Terms with { ShippingFee = Money.Jpy(0) } }, seller);
        await MethodAsync(seller, Parcel(800));
        await AddAsync(listing);
        await SetAsync(await RecipientAsync());
        await Sales.On((CommerceDatabase database) => database.Database.ExecuteSqlAsync($"UPDATE listings.listings SET terms = terms - 'shippingFee' WHERE id = {listing.Value}"));
        Assert.Equal(20_600L, Amount(await CartAsync(), "total"));
    }

    [Fact]
    public async Task Nonsense_and_what_is_others_is_refused_with_its_place()
    {
        var (seller, other) = (await SellerAsync(), await SellerAsync());
        var (own, foreign) = (await MethodAsync(seller, Parcel(800, ["MORNING"])), await MethodAsync(other, Parcel(800)));
        await AddAsync(await Sales.Shelve(by: seller));
        var stranger = await RecipientAsync(Consumer("delivery-stranger"));
        var mine = seller.Id.ToString();
        Assert.Equal(("RECIPIENT_NOT_FOUND", "recipientId"), await RefusedAsync(stranger));
        Assert.Equal(("SHIPPING_METHOD_NOT_FOUND", "methodId"), await RefusedAsync(null, new { operatorId = mine, methodId = foreign }));
        Assert.Equal(("NOT_IN_CART", "operatorId"), await RefusedAsync(null, new { operatorId = other.Id.ToString(), methodId = foreign }));
        Assert.Equal(("DELIVERY_WINDOW_NOT_OFFERED", "window"), await RefusedAsync(null, new { operatorId = mine, methodId = own, window = "FROM19TO21" }));
        Assert.Equal(("CART_FULL", "methods"), await RefusedAsync(null, [.. Enumerable.Repeat(new { operatorId = mine, methodId = own }, 10_000)]));
        Assert.Equal([("RECIPIENT_REQUIRED", "SET_CART_DELIVERY")], Problems(await SetAsync(null, new { operatorId = mine, methodId = own, window = "MORNING" })));
        Assert.Equal([("RECIPIENT_REQUIRED", "SET_CART_DELIVERY")], Problems(await CheckoutAsync()));
    }
}
