using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Connect;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>Answering a buyer's bank through GraphQL, with Stripe behind it. An order is 29,800 yen.</summary>
public sealed class AnswerTests(TestCluster cluster) : IAsyncLifetime
{
    private const string Shown = "dispute { id state answers { kind state packSha256 reason } }";

    private readonly TestClock _clock = new();
    private StripeStandIn _stripe = null!;
    private TestServer _server = null!;
    private Shop _shop = null!;
    private int _delivered;

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    public async ValueTask InitializeAsync()
    {
        _stripe = new(_clock);
        await _stripe.InitializeAsync();
        _server = new TestServer(cluster) { Stripe = StripeGatewayTests.SettingsFor(_stripe), Clock = _clock };
        await _server.InitializeAsync();
        _shop = new(_server);
        await StripeAccount.EnableAsync(_shop, _stripe);
        _stripe.TopUp(1_000_000);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stripe.DisposeAsync();
        Assert.True(_stripe.Misfits is [], string.Join("\n", _stripe.Misfits));
    }

    [Fact]
    public async Task Evidence_is_made_and_handed_in_once_and_a_second_time_is_refused()
    {
        var (dispute, name) = await DisputedAsync();
        var key = Shop.Key();
        var done = await SubmitAsync(dispute, key);
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(done));
        var told = _stripe[name];
        Assert.Equal((1L, "under_review"), (told["evidence_details"]!["submission_count"]!.GetValue<long>(), told["status"]!.ToString()));
        var file = Assert.Single(_stripe.All("file"));
        Assert.Equal((file["id"]!.ToString(), "dispute_evidence"), (told["evidence"]!["uncategorized_file"]!.ToString(), file["purpose"]!.ToString()));
        Assert.Contains("アオバ電機 エアコン", told["evidence"]!["product_description"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(told["evidence"]!["customer_name"]);
        Assert.Equal(64, done.GetProperty("dispute").List("answers").Single().Text("packSha256").Length);

        // The same request tells what became of it; another one finds that a bank takes it once.
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(await SubmitAsync(dispute, key)));
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await SubmitAsync(dispute)).Refusal().Text("code"));
        Assert.Single(_stripe.All("file"));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.history WHERE subject_id = $1 AND what = 'answer_asked'", Id(dispute)));
        await HearAsync();
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await SubmitAsync(dispute)).Refusal().Text("code"));
        _stripe.AssertFits();
    }

    [Fact]
    public async Task Whoever_is_late_or_a_stranger_or_has_too_few_scopes_answers_nothing()
    {
        var (dispute, name) = await DisputedAsync();
        var input = new { disputeId = dispute, idempotencyKey = Shop.Key() };
        var stranger = await _shop.DoAsync("submitEvidence", input, _shop.Token(Role.Operator, DemoOperators.Rental), Shown);
        Assert.Equal("DISPUTE_NOT_FOUND", stranger.Refusal().Text("code"));
        foreach (var token in new[] { Buyer, _shop.Token(Role.Operator, DemoOperators.Refurbisher, null, "disputes:read") })
        {
            var refused = await _server.GraphQLAsync("mutation($input: SubmitEvidenceInput!) { submitEvidence(input: $input) { dispute { id } } }", new { input }, token);
            Assert.True(refused.TryGetProperty("errors", out _), refused.ToString());
        }

        _clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("EVIDENCE_OVERDUE", (await SubmitAsync(dispute)).Refusal().Text("code"));
        Assert.Equal("APPEAL_NOT_OFFERED", (await AppealAsync(dispute)).Refusal().Text("code"));
        Assert.Equal("needs_response", _stripe[name]["status"]!.ToString());
        Assert.Empty(_stripe.All("file"));
    }

    [Fact]
    public async Task An_inquiry_is_answered_and_the_dispute_that_comes_of_it_once_more()
    {
        var (dispute, name) = await DisputedAsync(isInquiry: true);
        Assert.Equal(("WARNING", "INQUIRY", "ACCEPTED"), Last(await SubmitAsync(dispute)));
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await SubmitAsync(dispute)).Refusal().Text("code"));
        _stripe.Escalate(name);
        await DeliverAllAsync();
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(await SubmitAsync(dispute)));
        Assert.Equal(2, _stripe.All("file").Count);
    }

    [Fact]
    public async Task One_that_is_conceded_is_lost_and_one_that_is_decided_cannot_be()
    {
        var (dispute, name) = await DisputedAsync();
        var conceded = await ConcedeAsync(dispute);
        Assert.Equal(("LOST", "CONCESSION", "ACCEPTED"), Last(conceded));
        Assert.Equal("lost", _stripe[name]["status"]!.ToString());
        Assert.Equal("DISPUTE_DECIDED", (await ConcedeAsync(dispute)).Refusal().Text("code"));
        Assert.Equal("DISPUTE_DECIDED", (await SubmitAsync(dispute)).Refusal().Text("code"));
        await DeliverAllAsync();
        Assert.Empty(await On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task A_lost_one_is_appealed_where_the_bank_offers_it_and_won()
    {
        var (dispute, name) = await DisputedAsync();
        await SubmitAsync(dispute);
        _stripe.Decide(name, won: false);
        await DeliverAllAsync();
        Assert.Equal("APPEAL_NOT_OFFERED", (await AppealAsync(dispute)).Refusal().Text("code"));
        _stripe.OpenAppeal(name);
        await DeliverAllAsync();
        Assert.Equal("APPEAL_REASON_INVALID", (await AppealAsync(dispute, " ")).Refusal().Text("code"));
        Assert.Equal(("APPEALED", "APPEAL", "ACCEPTED"), Last(await AppealAsync(dispute)));
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await AppealAsync(dispute)).Refusal().Text("code"));
        _stripe.Decide(name, won: true);
        await DeliverAllAsync();
        Assert.Equal(DisputeState.Won, (await FoundAsync()).State);
        Assert.Empty(await On((LedgerVerification books) => books.FlawsAsync(default)));
        _stripe.AssertFits();
    }

    [Theory]
    [InlineData(StripeFault.DropAnswer)]
    [InlineData(StripeFault.ServerErrorAfterWork)]
    public async Task Evidence_whose_answer_is_lost_is_found_at_the_dispute_and_never_handed_in_again(StripeFault fault)
    {
        var (dispute, name) = await DisputedAsync();
        _stripe.Faults.Add("POST /v1/disputes/*", fault, times: 3);
        Assert.Equal(("NEEDS_RESPONSE", "EVIDENCE", "ASKED"), Last(await SubmitAsync(dispute)));
        Assert.Equal("DISPUTE_BUSY", (await SubmitAsync(dispute)).Refusal().Text("code"));
        _stripe.Faults.Clear();
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await On((AnswerSending answers) => answers.ResolveAsync(default)));
        Assert.Equal((DisputeState.UnderReview, DisputeAnswerState.Accepted), await FoundAsync() is var found ? (found.State, found.Answers[0].State) : default);
        Assert.Equal(1L, _stripe[name]["evidence_details"]!["submission_count"]!.GetValue<long>());
    }

    [Fact]
    public async Task Evidence_that_never_came_is_named_and_may_be_handed_in_anew()
    {
        var (dispute, name) = await DisputedAsync();
        _stripe.Faults.Add("POST /v1/disputes/*", StripeFault.DropRequest, times: 3);
        Assert.Equal(("NEEDS_RESPONSE", "EVIDENCE", "ASKED"), Last(await SubmitAsync(dispute)));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await On((AnswerSending answers) => answers.ResolveAsync(default)));
        _clock.Advance(TimeSpan.FromMinutes(12));
        Assert.Equal(1, await On((AnswerSending answers) => answers.ResolveAsync(default)));
        Assert.Equal(0L, _stripe[name]["evidence_details"]!["submission_count"]!.GetValue<long>());

        // Where the file did not get through nothing can have come.
        _stripe.Faults.Add("POST /v1/files", StripeFault.DropRequest, times: 3);
        var unreached = await SubmitAsync(dispute);
        Assert.Equal("DISPUTE_PROCESSOR_UNAVAILABLE", unreached.Refusal().Text("code"));
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(await SubmitAsync(dispute)));
        Assert.Equal([DisputeAnswerState.NotReceived, DisputeAnswerState.NotReceived, DisputeAnswerState.Accepted], (await FoundAsync()).Answers.Select(answer => answer.State));
    }

    [Fact]
    public async Task Ten_at_once_hand_evidence_in_once()
    {
        var (dispute, name) = await DisputedAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(turn => turn % 2 == 0 ? SubmitAsync(dispute) : ConcedeAsync(dispute)));
        Assert.Single(all, payload => payload.GetProperty("errors").GetArrayLength() == 0);
        Assert.Contains(_stripe[name]["status"]!.ToString(), new[] { "under_review", "lost" });
        Assert.Single((await FoundAsync()).Answers);
    }

    [Fact]
    public async Task A_dispute_of_which_no_event_told_is_found_in_the_list_and_booked_once()
    {
        var intent = await BuyAsync();
        _stripe.Pay(intent);
        await DeliverAllAsync();
        await On((DisputeSearch search) => search.SearchAsync(default));
        _clock.Advance(TimeSpan.FromHours(2));
        _stripe.Dispute(_stripe[intent]["latest_charge"]!.ToString());
        var found = await Task.WhenAll(On((DisputeSearch search) => search.SearchAsync(default)), On((DisputeSearch search) => search.SearchAsync(default)));
        Assert.True(found.Sum() > 0);
        Assert.Equal(0, await On((DisputeSearch search) => search.SearchAsync(default)));
        Assert.Equal((DisputeState.NeedsResponse, 29_800L, 1_500L), await FoundAsync() is var open ? (open.State, open.Taken, open.Fee) : default);
        Assert.Equal(2L, _shop.Scalar("SELECT count(*) FROM payments.movements WHERE cause_kind = 'dsp'"));
        Assert.Empty(await On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Theory]
    [InlineData(false, -1_500)]
    [InlineData(true, 0)]
    public async Task M5_a_disputes_fee_is_booked_once_though_two_lists_tell_of_it_and_what_is_given_back_of_it_too(bool returned, long cost)
    {
        _stripe.ReturnsDisputeFee = returned;
        var before = await ProcessorFeesAsync();
        var (_, name) = await DisputedAsync();
        await FetchAsync();
        await DeliverAllAsync();
        await FetchAsync();
        _stripe.Decide(name, won: true);
        await DeliverAllAsync();
        await HearAsync();
        await FetchAsync();
        await FetchAsync();
        var charges = (29_800 * 36 + 500) / 1_000;
        Assert.Equal(before - charges + cost, await ProcessorFeesAsync());
        Assert.Equal(returned ? 4L : 3L, _shop.Scalar("SELECT count(*) FROM payments.movements WHERE cause_kind = 'dsp'"));
        var run = await ReconcileAsync();
        Assert.True(run.Exceptions is [], string.Join("\n", run.Exceptions.Select(one => $"{one.Kind} {one.Subject} {one.BooksAmount} {one.ProcessorAmount}")));
        Assert.Empty(await On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    private static (string State, string Kind, string Answer) Last(JsonElement payload)
    {
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        var answer = payload.GetProperty("dispute").List("answers").Last();
        return (payload.GetProperty("dispute").Text("state"), answer.Text("kind"), answer.Text("state"));
    }

    private Task<JsonElement> SubmitAsync(string dispute, string? key = null) => _shop.DoAsync("submitEvidence", new { disputeId = dispute, idempotencyKey = key ?? Shop.Key() }, Staff, Shown);

    private Task<JsonElement> ConcedeAsync(string dispute) => _shop.DoAsync("concedeDispute", new { disputeId = dispute, idempotencyKey = Shop.Key() }, Staff, Shown);

    private Task<JsonElement> AppealAsync(string dispute, string reason = "追跡番号のとおり配達済みです。") =>
        _shop.DoAsync("appealDispute", new { disputeId = dispute, reason, idempotencyKey = Shop.Key() }, Staff, Shown);

    /// <summary>A sale that the buyer's bank disputes, and Stripe's name of that.</summary>
    private async Task<(string Dispute, string Name)> DisputedAsync(bool isInquiry = false)
    {
        var intent = await BuyAsync();
        _stripe.Pay(intent);
        await DeliverAllAsync();
        var name = _stripe.Dispute(_stripe[intent]["latest_charge"]!.ToString(), isInquiry: isInquiry);
        await DeliverAllAsync();
        return ((await FoundAsync()).Id.ToString(), name);
    }

    private async Task<string> BuyAsync()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var placed = await _shop.PlaceAsync(listing, Buyer, "card", "order { id }");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        return _stripe.All("payment_intent")[^1]["id"]!.ToString();
    }

    private async Task DeliverAllAsync()
    {
        for (; _delivered < _stripe.Events.Count; _delivered++)
        {
            using var answer = await _stripe.DeliverAsync(_server.Http, _stripe.Events[_delivered]);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    private async Task HearAsync() => await On(async (IServiceProvider services) =>
    {
        var dispute = await FoundAsync();
        var payment = await services.GetRequiredService<CommerceDatabase>().Set<Payment>().SingleAsync(x => x.Id == dispute.PaymentId);
        return await services.GetRequiredService<DisputeService>().HearAsync(payment, default);
    });

    private Task<Dispute> FoundAsync() => On((CommerceDatabase database) => database.Set<Dispute>().AsNoTracking().SingleAsync());

    private async Task FetchAsync()
    {
        var today = Tokyo.DayOf(_clock.GetUtcNow());
        await On((SettlementFetch fetch) => fetch.RunAsync(new(today, today.AddDays(1)), null, default));
    }

    private async Task<Reconciled> ReconcileAsync()
    {
        var today = Tokyo.DayOf(_clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromDays(1));
        return await On((Reconciler reconciler) => reconciler.RunAsync(new(today, today.AddDays(1)), null, nightly: false, default));
    }

    private Task<long> ProcessorFeesAsync() => On(async (CommerceDatabase database) => (await database.BalanceAsync(Account.OfPlatform(AccountKind.ProcessorFee, "JPY"), new(_clock.GetUtcNow()), default)).Posted);

    private async Task<T> On<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static Guid Id(string dispute) => TypedId.Parse<DisputeId>(dispute).Value;
}
