using System.Net;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Loose;

/// <summary>M9 when things go wrong: words that come twice and in any order, answers that are lost, servers that die, banks that send money back.</summary>
public sealed class LooseReturnTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly LooseShop _shop = new(cluster);

    public ValueTask InitializeAsync() => _shop.InitializeAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task M9_events_that_come_twice_and_backwards_end_the_same()
    {
        var transfer = await _shop.PlaceAsync();
        foreach (var amount in new[] { 10_000, 15_000, 5_000, 700 })
        {
            _shop.Stripe.FundBankTransfer(transfer.Payer, amount);
        }

        foreach (var note in _shop.Stripe.Events.Reverse().SelectMany(note => new[] { note, note }))
        {
            using var answer = await _shop.Stripe.DeliverAsync(_shop.Server.Http, note);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal((LooseShop.Price, 900, LooseShop.Price + 900), _shop.Books());
        Assert.Equal("PAID 200:SURPLUS:DUE 700:SURPLUS:DUE", await _shop.SeenAsync(transfer));
        Assert.Equal(2L, _shop.Shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = 'payment.money_owed_back'"));
        await _shop.AssertAgreesAsync();
    }

    [Fact]
    public async Task M9_two_at_once_go_back_each_once_and_one_that_the_bank_sends_back_goes_again()
    {
        var transfer = await _shop.PlaceAsync();
        _shop.Stripe.FundBankTransfer(transfer.Intent, 1_000);
        _shop.Stripe.FundBankTransfer(transfer.Intent, 2_000);
        await _shop.DeliverAllAsync();
        await _shop.CancelAsync(transfer);
        Assert.Equal("CANCELLED 1000:SHORT:DUE 2000:SHORT:DUE", await _shop.SeenAsync(transfer));
        Assert.Equal("CANCELLED", await _shop.SeenAsync(transfer, _shop.Shop.Token(Role.Operator, DemoOperators.Refurbisher)));
        Assert.Equal("CANCELLED 1000:SHORT:DUE 2000:SHORT:DUE", await _shop.SeenAsync(transfer, _shop.Shop.Token(Role.Platform)));

        await Task.WhenAll(_shop.NameAsync(transfer), _shop.NameAsync(transfer));
        var refunds = _shop.Stripe.All("refund");
        Assert.Equal([1_000, 2_000], refunds.Select(refund => refund.Number("amount")).Order());
        _shop.Stripe.FinishRefund(refunds.Single(refund => refund.Number("amount") == 1_000).Text("id")!);
        _shop.Stripe.FinishRefund(refunds.Single(refund => refund.Number("amount") == 2_000).Text("id")!, "failed");
        await _shop.DeliverAllAsync();
        Assert.Equal("CANCELLED 1000:SHORT:RETURNED 2000:SHORT:FAILED", await _shop.SeenAsync(transfer));
        Assert.Equal((0, 2_000, 2_000), _shop.Books());
        await _shop.AssertAgreesAsync();

        await _shop.NameAsync(transfer);
        _shop.Stripe.FinishRefund(_shop.Stripe.All("refund")[^1].Text("id")!);
        await _shop.DeliverAllAsync();
        Assert.Equal("CANCELLED 1000:SHORT:RETURNED 2000:SHORT:RETURNED", await _shop.SeenAsync(transfer));
        Assert.Equal((0, 0, 0), _shop.Books());
        await _shop.AssertAgreesAsync();
    }

    [Fact]
    public async Task M9_a_lost_answer_is_asked_for_and_what_never_arrived_is_due_again()
    {
        var transfer = await _shop.PlaceAsync();
        await _shop.CancelAsync(transfer);
        _shop.Stripe.FundBankTransfer(transfer.Payer, 1_000);
        await _shop.DeliverAllAsync();
        _shop.Stripe.Faults.Add("POST /v1/refunds", StripeFault.DropAnswer);
        _shop.Stripe.Faults.Add("GET /v1/refunds", StripeFault.DropRequest);
        Assert.Equal("REFUND_ADDRESS_NOT_TAKEN", (await _shop.NameAsync(transfer)).Refusal().Text("code"));
        Assert.Equal("CANCELLED 1000:LATE:SENDING", await _shop.SeenAsync(transfer));
        _shop.Stripe.Faults.Clear();
        _shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await _shop.SweepAsync();
        Assert.Equal("CANCELLED 1000:LATE:NEEDS_BUYER", await _shop.SeenAsync(transfer));
        Assert.Single(_shop.Stripe.All("refund"));

        _shop.Stripe.FundBankTransfer(transfer.Payer, 300);
        await _shop.DeliverAllAsync();
        _shop.Stripe.Faults.Add("POST /v1/refunds", StripeFault.DropRequest);
        _shop.Stripe.Faults.Add("GET /v1/refunds", StripeFault.DropRequest);
        Assert.Equal("REFUND_ADDRESS_NOT_TAKEN", (await _shop.NameAsync(transfer)).Refusal().Text("code"));
        _shop.Stripe.Faults.Clear();
        _shop.Clock.Advance(TimeSpan.FromMinutes(11));
        await _shop.SweepAsync();
        Assert.Equal("CANCELLED 300:LATE:DUE 1000:LATE:NEEDS_BUYER", await _shop.SeenAsync(transfer));
        await _shop.NameAsync(transfer);
        Assert.Equal([300, 1_000], _shop.Stripe.All("refund").Select(refund => refund.Number("amount")).Order());
        Assert.Equal((0, 0, 0), _shop.Books());
        await _shop.AssertAgreesAsync();
    }

    [Fact]
    public async Task M9_a_server_that_dies_between_answer_and_commit_leaves_nothing_double()
    {
        var transfer = await _shop.PlaceAsync();
        _shop.Stripe.FundBankTransfer(transfer.Intent, 1_000);
        Dies("PartPayment");
        await _shop.DeliverAllAsync();
        Assert.Equal((0, 0, 0), _shop.Books());
        Lives();
        _shop.Clock.Advance(TimeSpan.FromSeconds(5));
        await _shop.CancelAsync(transfer);
        Assert.Equal((0, 1_000, 1_000), _shop.Books());
        Dies("SentBack");
        var answer = await _shop.Server.GraphQLAsync(
            "mutation($input: NameRefundAddressInput!) { nameRefundAddress(input: $input) { errors { code } } }",
            new { input = new { orderId = transfer.Order, email = "hanako@example.jp", idempotencyKey = Shop.Key() } }, _shop.Buyer);
        Assert.True(answer.TryGetProperty("errors", out _), answer.ToString());
        Assert.Equal("CANCELLED 1000:SHORT:SENDING", await _shop.SeenAsync(transfer));
        Lives();
        _shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await _shop.SweepAsync();
        Assert.Equal("CANCELLED 1000:SHORT:NEEDS_BUYER", await _shop.SeenAsync(transfer));
        Assert.Single(_shop.Stripe.All("refund"));
        Assert.Equal((0, 0, 0), _shop.Books());
        await _shop.AssertAgreesAsync();
    }

    [Fact]
    public async Task M9_money_of_which_no_webhook_told_is_found_within_a_day()
    {
        var transfer = await _shop.PlaceAsync();
        await _shop.CancelAsync(transfer);
        _shop.Stripe.FundBankTransfer(transfer.Payer, 1_000);
        _shop.Clock.Advance(TimeSpan.FromHours(25));
        await _shop.SweepAsync();
        Assert.Equal("CANCELLED 1000:LATE:DUE", await _shop.SeenAsync(transfer));
        await _shop.AssertAgreesAsync();
    }

    /// <summary>Whoever posts a movement of that kind loses its transaction.</summary>
    private void Dies(string kind)
    {
        _shop.Shop.Scalar("CREATE FUNCTION payments.die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'died'; END $$");
        _shop.Shop.Scalar($"CREATE TRIGGER tr_die BEFORE INSERT ON payments.movements FOR EACH ROW WHEN (NEW.kind = '{kind}') EXECUTE FUNCTION payments.die()");
    }

    private void Lives() => _shop.Shop.Scalar("DROP FUNCTION payments.die() CASCADE");
}
