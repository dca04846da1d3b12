using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using CosmeticGrade = CeCommerce.Standards.CosmeticGrade;
using PaymentMethod = CeCommerce.Standards.PaymentMethod;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class PlaceOrderTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public PlaceOrderTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task A_paid_order_freezes_what_was_agreed()
    {
        var order = await _shop.Paid();
        Assert.Equal(OrderState.Paid, order.State);
        Assert.Equal((Money.Jpy(20_900), Money.Jpy(1_900)), (order.Total, order.TaxIncluded));
        Assert.Equal(order.ConfirmationDigest, ConfirmationText.Of(new ConfirmationText(order.Confirmation).Content).Digest);
        Assert.NotNull(order.Lines[0].PackVersion);
        Assert.Equal(ListingState.Sold, (await _shop.Listing(order.Lines[0].ListingId)).State);
        var steps = await _shop.On((CommerceDatabase database) =>
            database.Set<HistoryEntry>().Where(x => x.SubjectId == order.Id.Value).OrderBy(x => x.Id).Select(x => x.What).ToListAsync());
        Assert.Equal(["paid", "placed"], steps.Order());
        var events = await _shop.On((CommerceDatabase database) =>
            database.Set<EventRecord>().Where(x => x.SubjectId == order.Id.Value).OrderBy(x => x.Sequence).Select(x => x.Kind).ToListAsync());
        Assert.Equal(["order.placed", "order.paid"], events);
    }

    [Fact]
    public async Task A_sold_item_is_refused()
    {
        var order = await _shop.Paid();
        var refused = Assert.IsType<ListingNotForSale>((await _shop.Hold(order.Lines[0].ListingId, OrderShop.Consumer("bob"))).Error);
        Assert.Equal(ListingState.Sold, refused.State);
    }

    [Fact]
    public async Task An_expired_hold_places_nothing()
    {
        var hold = await _shop.Ready();
        _shop.Clock.SetUtcNow(hold.ExpiresAt);
        Assert.IsType<HoldExpired>((await _shop.Place(hold)).Error);
        Assert.Equal(ListingState.Published, (await _shop.Listing(hold.ListingId)).State);
    }

    [Fact]
    public async Task A_price_changed_since_makes_the_digest_stale_and_the_new_one_works()
    {
        var hold = await _shop.Ready();
        await Offer(hold, offer => offer with { Price = Money.Jpy(21_000) });
        var stale = Assert.IsType<ConfirmationStale>((await _shop.Place(hold)).Error);
        Assert.Equal(Money.Jpy(21_000), stale.Current.First.Price);
        Assert.Equal(Money.Jpy(22_100), (await Agree(hold, stale.CurrentDigest)).Value!.Total);
    }

    [Fact]
    public async Task An_order_without_a_checkout_is_told_to_show_the_confirmation_first()
    {
        var hold = (await _shop.Hold(await _shop.Shelve())).Value!;
        Assert.IsType<CheckoutRequired>((await Agree(hold, new string('0', 64))).Error);
    }

    [Fact]
    public async Task A_description_or_photo_changed_since_makes_the_digest_stale()
    {
        var hold = await _shop.Ready();
        await Offer(hold, offer => offer with { Description = "動作未確認" });
        var stale = Assert.IsType<ConfirmationStale>((await _shop.Place(hold)).Error);
        await Offer(hold, offer => offer with { Photos = [new("https://img.example.jp/other.jpg", null)] });
        var staler = Assert.IsType<ConfirmationStale>((await Agree(hold, stale.CurrentDigest)).Error);
        Assert.Equal(OrderState.Paid, (await Agree(hold, staler.CurrentDigest)).Value!.State);
    }

    [Fact]
    public async Task A_grade_or_model_changed_since_makes_the_digest_stale()
    {
        var hold = await _shop.Ready();
        await Describe(hold, item => item with { Condition = item.Condition with { Cosmetic = CosmeticGrade.C } });
        var stale = Assert.IsType<ConfirmationStale>((await _shop.Place(hold)).Error);
        Assert.Equal(CosmeticGrade.C, stale.Current.First.Item!.CosmeticGrade);
        await Describe(hold, item => item with { Model = item.Model with { ModelNumber = "TD171D" } });
        var staler = Assert.IsType<ConfirmationStale>((await Agree(hold, stale.CurrentDigest)).Error);
        Assert.Equal("TD171D", staler.Current.First.Item!.ModelNumber);
    }

    [Fact]
    public async Task A_confirmation_from_before_it_named_the_item_keeps_its_digest()
    {
        var known = new ConfirmationText((await _shop.Ready()).Confirmation!).Content;
        var old = ConfirmationText.Of(known with { Lines = [known.Lines[0] with { Item = null }] });
        Assert.Equal(old.Digest, ConfirmationText.Of(new ConfirmationText(old.Json).Content).Digest);
        Assert.DoesNotContain("\"item\"", old.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_order_and_another_body_is_refused()
    {
        var (hold, key) = (await _shop.Ready(), OrderShop.Key());
        var first = (await _shop.Place(hold, key: key)).Value!;
        Assert.Equal(first.Id, (await _shop.Place(hold, key: key)).Value!.Id);
        Assert.IsType<IdempotencyKeyReused>((await _shop.Place(hold, "card_declined", key)).Error);
        Assert.Equal(hold.Id, Assert.IsType<HoldUsed>((await _shop.Place(hold)).Error).HoldId);
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_makes_one_order()
    {
        var (hold, key) = (await _shop.Ready(), OrderShop.Key());
        var other = _shop.Start();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => _shop.Place(hold, key: key, server: i % 2 == 0 ? other : null)));
        Assert.All(outcomes.Where(o => o.Error is not null), o => Assert.IsType<RequestStillRunning>(o.Error));
        Assert.Single(outcomes.Where(o => o.Error is null).Select(o => o.Value!.Id).Distinct());
    }

    [Fact]
    public async Task A_declined_payment_leaves_the_hold_and_a_new_key_may_try_again()
    {
        var hold = await _shop.Ready();
        var failed = (await _shop.Place(hold, "card_insufficient_funds")).Value!;
        Assert.Equal((OrderState.PaymentFailed, "insufficient_funds"), (failed.State, failed.FailureReason));
        Assert.Equal(ListingState.Published, (await _shop.Listing(hold.ListingId)).State);
        var others = Assert.IsType<ItemTaken>((await _shop.Hold(hold.ListingId, OrderShop.Consumer("bob"))).Error);
        Assert.Equal(hold.ExpiresAt, others.FreeAt);

        var paid = (await _shop.Place(hold)).Value!;
        Assert.Equal(OrderState.Paid, paid.State);
        Assert.NotEqual(failed.Id, paid.Id);
    }

    [Fact]
    public async Task An_unknown_means_of_payment_is_refused()
    {
        var refused = Assert.IsType<PaymentMethodUnknown>((await _shop.Place(await _shop.Ready(), "cowrie_shells")).Error);
        Assert.Contains("card_success", refused.Known);
    }

    [Fact]
    public async Task A_means_of_payment_that_the_listing_does_not_state_is_refused()
    {
        var listing = await _shop.Shelve(offer => offer with { Terms = offer.Terms with { PaymentMethods = [PaymentMethod.Card] } });
        var hold = await _shop.Ready(listing);
        var refused = Assert.IsType<PaymentMethodNotAccepted>((await _shop.Place(hold, "konbini_pending_then_success")).Error);
        Assert.Equal([PaymentMethod.Card], refused.Accepted);
        Assert.Equal(OrderState.Paid, (await _shop.Place(hold)).Value!.State);
    }

    [Fact]
    public async Task A_request_that_died_before_the_processor_answered_goes_on_with_the_same_key()
    {
        var (hold, key) = (await _shop.Ready(), OrderShop.Key());
        var broken = _shop.Start(services => services.AddSingleton<IPaymentGateway>(provider => new CrashingGateway(provider)));
        await Assert.ThrowsAsync<IOException>(() => _shop.Place(hold, key: key, server: broken));
        Assert.IsType<RequestStillRunning>((await _shop.Place(hold, key: key)).Error);

        _shop.Clock.Advance(TimeSpan.FromSeconds(61));
        var order = (await _shop.Place(hold, key: key)).Value!;
        Assert.Equal(OrderState.Paid, order.State);
        Assert.Equal(1, await _shop.On((CommerceDatabase database) => database.Set<Order>().CountAsync(x => x.Lines.Any(line => line.HoldId == hold.Id))));
        Assert.Equal(2, (await _shop.Entries(order.Id)).Count);
    }

    [Fact]
    public async Task The_sweeper_settles_an_order_that_nobody_asked_about_again()
    {
        var hold = await _shop.Ready();
        var unreachable = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var order = (await _shop.Place(hold, server: unreachable)).Value!;
        Assert.Equal(OrderState.PaymentPending, order.State);
        _shop.Clock.Advance(TimeSpan.FromSeconds(61));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task Sixty_four_racers_over_two_servers_make_one_order()
    {
        var other = _shop.Start();
        var listing = await _shop.Shelve();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Race(listing, OrderShop.Consumer($"racer{i}"), i % 2 == 0 ? other : _shop.Server)));
        Assert.Single(outcomes, o => o is Order { State: OrderState.Paid });
        Assert.All(outcomes.Where(o => o is not Order), o => Assert.True(o is ItemTaken or ListingNotForSale, o.ToString()));
        Assert.Equal(1, await _shop.On((CommerceDatabase database) => database.Set<Order>().CountAsync(x => x.Lines.Any(line => line.ListingId == listing))));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    private async Task Offer(Hold hold, Func<Offer, Offer> change)
    {
        var version = (await _shop.Listing(hold.ListingId)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var changed = await _shop.On((ListingService listings) => listings.ChangeAsync(_shop.Staff, hold.ListingId, version, offer => change(offer), default));
        Assert.Null(changed.Error);
    }

    private Task<Outcome<Item>> Describe(Hold hold, Func<ItemDescription, ItemDescription> change) => _shop.In(async services =>
    {
        var item = await services.GetRequiredService<CommerceDatabase>().Set<Item>().Include(x => x.Serials).SingleAsync(x => x.Id == hold.ItemId);
        return await services.GetRequiredService<ItemDescriptionService>().DescribeAsync(_shop.Staff, item, new(change(item.AsDescription()), CeCommerce.Standards.ItemFacts.Empty), default);
    });

    private Task<Outcome<Order>> Agree(Hold hold, string digest) => _shop.Buy([hold], digest);

    private Task<object> Race(ListingId listing, Platform.Caller who, IServiceProvider server) => _shop.In<object>(
        async services =>
        {
            var holds = services.GetRequiredService<HoldService>();
            var held = await holds.HoldAsync(who, listing, OrderShop.Key(), default);
            if (!held.Try(out var hold, out var refused))
            {
                return refused;
            }

            var shown = (await holds.CheckoutAsync(who, hold.Id, null, default)).Value!;
            var request = new PurchaseRequest([hold.Id], shown.ConfirmationDigest!, "card_success", OrderShop.Key());
            var placed = await services.GetRequiredService<Purchasing>().PlaceAsync(who, request, default);
            return (await services.GetRequiredService<OrdersOfPurchases>().OnlyAsync(placed, default)).Try(out var order, out refused) ? order : refused;
        },
        server);
}
