using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Connect;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Connect;

/// <summary>Sellers' accounts at Stripe: opened, told about by events, lost and found again, and what cannot be sold without them.</summary>
public sealed class PayoutAccountTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private StripeStandIn _stripe = null!;
    private TestServer _server = null!;
    private Shop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _stripe = new(_clock);
        await _stripe.InitializeAsync();
        _server = new TestServer(cluster) { Stripe = StripeGatewayTests.SettingsFor(_stripe), Clock = _clock, PublicUrl = "https://shop.example" };
        await _server.InitializeAsync();
        _shop = new(_server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stripe.DisposeAsync();
        Assert.True(_stripe.Misfits is [], string.Join("\n", _stripe.Misfits));
    }

    [Fact]
    public async Task A_seller_tells_Stripe_what_it_wants_to_know_and_only_then_sells()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await PublishAsync(draft)).Refusal().Text("code"));

        var opened = await StripeAccount.OpenAsync(_shop);
        var account = opened.GetProperty("payoutAccount").Text("processorAccount");
        Assert.Equal(("PENDING", true), (opened.GetProperty("payoutAccount").Text("state"), opened.GetProperty("onboarding").Text("page").Contains(account, StringComparison.Ordinal)));
        Assert.Equal(
            ("https://shop.example/operators/demo-refurbisher/specified-commercial-transactions", "application", "manual"),
            (_stripe[account]["business_profile"].Text("specified_commercial_transactions_act_url"), _stripe[account]["controller"].Text("losses", "payments"), _stripe[account]["settings"].Text("payouts", "schedule", "interval")));
        var refused = (await PublishAsync(draft, "errors { code ... on PayoutsNotEnabled { requirements } }")).List("errors").Single();
        Assert.Equal(["business_profile.url", "external_account", "tos_acceptance.date"], refused.List("requirements").Select(one => one.GetString()!));

        _stripe.Onboard(account);
        await _stripe.DeliverSinceAsync(_server.Http, 0);
        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        Assert.Empty((await PublishAsync(draft)).List("errors"));
        var shown = await _shop.AskAsync("query($id: ID!) { listing(id: $id) { paymentMethods } }", new { id = draft.Text("id") }, Buyer);
        Assert.Equal(["card"], shown.GetProperty("listing").List("paymentMethods").Select(one => one.GetString()!));
        const string Asked = "query($id: ID!) { operator(id: $id) { payoutAccount { id } } }";
        var seller = new { id = StripeAccount.IdOf(_shop, DemoOperators.Refurbisher) };
        Assert.Equal("FORBIDDEN", (await _server.GraphQLAsync(Asked, seller, Buyer)).Fault());
        var stranger = await _shop.AskAsync(Asked, seller, _shop.Token(Role.Operator, DemoOperators.Rental));
        Assert.Equal(JsonValueKind.Null, stranger.GetProperty("operator").GetProperty("payoutAccount").ValueKind);
        _stripe.AssertFits();
    }

    [Fact]
    public async Task An_account_that_was_opened_without_card_payments_is_asked_for_them_once_when_it_is_read_again()
    {
        var account = await StripeAccount.EnableAsync(_shop, _stripe);
        Assert.DoesNotContain(_stripe.Requests, Asks);
        _stripe.TakeCapability(account, "card_payments");
        _stripe.Faults.Add("POST /v1/accounts/*/capabilities/*", StripeFault.ServerError);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        Assert.Null(_stripe[account]["capabilities"]!["card_payments"]);
        _stripe.Faults.Clear();
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SweepAsync());
        Assert.NotNull(_stripe[account]["capabilities"]!["card_payments"]);
        var asked = _stripe.Requests.Count(Asks);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal((asked, "ENABLED"), (_stripe.Requests.Count(Asks), (await MirroredAsync()).Text("state")));
        _stripe.AssertFits();

        static bool Asks(string request) => request.EndsWith("/capabilities/card_payments", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_lost_or_asked_at_once_an_operator_has_one_account()
    {
        var key = Shop.Key();
        _stripe.Faults.Add("POST /v1/accounts", StripeFault.DropAnswer, times: 3);
        Assert.Equal("PAYOUT_PROCESSOR_UNAVAILABLE", (await StripeAccount.OpenAsync(_shop, key: key)).Refusal().Text("code"));
        _stripe.Faults.Clear();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => StripeAccount.OpenAsync(_shop, key: number == 0 ? key : null)));
        Assert.Equal((1, 1L), (_stripe.All("account").Count, _shop.Scalar("SELECT count(*) FROM payments.payout_accounts WHERE processor_id IS NOT NULL")));

        var foreign = await _shop.DoAsync(
            "openPayoutAccount", new { operatorId = StripeAccount.IdOf(_shop, DemoOperators.Rental), returnPage = "https://seller.example", idempotencyKey = Shop.Key() }, Staff, "onboarding { page }");
        Assert.Equal("OPERATOR_NOT_FOUND", foreign.Refusal().Text("code"));
        var nowhere = await _shop.DoAsync(
            "openPayoutAccount", new { operatorId = StripeAccount.IdOf(_shop, DemoOperators.Refurbisher), returnPage = "javascript:alert(1)", idempotencyKey = Shop.Key() }, Staff, "onboarding { page }");
        Assert.Equal("RETURN_PAGE_INVALID", nowhere.Refusal().Text("code"));
    }

    [Fact]
    public async Task What_is_held_or_in_a_cart_is_not_bought_of_a_seller_that_cannot_be_paid_any_more()
    {
        var account = await StripeAccount.EnableAsync(_shop, _stripe);
        var (listing, other) = (await _shop.PublishedAsync(_shop.Refurbisher), await _shop.PublishedAsync(_shop.Refurbisher));
        var hold = (await _shop.DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = Shop.Key() }, Buyer, "hold { id }")).GetProperty("hold").Text("id");
        var digest = (await _shop.DoAsync("checkout", new { holdId = hold }, Buyer, "confirmation { digest }")).GetProperty("confirmation").Text("digest");
        await _shop.DoAsync("addToCart", new { listingIds = new[] { other.Text("id") }, idempotencyKey = Shop.Key() }, Buyer, "cart { id }");

        var told = _stripe.Events.Count;
        _stripe.Restrict(account, "requirements.past_due", "company.tax_id");
        await _stripe.DeliverSinceAsync(_server.Http, told);
        Assert.Equal("RESTRICTED", (await MirroredAsync()).Text("state"));
        var order = new { holdId = hold, confirmationDigest = digest, paymentMethod = "card", idempotencyKey = Shop.Key() };
        var placed = (await _shop.DoAsync("placeOrder", order, Buyer, "order { id } refusals: errors { ... on PayoutsNotEnabled { requirements } }"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", placed.Refusal().Text("code"));
        Assert.Empty(placed.List("refusals").Single().List("requirements"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await _shop.DoAsync("checkout", new { holdId = hold }, Buyer, "confirmation { digest }")).Refusal().Text("code"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await _shop.DoAsync("holdListing", new { listingId = other.Text("id"), idempotencyKey = Shop.Key() }, Buyer, "hold { id }")).Refusal().Text("code"));
        var cart = await _shop.DoAsync("checkoutCart", new { idempotencyKey = Shop.Key() }, Buyer, "cart { paymentMethods problems { problem { code } } }");
        Assert.Contains("PAYOUTS_NOT_ENABLED", cart.List("cart", "problems").Select(problem => problem.GetProperty("problem").Text("code")));
        Assert.Empty(cart.List("cart", "paymentMethods"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM payments.payments"));

        _stripe.Onboard(account);
        await _stripe.DeliverSinceAsync(_server.Http, told);
        Assert.Empty((await _shop.DoAsync("placeOrder", order, Buyer, "order { id }")).List("errors"));
    }

    [Fact]
    public async Task Disabled_while_buyers_place_orders_each_order_is_whole_or_refused_and_none_comes_after()
    {
        var account = await StripeAccount.EnableAsync(_shop, _stripe);
        var listings = new List<JsonElement>();
        for (var number = 0; number < 4; number++)
        {
            listings.Add(await _shop.PublishedAsync(_shop.Refurbisher));
        }

        var told = _stripe.Events.Count;
        _stripe.Restrict(account, "rejected.fraud");
        var note = _stripe.Events[told];
        var buying = listings.Take(3).Select(async (listing, number) =>
        {
            var buyer = _shop.Token(Role.Consumer, consumer: $"buyer-{number}");
            var held = await _shop.DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }");
            if (held.List("errors").Any())
            {
                return held.Refusal().Text("code");
            }

            var shown = await _shop.DoAsync("checkout", new { holdId = held.GetProperty("hold").Text("id") }, buyer, "confirmation { digest }");
            if (shown.List("errors").Any())
            {
                return shown.Refusal().Text("code");
            }

            var order = new { holdId = held.GetProperty("hold").Text("id"), confirmationDigest = shown.GetProperty("confirmation").Text("digest"), paymentMethod = "card", idempotencyKey = Shop.Key() };
            var placed = await _shop.DoAsync("placeOrder", order, buyer, "order { id }");
            return placed.List("errors").Any() ? placed.Refusal().Text("code") : "placed";
        }).ToList();
        using var answer = await _stripe.DeliverAsync(_server.Http, note);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var ends = await Task.WhenAll(buying);
        Assert.All(ends, end => Assert.Contains(end, new[] { "placed", "PAYOUTS_NOT_ENABLED" }));
        Assert.Equal((long)ends.Count(end => end == "placed"), _shop.Scalar("SELECT count(*) FROM payments.payments"));
        Assert.Equal("DISABLED", (await MirroredAsync()).Text("state"));
        Assert.Equal("PAYOUTS_NOT_ENABLED", (await _shop.DoAsync("holdListing", new { listingId = listings[3].Text("id"), idempotencyKey = Shop.Key() }, Buyer, "hold { id }")).Refusal().Text("code"));
    }

    [Fact]
    public async Task Events_that_come_twice_backwards_late_or_not_at_all_end_the_same_and_those_of_a_stranger_are_refused()
    {
        var account = (await StripeAccount.OpenAsync(_shop)).GetProperty("payoutAccount").Text("processorAccount");
        _stripe.Restrict(account, "requirements.past_due", "company.tax_id");
        _stripe.Onboard(account);
        foreach (var note in _stripe.Events.Reverse().SelectMany(note => new[] { note, note }))
        {
            using var answer = await _stripe.DeliverAsync(_server.Http, note);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        var strange = _stripe.Events[0].DeepClone().AsObject();
        (strange["id"], strange["account"]) = ("evt_strange", "acct_stranger");
        using var refused = await _stripe.DeliverAsync(_server.Http, strange);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("WEBHOOK_ACCOUNT_UNKNOWN", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        _stripe.Restrict(account, "under_review");
        Assert.Equal("ENABLED", (await MirroredAsync()).Text("state"));
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(("RESTRICTED", 0), ((await MirroredAsync()).Text("state"), await SweepAsync()));
    }

    [Fact]
    public async Task A_seller_that_left_is_not_paid_and_may_open_another_account()
    {
        var account = await StripeAccount.EnableAsync(_shop, _stripe);
        var told = _stripe.Events.Count;
        _stripe.Deauthorize(account);
        await _stripe.DeliverSinceAsync(_server.Http, told);
        var gone = await MirroredAsync();
        Assert.Equal(("DISABLED", "account_gone"), (gone.Text("state"), gone.GetProperty("requirements").Text("disabledReason")));

        var again = (await StripeAccount.OpenAsync(_shop)).GetProperty("payoutAccount");
        Assert.NotEqual(gone.Text("id"), again.Text("id"));
        Assert.NotEqual(account, again.Text("processorAccount"));
        using var late = await _stripe.DeliverAsync(_server.Http, With(_stripe.Events[told], "evt_late"));
        Assert.Equal((HttpStatusCode.OK, "PENDING"), (late.StatusCode, (await MirroredAsync()).Text("state")));
    }

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private async Task<JsonElement> PublishAsync(JsonElement listing, string? errors = null) => errors is null
        ? await _shop.DoAsync("publishListing", new { id = listing.Text("id") }, _shop.Refurbisher)
        : (await _shop.AskAsync($"mutation($input: MoveListingInput!) {{ publishListing(input: $input) {{ {errors} }} }}", new { input = new { id = listing.Text("id") } }, _shop.Refurbisher)).GetProperty("publishListing");

    private async Task<JsonElement> MirroredAsync() =>
        (await _shop.AskAsync($"query($id: ID!) {{ operator(id: $id) {{ {StripeAccount.Selected} }} }}", new { id = StripeAccount.IdOf(_shop, DemoOperators.Refurbisher) }, Staff)).GetProperty("operator").GetProperty("payoutAccount");

    private async Task<int> SweepAsync()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PayoutAccountSweep>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static JsonObject With(JsonObject note, string id)
    {
        var changed = note.DeepClone().AsObject();
        changed["id"] = id;
        return changed;
    }
}
