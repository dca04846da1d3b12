using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments.Disputes;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>Answering a buyer's bank through GraphQL, with Stripe behind it.</summary>
public sealed class AnswerTests(AnsweringShop shop) : IClassFixture<AnsweringShop>
{
    private readonly AnsweringShop _shop = shop;

    [Fact]
    public async Task Evidence_is_made_and_handed_in_once_and_a_second_time_is_refused()
    {
        var (dispute, name) = await _shop.DisputedAsync();
        var key = Shop.Key();
        var done = await _shop.SubmitAsync(dispute, key);
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(done));
        var told = _shop.Stripe[name];
        Assert.Equal((1L, "under_review"), (told["evidence_details"]!.AsObject().Number("submission_count"), told["status"]!.ToString()));
        var file = _shop.Stripe[told["evidence"]!["uncategorized_file"]!.ToString()];
        var files = _shop.Stripe.All("file").Count;
        Assert.Equal("dispute_evidence", file["purpose"]!.ToString());
        Assert.Contains("アオバ電機 エアコン", told["evidence"]!["product_description"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(told["evidence"]!["customer_name"]);
        Assert.Equal(64, done.GetProperty("dispute").List("answers").Single().Text("packSha256").Length);

        // The same request tells what became of it; another one finds that a bank takes it once.
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(await _shop.SubmitAsync(dispute, key)));
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await _shop.SubmitAsync(dispute)).Refusal().Text("code"));
        Assert.Equal(files, _shop.Stripe.All("file").Count);
        Assert.Equal(1L, _shop.Shop.Scalar("SELECT count(*) FROM platform.history WHERE subject_id = $1 AND what = 'answer_asked'", Id(dispute)));
        await _shop.HearAsync(name);
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await _shop.SubmitAsync(dispute)).Refusal().Text("code"));
        _shop.Stripe.AssertFits();
    }

    [Fact]
    public async Task Whoever_is_late_or_a_stranger_or_has_too_few_scopes_answers_nothing()
    {
        var (dispute, name) = await _shop.DisputedAsync();
        var input = new { disputeId = dispute, idempotencyKey = Shop.Key() };
        var stranger = await _shop.Shop.DoAsync("submitEvidence", input, _shop.Shop.Token(Role.Operator, DemoOperators.Rental), AnsweringShop.Shown);
        Assert.Equal("DISPUTE_NOT_FOUND", stranger.Refusal().Text("code"));
        foreach (var token in new[] { _shop.Shop.Token(Role.Consumer, consumer: "alice"), _shop.Shop.Token(Role.Operator, DemoOperators.Refurbisher, null, "disputes:read") })
        {
            var refused = await _shop.Shop.Server.GraphQLAsync("mutation($input: SubmitEvidenceInput!) { submitEvidence(input: $input) { dispute { id } } }", new { input }, token);
            Assert.True(refused.TryGetProperty("errors", out _), refused.ToString());
        }

        _shop.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("EVIDENCE_OVERDUE", (await _shop.SubmitAsync(dispute)).Refusal().Text("code"));
        Assert.Equal("APPEAL_NOT_OFFERED", (await _shop.AppealAsync(dispute)).Refusal().Text("code"));
        Assert.Equal("needs_response", _shop.Stripe[name]["status"]!.ToString());
    }

    [Fact]
    public async Task An_inquiry_is_answered_and_the_dispute_that_comes_of_it_once_more()
    {
        var (dispute, name) = await _shop.DisputedAsync(isInquiry: true);
        Assert.Equal(("WARNING", "INQUIRY", "ACCEPTED"), Last(await _shop.SubmitAsync(dispute)));
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await _shop.SubmitAsync(dispute)).Refusal().Text("code"));
        _shop.Stripe.Escalate(name);
        await _shop.DeliverAllAsync();
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(await _shop.SubmitAsync(dispute)));
        Assert.Equal(2, _shop.Stripe[name]["evidence_details"]!.AsObject().Number("submission_count"));
    }

    [Fact]
    public async Task One_that_is_conceded_is_lost_and_one_that_is_decided_cannot_be()
    {
        var (dispute, name) = await _shop.DisputedAsync();
        var conceded = await _shop.ConcedeAsync(dispute);
        Assert.Equal(("LOST", "CONCESSION", "ACCEPTED"), Last(conceded));
        Assert.Equal("lost", _shop.Stripe[name]["status"]!.ToString());
        Assert.Equal("DISPUTE_DECIDED", (await _shop.ConcedeAsync(dispute)).Refusal().Text("code"));
        Assert.Equal("DISPUTE_DECIDED", (await _shop.SubmitAsync(dispute)).Refusal().Text("code"));
        await _shop.DeliverAllAsync();
        await _shop.AssertBooksAsync();
    }

    [Fact]
    public async Task A_lost_one_is_appealed_where_the_bank_offers_it_and_won()
    {
        var (dispute, name) = await _shop.DisputedAsync();
        await _shop.SubmitAsync(dispute);
        _shop.Stripe.Decide(name, won: false);
        await _shop.DeliverAllAsync();
        Assert.Equal("APPEAL_NOT_OFFERED", (await _shop.AppealAsync(dispute)).Refusal().Text("code"));
        _shop.Stripe.OpenAppeal(name);
        await _shop.DeliverAllAsync();
        Assert.Equal("APPEAL_REASON_INVALID", (await _shop.AppealAsync(dispute, " ")).Refusal().Text("code"));
        Assert.Equal(("APPEALED", "APPEAL", "ACCEPTED"), Last(await _shop.AppealAsync(dispute)));
        Assert.Equal("EVIDENCE_ALREADY_SUBMITTED", (await _shop.AppealAsync(dispute)).Refusal().Text("code"));
        _shop.Stripe.Decide(name, won: true);
        await _shop.DeliverAllAsync();
        Assert.Equal(DisputeState.Won, (await _shop.FoundAsync(name)).State);
        await _shop.AssertBooksAsync();
        _shop.Stripe.AssertFits();
    }

    [Theory]
    [InlineData(StripeFault.DropAnswer)]
    [InlineData(StripeFault.ServerErrorAfterWork)]
    public async Task Evidence_whose_answer_is_lost_is_found_at_the_dispute_and_never_handed_in_again(StripeFault fault)
    {
        var (dispute, name) = await _shop.DisputedAsync();
        _shop.Stripe.Faults.Add("POST /v1/disputes/*", fault, times: 3);
        Assert.Equal(("NEEDS_RESPONSE", "EVIDENCE", "ASKED"), Last(await _shop.SubmitAsync(dispute)));
        Assert.Equal("DISPUTE_BUSY", (await _shop.SubmitAsync(dispute)).Refusal().Text("code"));
        _shop.Stripe.Faults.Clear();
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await UntilAsync(name, DisputeAnswerState.Accepted);
        Assert.Equal(DisputeState.UnderReview, (await _shop.FoundAsync(name)).State);
        Assert.Equal(1L, _shop.Stripe[name]["evidence_details"]!.AsObject().Number("submission_count"));
    }

    [Fact]
    public async Task Evidence_that_never_came_is_named_and_may_be_handed_in_anew()
    {
        var (dispute, name) = await _shop.DisputedAsync();
        _shop.Stripe.Faults.Add("POST /v1/disputes/*", StripeFault.DropRequest, times: 3);
        Assert.Equal(("NEEDS_RESPONSE", "EVIDENCE", "ASKED"), Last(await _shop.SubmitAsync(dispute)));
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((AnswerSending answers) => answers.ResolveAsync(default));
        Assert.Equal(DisputeAnswerState.Asked, (await _shop.FoundAsync(name)).Answers[^1].State);
        _shop.Clock.Advance(TimeSpan.FromMinutes(12));
        await UntilAsync(name, DisputeAnswerState.NotReceived);
        Assert.Equal(0L, _shop.Stripe[name]["evidence_details"]!.AsObject().Number("submission_count"));

        // Where the file did not get through nothing can have come.
        _shop.Stripe.Faults.Add("POST /v1/files", StripeFault.DropRequest, times: 3);
        var unreached = await _shop.SubmitAsync(dispute);
        Assert.Equal("DISPUTE_PROCESSOR_UNAVAILABLE", unreached.Refusal().Text("code"));
        Assert.Equal(("UNDER_REVIEW", "EVIDENCE", "ACCEPTED"), Last(await _shop.SubmitAsync(dispute)));
        Assert.Equal([DisputeAnswerState.NotReceived, DisputeAnswerState.NotReceived, DisputeAnswerState.Accepted], (await _shop.FoundAsync(name)).Answers.Select(answer => answer.State));
    }

    [Fact]
    public async Task Ten_at_once_hand_evidence_in_once()
    {
        var (dispute, name) = await _shop.DisputedAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(turn => turn % 2 == 0 ? _shop.SubmitAsync(dispute) : _shop.ConcedeAsync(dispute)));
        Assert.Single(all, payload => payload.GetProperty("errors").GetArrayLength() == 0);
        Assert.Contains(_shop.Stripe[name]["status"]!.ToString(), new[] { "under_review", "lost" });
        Assert.Single((await _shop.FoundAsync(name)).Answers);
    }

    private static (string State, string Kind, string Answer) Last(JsonElement payload)
    {
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        var answer = payload.GetProperty("dispute").List("answers").Last();
        return (payload.GetProperty("dispute").Text("state"), answer.Text("kind"), answer.Text("state"));
    }

    /// <summary>The server's own sweep may have been faster.</summary>
    private Task UntilAsync(string name, DisputeAnswerState state) => Shop.UntilAsync(async () =>
    {
        await _shop.On((AnswerSending answers) => answers.ResolveAsync(default));
        return (await _shop.FoundAsync(name)).Answers[^1].State == state;
    });

    private static Guid Id(string dispute) => TypedId.Parse<DisputeId>(dispute).Value;
}
