using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Platform;
using CosmeticGrade = CeCommerce.Standards.CosmeticGrade;
using FunctionalGrade = CeCommerce.Standards.FunctionalGrade;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class HoldTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public HoldTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task A_held_item_is_refused_to_others_until_the_hold_expires()
    {
        var listing = await _shop.Shelve();
        var hold = (await _shop.Hold(listing)).Value!;
        var refused = await _shop.Hold(listing, OrderShop.Consumer("bob"));
        var taken = Assert.IsType<ItemTaken>(refused.Error);
        Assert.Equal((false, hold.ExpiresAt), (taken.SoldForEver, taken.FreeAt));
        Assert.Equal(["input", "listingId"], taken.Path);

        _shop.Clock.SetUtcNow(hold.ExpiresAt);
        Assert.Null((await _shop.Hold(listing, OrderShop.Consumer("bob"))).Error);
        Assert.IsType<HoldExpired>((await _shop.Checkout(hold.Id)).Error);
    }

    [Fact]
    public async Task A_released_item_is_free_at_once()
    {
        var listing = await _shop.Shelve();
        var hold = (await _shop.Hold(listing)).Value!;
        var key = OrderShop.Key();
        var released = await _shop.On((HoldService holds) => holds.ReleaseAsync(OrderShop.Consumer(), hold.Id, key, default));
        var again = await _shop.On((HoldService holds) => holds.ReleaseAsync(OrderShop.Consumer(), hold.Id, key, default));
        Assert.NotNull(released.Value!.ReleasedAt);
        Assert.Equal(hold.Id, again.Value!.Id);
        Assert.Null((await _shop.Hold(listing, OrderShop.Consumer("bob"))).Error);
    }

    [Fact]
    public async Task A_hold_is_extended_once()
    {
        var hold = (await _shop.Hold(await _shop.Shelve())).Value!;
        var extended = await _shop.On((HoldService holds) => holds.ExtendAsync(OrderShop.Consumer(), hold.Id, OrderShop.Key(), default));
        Assert.Equal(hold.ExpiresAt.AddMinutes(10), extended.Value!.ExpiresAt);
        var refused = await _shop.On((HoldService holds) => holds.ExtendAsync(OrderShop.Consumer(), hold.Id, OrderShop.Key(), default));
        Assert.IsType<HoldNotExtendable>(refused.Error);
    }

    [Fact]
    public async Task While_an_item_is_held_for_a_sale_nobody_gets_it_for_later()
    {
        var hold = (await _shop.Hold(await _shop.Shelve())).Value!;
        var later = Assert.IsType<ItemTaken>((await Claim(hold.ItemId, hold.ExpiresAt.AddDays(7))).Error);
        Assert.Equal((false, hold.ExpiresAt), (later.SoldForEver, later.FreeAt));
        Assert.Null((await _shop.On((HoldService holds) => holds.ExtendAsync(OrderShop.Consumer(), hold.Id, OrderShop.Key(), default))).Error);
    }

    [Fact]
    public async Task An_item_that_is_promised_for_later_is_not_held_for_a_sale()
    {
        var listing = await _shop.Shelve();
        var item = (await _shop.Listing(listing)).ItemId;
        Assert.Null((await Claim(item, _shop.Clock.GetUtcNow().AddDays(7))).Error);
        Assert.Equal(["input", "listingId"], Assert.IsType<ItemTaken>((await _shop.Hold(listing)).Error).Path);
    }

    [Fact]
    public async Task Who_let_an_item_go_waits_before_holding_it_again_and_others_do_not()
    {
        var listing = await _shop.Shelve();
        var hold = (await _shop.Hold(listing)).Value!;
        var released = (await _shop.On((HoldService holds) => holds.ReleaseAsync(OrderShop.Consumer(), hold.Id, OrderShop.Key(), default))).Value!;
        var refused = Assert.IsType<HeldMomentsAgo>((await _shop.Hold(listing)).Error);
        Assert.Equal(released.ReleasedAt!.Value.AddMinutes(5), refused.AgainAt);
        var others = (await _shop.Hold(listing, OrderShop.Consumer("bob"))).Value!;

        _shop.Clock.SetUtcNow(others.ExpiresAt);
        var again = (await _shop.Hold(listing)).Value!;
        _shop.Clock.SetUtcNow(again.ExpiresAt);
        Assert.Equal(again.ExpiresAt.AddMinutes(5), Assert.IsType<HeldMomentsAgo>((await _shop.Hold(listing)).Error).AgainAt);
        _shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await _shop.Hold(listing)).Error);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_hold_and_another_body_is_refused()
    {
        var (listing, other, key) = (await _shop.Shelve(), await _shop.Shelve(), OrderShop.Key());
        var hold = (await _shop.Hold(listing, key: key)).Value!;
        Assert.Equal(hold.Id, (await _shop.Hold(listing, key: key)).Value!.Id);
        Assert.IsType<IdempotencyKeyReused>((await _shop.Hold(other, key: key)).Error);
        Assert.IsType<IdempotencyKeyInvalid>((await _shop.Hold(other, key: "short")).Error);
    }

    [Fact]
    public async Task Ten_holds_at_once_leave_a_consumer_five()
    {
        var carol = OrderShop.Consumer("carol");
        var listings = new List<ListingId>();
        for (var i = 0; i < 10; i++)
        {
            listings.Add(await _shop.Shelve());
        }

        var outcomes = await Task.WhenAll(listings.Select(id => _shop.Hold(id, carol)));
        Assert.Equal(5, outcomes.Count(o => o.Error is null));
        Assert.Equal(5, outcomes.Count(o => o.Error is TooManyHolds));
    }

    [Fact]
    public async Task A_hold_is_its_buyers_alone()
    {
        var hold = (await _shop.Hold(await _shop.Shelve())).Value!;
        Assert.IsType<HoldNotFound>((await _shop.Checkout(hold.Id, OrderShop.Consumer("bob"))).Error);
        Assert.IsType<BuyerRequired>((await _shop.Checkout(hold.Id, _shop.Staff)).Error);
    }

    [Fact]
    public async Task The_final_confirmation_shows_what_the_law_wants()
    {
        var hold = await _shop.Ready();
        var shown = new ConfirmationText(hold.Confirmation!).Content;
        var line = Assert.Single(shown.Lines);
        Assert.Equal(hold.ConfirmationDigest, ConfirmationText.Of(shown).Digest);
        Assert.Equal(1, line.Quantity);
        Assert.Equal(("TD172D", FunctionalGrade.F5, CosmeticGrade.A), (line.Item!.ModelNumber, line.Item.FunctionalGrade, line.Item.CosmeticGrade));
        Assert.Equal(Money.Jpy(20_900), shown.Total);
        Assert.Equal(Money.Jpy(1_900), shown.Tax.Amount);
        Assert.Contains("第15条の3", line.Returns.Note.Ja, StringComparison.Ordinal);
        Assert.Equal("東京都公安委員会", shown.Seller.Licence!.Commission.Ja);
        Assert.Equal("注文を確定する", shown.SubmitLabel.Ja);
        Assert.Contains("😀", hold.Confirmation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_without_delivery_time_cannot_be_checked_out()
    {
        var listing = await _shop.Shelve();
        var hold = (await _shop.Hold(listing)).Value!;

        // Such an offer is kept off the shelf by the standards, and so is a hold over it; one that was held before could still be there.
        await using var spoil = _shop.Source.CreateCommand(
            """UPDATE listings.listings SET terms = terms || '{"deliveryDays": null, "paymentMethods": []}' WHERE id = $1""");
        spoil.Parameters.Add(new() { Value = listing.Value });
        await spoil.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var refused = Assert.IsType<ConfirmationIncomplete>((await _shop.Checkout(hold.Id)).Error);
        Assert.Equal(["terms.paymentMethods", "terms.deliveryDays"], refused.Missing.Select(m => m.Field));
    }

    [Fact]
    public async Task Other_charges_are_shown_by_name_and_part_of_the_total()
    {
        var hold = await _shop.Ready(await _shop.Shelve(offer => offer with { Terms = offer.Terms with { OtherCharges = [new("梱包料", 500)] } }));
        var shown = new ConfirmationText(hold.Confirmation!).Content;
        Assert.Equal([new ConfirmedCharge("梱包料", Money.Jpy(500))], shown.OtherCharges);
        Assert.Equal(Money.Jpy(21_400), shown.Total);
        Assert.Equal(Money.Jpy(21_400), (await _shop.Place(hold)).Value!.Total);
    }

    [Fact]
    public async Task A_claim_says_sold_only_of_what_is_sold()
    {
        var (order, hold) = (await _shop.Paid(), (await _shop.Hold(await _shop.Shelve())).Value!);
        var now = _shop.Clock.GetUtcNow();
        var sold = Assert.IsType<ItemTaken>((await Claim(order.Lines[0].ItemId, now)).Error);
        Assert.Equal((true, null), (sold.SoldForEver, sold.FreeAt));
        var held = Assert.IsType<ItemTaken>((await Claim(hold.ItemId, now)).Error);
        Assert.Equal((false, hold.ExpiresAt), (held.SoldForEver, held.FreeAt));
        _shop.Clock.SetUtcNow(hold.ExpiresAt);
        var repair = (await Claim(hold.ItemId, hold.ExpiresAt)).Value!;
        var open = Assert.IsType<ItemTaken>((await Claim(hold.ItemId, hold.ExpiresAt)).Error);
        Assert.Equal((false, null), (open.SoldForEver, open.FreeAt));
        Assert.DoesNotContain("sold", open.Message.En, StringComparison.Ordinal);
        Assert.Null(repair.Until);
    }

    private Task<Outcome<Claim>> Claim(ItemId item, DateTimeOffset from) => _shop.On((Claims claims) => claims.TakeAsync(
        new(TypedId.New<ClaimId>(from), item, ClaimKind.Repair, Guid.CreateVersion7(), from, null), _shop.Clock.GetUtcNow(), default));

    [Theory]
    [InlineData("送信する")]
    [InlineData("注文内容を確認する")]
    [InlineData("Continue")]
    [InlineData("")]
    [InlineData("注文しない")]
    [InlineData("購入手続きへ")]
    [InlineData("Border")]
    [InlineData("Do not order")]
    [InlineData("注文する\n")]
    [InlineData("Place\norder")]
    public async Task A_last_button_that_hides_the_order_is_refused(string label)
    {
        var hold = (await _shop.Hold(await _shop.Shelve(), OrderShop.Consumer("label" + label))).Value!;
        Assert.IsType<SubmitLabelMisleading>((await _shop.Checkout(hold.Id, OrderShop.Consumer("label" + label), label)).Error);
    }

    [Theory]
    [InlineData("注文を確定する")]
    [InlineData("注文確定")]
    [InlineData("ご注文を確定します")]
    [InlineData("上記の内容で注文する")]
    [InlineData("今すぐ購入")]
    [InlineData("購入する")]
    [InlineData("申し込む")]
    [InlineData("お申込み")]
    [InlineData("Place the order")]
    [InlineData("place order and pay")]
    [InlineData("Buy now")]
    [InlineData("ORDER")]
    public void A_last_button_that_says_so_is_accepted(string label) => Assert.True(ConfirmationRules.SaysOrder(label));
}
