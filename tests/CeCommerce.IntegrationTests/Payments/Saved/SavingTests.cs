using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Saved;

/// <summary>Consumers save cards at Stripe, remove them, and are forgotten.</summary>
public sealed class SavingTests(SavingShop saving) : IClassFixture<SavingShop>
{
    private static string Someone => $"consumer-{Guid.CreateVersion7():N}";

    [Fact]
    public async Task A_card_is_saved_in_Stripes_form_and_shown_by_what_its_owner_knows_it_by()
    {
        var token = saving.BuyerCalled(Someone);
        var terms = (await saving.RunAsync("SavingTerms", new { purposes = new[] { "LATE_FEE", "DEPOSIT" } }, token)).GetProperty("savingTerms");
        Assert.Equal(SavingShop.Terms, terms.Text("version"));
        Assert.Contains("保証金", terms.Text("text"), StringComparison.Ordinal);
        var payload = await saving.SaveAsync(token);
        Assert.Empty(payload.List("errors"));
        var begun = payload.GetProperty("savedPaymentMethod");
        var action = begun.GetProperty("buyerAction");
        Assert.Equal(("PENDING", "PaymentSheet", saving.Stripe[saving.Setup].Text("client_secret")), (begun.Text("state"), action.Text("__typename"), action.Text("clientSecret")));

        Assert.Null(saving.Stripe.Save(saving.Setup, "pm_card_jcb"));
        await saving.DeliverAsync();
        var saved = await saving.MethodAsync(begun.Text("id"), token);
        var (card, agreement) = (saved.GetProperty("card"), saved.GetProperty("agreement"));
        Assert.Equal(("USABLE", "card", "CARD", JsonValueKind.Null), (saved.Text("state"), saved.Text("paymentMethod"), saved.Text("kind"), saved.GetProperty("buyerAction").ValueKind));
        Assert.Equal(("jcb", "0505", 2034, 12), (card.Text("brand"), card.Text("lastFour"), card.GetProperty("expiryYear").GetInt32(), card.GetProperty("expiryMonth").GetInt32()));
        Assert.Equal((SavingShop.Terms, "LATE_FEE DEPOSIT"), (agreement.Text("version"), string.Join(' ', agreement.List("purposes").Select(one => one.GetString()))));
        Assert.Equal("saved", saving.Shop.Scalar("SELECT string_agg(split_part(kind, '.', 2), ' ') FROM platform.events WHERE kind LIKE 'payment_method.%' AND subject_id = $1", Shop.Uuid(saved)));
        var customer = saving.Stripe.All("customer")[^1];
        Assert.Equal((null, null, null), (customer.Text("name"), customer.Text("email"), customer.Text("phone")));
        Assert.DoesNotContain(Someone[..9], customer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_refused_leaves_the_form_open_for_another_until_its_day_is_over()
    {
        var token = saving.BuyerCalled(Someone);
        var id = (await saving.SaveAsync(token)).GetProperty("savedPaymentMethod").Text("id");
        var setup = saving.Setup;
        Assert.NotNull(saving.Stripe.Save(setup, "pm_card_visa_chargeDeclined"));
        await saving.DeliverAsync();
        var refused = await saving.MethodAsync(id, token);
        Assert.Equal(("PENDING", "card_declined", "PaymentSheet"), (refused.Text("state"), refused.Text("failureReason"), refused.GetProperty("buyerAction").Text("__typename")));

        saving.Clock.Advance(TimeSpan.FromHours(25));
        token = saving.BuyerCalled(TokenOwner(id));
        await saving.SweepAsync();
        Assert.Equal(("FAILED", "abandoned"), ((await saving.MethodAsync(id, token)).Text("state"), (await saving.MethodAsync(id, token)).Text("failureReason")));
        Assert.Equal("canceled", saving.Stripe[setup].Text("status"));
    }

    [Fact]
    public async Task What_cannot_be_saved_is_refused_with_what_can()
    {
        var token = saving.BuyerCalled(Someone);
        Assert.Equal("PAYMENT_METHOD_NOT_SAVABLE", (await saving.SaveAsync(token, method: "paypay")).Refusal().Text("code"));
        var changed = (await saving.SaveAsync(token, version: "2020-01-01")).Refusal();
        Assert.Equal(("SAVING_TERMS_CHANGED", SavingShop.Terms), (changed.Text("code"), changed.GetProperty("terms").Text("version")));
        Assert.Equal("PAYMENT_METHOD_NOT_FOUND", (await saving.RemoveAsync("svm_00000000000000000000000000", token)).Refusal().Text("code"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Empty((await saving.SaveAsync(token)).List("errors"));
        }

        Assert.Equal("TOO_MANY_PAYMENT_METHODS", (await saving.SaveAsync(token)).Refusal().Text("code"));
    }

    [Theory]
    [InlineData("POST /v1/customers", StripeFault.DropAnswer)]
    [InlineData("POST /v1/setup_intents", StripeFault.DropAnswer)]
    [InlineData("POST /v1/setup_intents", StripeFault.ServerErrorAfterWork)]
    public async Task The_same_request_again_goes_on_where_an_answer_was_lost(string request, StripeFault fault)
    {
        var (token, key) = (saving.BuyerCalled(Someone), Shop.Key());
        var before = saving.Stripe.All("setup_intent").Count;
        saving.Stripe.Faults.Add(request, fault);
        await saving.SaveAsync(token, key);
        saving.Stripe.Faults.Clear();
        var again = await saving.SaveAsync(token, key);
        Assert.Empty(again.List("errors"));
        Assert.Equal((before + 1, "PENDING"), (saving.Stripe.All("setup_intent").Count, Assert.Single(await saving.MethodsAsync(token)).Text("state")));
        Assert.Equal(saving.Stripe[saving.Setup].Text("client_secret"), again.GetProperty("savedPaymentMethod").GetProperty("buyerAction").Text("clientSecret"));
    }

    [Fact]
    public async Task Removed_it_is_gone_here_at_once_and_at_Stripe_as_soon_as_it_can_be_asked()
    {
        var token = saving.BuyerCalled(Someone);
        var id = await saving.SavedAsync(token: token);
        var method = saving.Stripe[saving.Setup].Text("payment_method")!;
        saving.Stripe.Faults.Add("POST /v1/payment_methods/*/detach", StripeFault.DropRequest);
        Assert.Equal("REMOVED", (await saving.RemoveAsync(id, token)).GetProperty("savedPaymentMethod").Text("state"));
        Assert.NotNull(saving.Stripe[method].Text("customer"));
        saving.Stripe.Faults.Clear();
        saving.Clock.Advance(TimeSpan.FromMinutes(3));
        await saving.SweepAsync();
        Assert.Null(saving.Stripe[method].Text("customer"));
        await saving.DeliverAsync();
        Assert.Equal(false, saving.Shop.Scalar("SELECT unsettled FROM payments.saved_methods WHERE processor_id = $1", method));
        Assert.Empty((await saving.RemoveAsync(id, token)).List("errors"));
    }

    [Fact]
    public async Task What_is_taken_away_on_Stripes_own_pages_is_heard_of()
    {
        var token = saving.BuyerCalled(Someone);
        var id = await saving.SavedAsync(token: token);
        saving.Stripe.Detach(saving.Stripe[saving.Setup].Text("payment_method")!);
        await saving.DeliverAsync();
        Assert.Equal("REMOVED", (await saving.MethodAsync(id, token)).Text("state"));
    }

    [Fact]
    public async Task What_nobody_told_of_is_found_within_a_week_and_a_cards_next_month_too()
    {
        var (alice, bob) = (Someone, Someone);
        var renewed = await saving.SavedAsync(token: saving.BuyerCalled(bob));
        var gone = await saving.SavedAsync(token: saving.BuyerCalled(alice));
        saving.Stripe.Detach(saving.Stripe[saving.Setup].Text("payment_method")!);
        saving.Shop.Scalar("UPDATE payments.saved_methods SET card = jsonb_set(card, '{expiryYear}', '2025') WHERE id = $1", TypedId.TrySplit(renewed, out _, out var id) ? id : Guid.Empty);
        Assert.True(await saving.IsExpiredAsync(renewed, saving.BuyerCalled(bob)));
        await saving.SweepAsync();
        Assert.Equal("USABLE", (await saving.MethodAsync(gone, saving.BuyerCalled(alice))).Text("state"));

        saving.Clock.Advance(TimeSpan.FromDays(7));
        await saving.SweepAsync();
        Assert.Equal("REMOVED", (await saving.MethodAsync(gone, saving.BuyerCalled(alice))).Text("state"));
        Assert.False(await saving.IsExpiredAsync(renewed, saving.BuyerCalled(bob)));
        var asked = saving.Stripe.Requests.Count;
        await saving.SweepAsync();
        Assert.Equal(asked, saving.Stripe.Requests.Count);
    }

    [Fact]
    public async Task A_payer_whom_somebody_deleted_at_Stripe_is_followed_by_another()
    {
        var token = saving.BuyerCalled(Someone);
        var id = await saving.SavedAsync(token: token);
        saving.Stripe.DeleteCustomer(saving.Stripe.All("customer")[^1].Text("id")!);
        await saving.DeliverAsync();
        Assert.Equal("REMOVED", (await saving.MethodAsync(id, token)).Text("state"));
        Assert.Equal("FAILED", (await saving.SaveAsync(token)).GetProperty("savedPaymentMethod").Text("state"));
        await saving.SavedAsync(token: token);
    }

    [Fact]
    public async Task Of_somebody_elses_nobody_sees_or_removes_anything()
    {
        var (alice, bob) = (saving.BuyerCalled(Someone), saving.BuyerCalled(Someone));
        var id = await saving.SavedAsync(token: alice);
        Assert.Empty(await saving.MethodsAsync(bob));
        Assert.Equal("PAYMENT_METHOD_NOT_FOUND", (await saving.RemoveAsync(id, bob)).Refusal().Text("code"));
        Assert.Equal(JsonValueKind.Null, (await saving.Shop.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id }, saving.Shop.Token(Role.Platform))).GetProperty("node").ValueKind);
        Assert.Equal("USABLE", (await saving.MethodAsync(id, alice)).Text("state"));
    }

    [Fact]
    public async Task An_erased_consumer_is_forgotten_by_Stripe_too()
    {
        var consumer = Someone;
        var token = saving.BuyerCalled(consumer);
        await saving.SavedAsync(token: token);
        var (customer, method) = (saving.Stripe.All("customer")[^1].Text("id")!, saving.Stripe[saving.Setup].Text("payment_method")!);
        await saving.SaveAsync(token);
        var open = saving.Setup;
        saving.Stripe.Faults.Add("DELETE /v1/customers/*", StripeFault.ServerError);
        var erased = await saving.Shop.DoAsync("erasePersonalData", new { confirm = true, idempotencyKey = Shop.Key() }, token, "erasure { erasedAt }");
        Assert.Empty(erased.List("errors"));
        Assert.Empty(await saving.MethodsAsync(token));
        await saving.SweepAsync();
        saving.Stripe.Faults.Clear();
        saving.Clock.Advance(TimeSpan.FromHours(2));
        await saving.SweepAsync();
        Assert.DoesNotContain(saving.Stripe.All("customer"), one => one.Text("id") == customer);
        Assert.Equal((null, "canceled"), (saving.Stripe[method].Text("customer"), saving.Stripe[open].Text("status")));
        await saving.DeliverAsync();
        Assert.Equal(
            "0 0 0",
            saving.Shop.Scalar(
                """
                SELECT concat_ws(' ', count(*) FILTER (WHERE m.card IS NOT NULL OR m.action IS NOT NULL), count(*) FILTER (WHERE m.unsettled), count(*) FILTER (WHERE p.consumer_id IS NOT NULL OR p.gone_at IS NULL))
                FROM payments.saved_methods m JOIN payments.payers p ON p.id = m.payer_id WHERE p.processor_id = $1
                """,
                customer));

        // Who comes back is somebody else to Stripe.
        await saving.SavedAsync(token: saving.BuyerCalled(consumer));
        Assert.NotEqual(customer, saving.Stripe.All("customer")[^1].Text("id"));
    }

    private string TokenOwner(string method) => (string)saving.Shop.Scalar(
        "SELECT p.consumer_id FROM payments.saved_methods m JOIN payments.payers p ON p.id = m.payer_id WHERE m.id = $1", TypedId.TrySplit(method, out _, out var id) ? id : Guid.Empty)!;
}
