using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Connect;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Connect;

/// <summary>Sellers' accounts at Stripe: opened, told about by events, lost and found again, and what cannot be sold without them.</summary>
public sealed class PayoutAccountTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly StripeShop _at = new(cluster) { PublicUrl = "https://shop.example", SellerHasAccount = false };

    public ValueTask InitializeAsync() => _at.InitializeAsync();

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task A_seller_tells_Stripe_what_it_wants_to_know_and_only_then_sells()
    {
        var draft = await _at.Shop.DraftAsync(_at.Shop.Refurbisher);
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await PublishAsync(draft)).Refusal().Text("code"));

        var opened = await StripeAccount.OpenAsync(_at.Shop);
        var account = opened.GetProperty("payoutAccount").Text("processorAccount");
        Assert.Equal(("PENDING", true), (opened.GetProperty("payoutAccount").Text("state"), opened.GetProperty("onboarding").Text("page").Contains(account, StringComparison.Ordinal)));
        Assert.Equal(
            ("https://shop.example/operators/demo-refurbisher/specified-commercial-transactions", "application", "manual"),
            (_at.Stripe[account]["business_profile"].Text("specified_commercial_transactions_act_url"), _at.Stripe[account]["controller"].Text("losses", "payments"), _at.Stripe[account]["settings"].Text("payouts", "schedule", "interval")));
        var refused = (await PublishAsync(draft, "errors { code ... on PayoutsNotEnabled { requirements } }")).List("errors").Single();
        Assert.Equal(["business_profile.url", "external_account", "tos_acceptance.date"], refused.List("requirements").Select(one => one.GetString()!));

        _at.Stripe.Onboard(account);
        await _at.Stripe.DeliverSinceAsync(_at.Server.Http, 0);
        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        Assert.Empty((await PublishAsync(draft)).List("errors"));
        var shown = await _at.Shop.AskAsync("query($id: ID!) { listing(id: $id) { paymentMethods } }", new { id = draft.Text("id") }, _at.Buyer);
        Assert.Equal(["card"], shown.GetProperty("listing").List("paymentMethods").Select(one => one.GetString()!));
        const string Asked = "query($id: ID!) { operator(id: $id) { payoutAccount { id } } }";
        var seller = new { id = StripeAccount.IdOf(_at.Shop, DemoOperators.Refurbisher) };
        Assert.Equal("FORBIDDEN", (await _at.Server.GraphQLAsync(Asked, seller, _at.Buyer)).Fault());
        var stranger = await _at.Shop.AskAsync(Asked, seller, _at.Shop.Token(Role.Operator, DemoOperators.Rental));
        Assert.Equal(JsonValueKind.Null, stranger.GetProperty("operator").GetProperty("payoutAccount").ValueKind);
        _at.Stripe.AssertFits();
    }

    [Fact]
    public async Task An_account_that_was_opened_without_card_payments_is_asked_for_them_once_when_it_is_read_again()
    {
        var account = await StripeAccount.EnableAsync(_at.Shop, _at.Stripe);
        Assert.DoesNotContain(_at.Stripe.Requests, Asks);
        _at.Stripe.TakeCapability(account, "card_payments");
        _at.Stripe.Faults.Add("POST /v1/accounts/*/capabilities/*", StripeFault.ServerError);
        _at.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        Assert.Null(_at.Stripe[account]["capabilities"]!["card_payments"]);
        _at.Stripe.Faults.Clear();
        _at.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SweepAsync());
        Assert.NotNull(_at.Stripe[account]["capabilities"]!["card_payments"]);
        var asked = _at.Stripe.Requests.Count(Asks);
        _at.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal((asked, "ENABLED"), (_at.Stripe.Requests.Count(Asks), (await MirroredAsync()).Text("state")));
        _at.Stripe.AssertFits();

        static bool Asks(string request) => request.EndsWith("/capabilities/card_payments", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_lost_or_asked_at_once_an_operator_has_one_account()
    {
        var key = Shop.Key();
        _at.Stripe.Faults.Add("POST /v1/accounts", StripeFault.DropAnswer, times: 3);
        Assert.Equal("PAYOUT_PROCESSOR_UNAVAILABLE", (await StripeAccount.OpenAsync(_at.Shop, key: key)).Refusal().Text("code"));
        _at.Stripe.Faults.Clear();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => StripeAccount.OpenAsync(_at.Shop, key: number == 0 ? key : null)));
        Assert.Equal((1, 1L), (_at.Stripe.All("account").Count, _at.Shop.Scalar("SELECT count(*) FROM payments.payout_accounts WHERE processor_id IS NOT NULL")));

        var foreign = await _at.Shop.DoAsync(
            "openPayoutAccount", new { operatorId = StripeAccount.IdOf(_at.Shop, DemoOperators.Rental), returnPage = "https://seller.example", idempotencyKey = Shop.Key() }, Staff, "onboarding { page }");
        Assert.Equal("OPERATOR_NOT_FOUND", foreign.Refusal().Text("code"));
        var nowhere = await _at.Shop.DoAsync(
            "openPayoutAccount", new { operatorId = StripeAccount.IdOf(_at.Shop, DemoOperators.Refurbisher), returnPage = "javascript:alert(1)", idempotencyKey = Shop.Key() }, Staff, "onboarding { page }");
        Assert.Equal("RETURN_PAGE_INVALID", nowhere.Refusal().Text("code"));
    }

    [Fact]
    public async Task What_is_held_or_in_a_cart_is_not_bought_of_a_seller_that_cannot_be_paid_any_more()
    {
        var account = await StripeAccount.EnableAsync(_at.Shop, _at.Stripe);
        var (listing, other) = (await _at.Shop.PublishedAsync(_at.Shop.Refurbisher), await _at.Shop.PublishedAsync(_at.Shop.Refurbisher));
        var hold = (await _at.Shop.DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = Shop.Key() }, _at.Buyer, "hold { id }")).GetProperty("hold").Text("id");
        var digest = (await _at.Shop.DoAsync("checkout", new { holdId = hold }, _at.Buyer, "confirmation { digest }")).GetProperty("confirmation").Text("digest");
        await _at.Shop.DoAsync("addToCart", new { listingIds = new[] { other.Text("id") }, idempotencyKey = Shop.Key() }, _at.Buyer, "cart { id }");

        var told = _at.Stripe.Events.Count;
        _at.Stripe.Restrict(account, "requirements.past_due", "company.tax_id");
        await _at.Stripe.DeliverSinceAsync(_at.Server.Http, told);
        Assert.Equal("RESTRICTED", (await MirroredAsync()).Text("state"));
        var order = new { holdId = hold, confirmationDigest = digest, paymentMethod = "card", idempotencyKey = Shop.Key() };
        var placed = (await _at.Shop.DoAsync("placeOrder", order, _at.Buyer, "order { id } refusals: errors { ... on PayoutsNotEnabled { requirements } }"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", placed.Refusal().Text("code"));
        Assert.Empty(placed.List("refusals").Single().List("requirements"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await _at.Shop.DoAsync("checkout", new { holdId = hold }, _at.Buyer, "confirmation { digest }")).Refusal().Text("code"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await _at.Shop.DoAsync("holdListing", new { listingId = other.Text("id"), idempotencyKey = Shop.Key() }, _at.Buyer, "hold { id }")).Refusal().Text("code"));
        var cart = await _at.Shop.DoAsync("checkoutCart", new { idempotencyKey = Shop.Key() }, _at.Buyer, "cart { paymentMethods problems { problem { code } } }");
        Assert.Contains("PAYOUTS_NOT_ENABLED", cart.List("cart", "problems").Select(problem => problem.GetProperty("problem").Text("code")));
        Assert.Empty(cart.List("cart", "paymentMethods"));
        Assert.Equal(0L, _at.Shop.Scalar("SELECT count(*) FROM payments.payments"));

        _at.Stripe.Onboard(account);
        await _at.Stripe.DeliverSinceAsync(_at.Server.Http, told);
        Assert.Empty((await _at.Shop.DoAsync("placeOrder", order, _at.Buyer, "order { id }")).List("errors"));
    }

    [Fact]
    public async Task Disabled_while_buyers_place_orders_each_order_is_whole_or_refused_and_none_comes_after()
    {
        var account = await StripeAccount.EnableAsync(_at.Shop, _at.Stripe);
        var listings = new List<JsonElement>();
        for (var number = 0; number < 4; number++)
        {
            listings.Add(await _at.Shop.PublishedAsync(_at.Shop.Refurbisher));
        }

        var told = _at.Stripe.Events.Count;
        _at.Stripe.Restrict(account, "rejected.fraud");
        var note = _at.Stripe.Events[told];
        var buying = listings.Take(3).Select(async (listing, number) =>
        {
            var buyer = _at.Shop.Token(Role.Consumer, consumer: $"buyer-{number}");
            var held = await _at.Shop.DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }");
            if (held.List("errors").Any())
            {
                return held.Refusal().Text("code");
            }

            var shown = await _at.Shop.DoAsync("checkout", new { holdId = held.GetProperty("hold").Text("id") }, buyer, "confirmation { digest }");
            if (shown.List("errors").Any())
            {
                return shown.Refusal().Text("code");
            }

            var order = new { holdId = held.GetProperty("hold").Text("id"), confirmationDigest = shown.GetProperty("confirmation").Text("digest"), paymentMethod = "card", idempotencyKey = Shop.Key() };
            var placed = await _at.Shop.DoAsync("placeOrder", order, buyer, "order { id }");
            return placed.List("errors").Any() ? placed.Refusal().Text("code") : "placed";
        }).ToList();
        using var answer = await _at.Stripe.DeliverAsync(_at.Server.Http, note);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var ends = await Task.WhenAll(buying);
        Assert.All(ends, end => Assert.Contains(end, new[] { "placed", "PAYOUTS_NOT_ENABLED" }));
        Assert.Equal((long)ends.Count(end => end == "placed"), _at.Shop.Scalar("SELECT count(*) FROM payments.payments"));
        Assert.Equal("DISABLED", (await MirroredAsync()).Text("state"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await _at.Shop.DoAsync("holdListing", new { listingId = listings[3].Text("id"), idempotencyKey = Shop.Key() }, _at.Buyer, "hold { id }")).Refusal().Text("code"));
    }

    [Fact]
    public async Task Events_that_come_twice_backwards_late_or_not_at_all_end_the_same_and_those_of_a_stranger_are_refused()
    {
        var account = (await StripeAccount.OpenAsync(_at.Shop)).GetProperty("payoutAccount").Text("processorAccount");
        _at.Stripe.Restrict(account, "requirements.past_due", "company.tax_id");
        _at.Stripe.Onboard(account);
        foreach (var note in _at.Stripe.Events.Reverse().SelectMany(note => new[] { note, note }))
        {
            using var answer = await _at.Stripe.DeliverAsync(_at.Server.Http, note);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        var strange = _at.Stripe.Events[0].DeepClone().AsObject();
        (strange["id"], strange["account"]) = ("evt_strange", "acct_stranger");
        using var refused = await _at.Stripe.DeliverAsync(_at.Server.Http, strange);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("WEBHOOK_ACCOUNT_UNKNOWN", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        _at.Stripe.Restrict(account, "under_review");
        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        _at.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(("RESTRICTED", 0), ((await MirroredAsync()).Text("state"), await SweepAsync()));
    }

    [Fact]
    public async Task A_seller_that_left_is_not_paid_and_may_open_another_account()
    {
        var account = await StripeAccount.EnableAsync(_at.Shop, _at.Stripe);
        var told = _at.Stripe.Events.Count;
        _at.Stripe.Deauthorize(account);
        await _at.Stripe.DeliverSinceAsync(_at.Server.Http, told);
        var gone = await MirroredAsync();
        Assert.Equal(("DISABLED", "account_gone"), (gone.Text("state"), gone.GetProperty("requirements").Text("disabledReason")));

        var again = (await StripeAccount.OpenAsync(_at.Shop)).GetProperty("payoutAccount");
        Assert.NotEqual(gone.Text("id"), again.Text("id"));
        Assert.NotEqual(account, again.Text("processorAccount"));
        using var late = await _at.Stripe.DeliverAsync(_at.Server.Http, With(_at.Stripe.Events[told], "evt_late"));
        Assert.Equal((HttpStatusCode.OK, "PENDING"), (late.StatusCode, (await MirroredAsync()).Text("state")));
    }

    private string Staff => _at.Shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private async Task<JsonElement> PublishAsync(JsonElement listing, string? errors = null) => errors is null
        ? await _at.Shop.DoAsync("publishListing", new { id = listing.Text("id") }, _at.Shop.Refurbisher)
        : (await _at.Shop.AskAsync($"mutation($input: MoveListingInput!) {{ publishListing(input: $input) {{ {errors} }} }}", new { input = new { id = listing.Text("id") } }, _at.Shop.Refurbisher)).GetProperty("publishListing");

    private async Task<JsonElement> MirroredAsync() =>
        (await _at.Shop.AskAsync($"query($id: ID!) {{ operator(id: $id) {{ {StripeAccount.Selected} }} }}", new { id = StripeAccount.IdOf(_at.Shop, DemoOperators.Refurbisher) }, Staff)).GetProperty("operator").GetProperty("payoutAccount");

    private Task<int> SweepAsync() => _at.On((PayoutAccountSweep sweep) => sweep.RunAsync(TestContext.Current.CancellationToken));

    private static JsonObject With(JsonObject note, string id)
    {
        var changed = note.DeepClone().AsObject();
        changed["id"] = id;
        return changed;
    }
}
