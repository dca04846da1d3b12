using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>T1: an operator chooses once how the tax on all its documents is rounded, from a day on.</summary>
public sealed class InvoiceRoundingTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task T1_what_is_chosen_once_holds_from_its_day_on()
    {
        var today = DateOnly.FromDateTime(server.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).Date);

        // 29,801 holds 2,709.18 of tax.
        Assert.Equal((2_709, "DOWN"), await SoldAsync());
        var early = await ChooseAsync("UP", today);
        Assert.Equal(("INVOICE_ROUNDING_TOO_EARLY", Iso(today.AddDays(1))), (early.List("errors").Single().Text("code"), early.List("errors").Single().Text("earliest")));
        var key = Shop.Key();
        var chosen = await ChooseAsync("UP", today.AddDays(2), key);
        Assert.Empty(chosen.List("errors"));
        Assert.Equal(chosen.ToString(), (await ChooseAsync("UP", today.AddDays(2), key)).ToString());
        Assert.Equal(("UP", Iso(today.AddDays(2))), (chosen.GetProperty("operator").GetProperty("invoiceRounding").Text("rounding"), chosen.GetProperty("operator").GetProperty("invoiceRounding").Text("from")));

        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((2_709, "DOWN"), await SoldAsync());
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((2_710, "UP"), await SoldAsync());

        var again = (await ChooseAsync("HALF_UP", null)).List("errors").Single();
        Assert.Equal(("INVOICE_ROUNDING_CHOSEN", "UP"), (again.Text("code"), again.Text("chosen")));
    }

    [Fact]
    public async Task Of_two_choices_at_once_one_is_kept()
    {
        await using var second = await server.StartSecondAsync();
        var other = new Shop(second);
        var choices = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => ChooseAsync(n % 2 == 0 ? "UP" : "HALF_UP", null, null, n % 2 == 0 ? _shop : other)));
        Assert.Single(choices, choice => !choice.List("errors").Any());
        Assert.All(choices.SelectMany(choice => choice.List("errors")), error => Assert.Equal("INVOICE_ROUNDING_CHOSEN", error.Text("code")));
    }

    [Fact]
    public async Task Nobody_chooses_for_another_operator()
    {
        var refused = await _shop.DoAsync(
            "chooseInvoiceRounding", new { operatorId = TypedId.Format(OperatorId.From(_shop.OperatorOf(DemoOperators.Rental))), rounding = "UP", idempotencyKey = Shop.Key() }, Staff, "operator { id }");
        Assert.Equal("OPERATOR_NOT_FOUND", refused.List("errors").Single().Text("code"));
    }

    private Task<JsonElement> ChooseAsync(string rounding, DateOnly? from, string? key = null, Shop? rental = null) => (rental ?? _shop).DoAsync(
        "chooseInvoiceRounding",
        new { rounding, from = from is { } day ? Iso(day) : null, idempotencyKey = key ?? Shop.Key() },
        rental?.Token(Role.Operator, DemoOperators.Rental) ?? Staff,
        "operator { invoiceRounding { rounding from } } errors { ... on InvoiceRoundingChosen { chosen } ... on InvoiceRoundingTooEarly { earliest } }");

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private async Task<(long Tax, string Rounding)> SoldAsync()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        var invoice = (await _shop.AskAsync("query($id: ID!) { order(id: $id) { invoices { rounding rates { tax { amount } } } } }", new { id = order.Text("id") }, Staff))
            .GetProperty("order").List("invoices").Single();
        return (invoice.List("rates").Single().GetProperty("tax").GetProperty("amount").GetInt64(), invoice.Text("rounding"));
    }
}
