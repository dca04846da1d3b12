using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Invoices;
using CeCommerce.Invoices.Fees;
using CeCommerce.Operators;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Saved;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>Those that are about money: invoices, fees, payouts, disputes, means of payment.</summary>
internal static partial class ForeignThings
{
    private static async Task<IEnumerable<ForeignThing>> InvoiceAsync(Shop shop, string customer)
    {
        var order = (await OrderedAsync(shop, customer)).First();
        var handed = await shop.DoAsync(
            "handOver",
            new { orderId = order.Id, serial = shop.SerialOf(order.Id), idempotencyKey = Secret("key") },
            shop.Token(Role.Operator, DemoOperators.Refurbisher),
            "order { invoices { id sha256 } }");
        Assert.True(handed.GetProperty("errors").GetArrayLength() == 0, handed.ToString());
        var issued = handed.GetProperty("order").List("invoices").Single();
        return [new(issued.Text("id"), issued.Text("sha256"))];
    }

    private static async Task<IEnumerable<ForeignThing>> FeeRuleAsync(Shop shop, string customer)
    {
        // Of a category that nothing is sold of here, so that nobody's fee changes.
        var input = new { operatorId = OperatorId.From(shop.OperatorOf(DemoOperators.Refurbisher)).ToString(), category = "lighter", basisPoints = 9_999, idempotencyKey = Secret("key") };
        var made = await shop.DoAsync("setFeeRule", input, shop.Token(Role.Platform), "feeRule { id }");
        Assert.True(made.GetProperty("errors").GetArrayLength() == 0, made.ToString());
        return [new(made.GetProperty("feeRule").Text("id"))];
    }

    /// <summary>Terms that pay nobody by themselves, and a payout that moved nothing.</summary>
    private static async Task<IEnumerable<ForeignThing>> SettlementAsync(Shop shop, string customer)
    {
        var seller = shop.OperatorOf(DemoOperators.Refurbisher);
        var made = await shop.DoAsync("setSettlementTerms", new { operatorId = OperatorId.From(seller).ToString(), schedule = "MANUAL", idempotencyKey = Secret("key") }, shop.Token(Role.Platform), "settlementTerms { id }");
        Assert.True(made.GetProperty("errors").GetArrayLength() == 0, made.ToString());
        var (payout, destination) = (PayoutId.From(Guid.CreateVersion7()), Secret("account"));
        shop.Scalar(
            """
            INSERT INTO payments.payouts (id, operator_id, amount, currency, period, gateway, destination, state, carried, held_back, reversed, failed_amount, failed_of_loss, arrived_amount, made_at, unsettled, ask_at, asked)
            VALUES ($1, $2, 1, 'JPY', $3, 'sandbox', $3, 'Refused', 1, 0, 0, 0, 0, 0, now(), false, now(), 1)
            """,
            payout.Value, seller, destination);
        return [new(made.GetProperty("settlementTerms").Text("id")), new(payout.ToString(), destination)];
    }

    /// <summary>An inquiry about the operator's only sale, with a part of it, so that it is seen by those who may.</summary>
    private static Task<IEnumerable<ForeignThing>> DisputeAsync(Shop shop, string customer)
    {
        var (dispute, name) = (DisputeId.From(Guid.CreateVersion7()), Secret("dispute"));
        shop.Scalar(
            """
            WITH made AS (
                INSERT INTO payments.disputes (id, payment_id, gateway, processor_id, amount, currency, reason, state, taken, fee, opened_at, unsettled, ask_at, asked)
                SELECT $1, id, 'walk', $2, 1, 'JPY', 'Other', 'Warning', 0, 0, now(), false, now(), 0 FROM payments.payments ORDER BY id LIMIT 1 RETURNING id
            )
            INSERT INTO payments.dispute_shares (id, dispute_id, number, operator_id, amount, of_escrow, of_payable, of_loss, loss_undone, fee) SELECT gen_random_uuid(), id, 1, $3, 1, 0, 0, 0, 0, 0 FROM made
            """,
            dispute.Value, name, shop.OperatorOf(DemoOperators.Refurbisher));
        return Task.FromResult<IEnumerable<ForeignThing>>([new(dispute.ToString(), name)]);
    }

    /// <summary>Nothing that the sandbox has news about, since its webhooks change rows by themselves.</summary>
    private static Task<IEnumerable<ForeignThing>> SavedMethodAsync(Shop shop, string customer)
    {
        var (method, brand) = (SavedMethodId.From(Guid.CreateVersion7()), Secret("brand"));
        shop.Scalar(
            """
            WITH payer AS (
                INSERT INTO payments.payers (id, gateway, client_id, consumer_id, savings, made_at, ask_at, asked)
                SELECT gen_random_uuid(), 'walk', client_id, consumer_id, 1, now(), now(), 0 FROM orders.holds WHERE consumer_id = $2 LIMIT 1 RETURNING id
            )
            INSERT INTO payments.saved_methods (id, payer_id, method, kind, state, agreement, processor_id, card, made_at, updated_at, unsettled, ask_at, asked)
            SELECT $1, id, 'card', 'Card', 'Usable', '{"version": "walk", "purposes": [], "at": "2026-11-20T00:00:00Z"}', $3, jsonb_build_object('brand', $3, 'lastFour', '4242', 'expiryYear', 2034, 'expiryMonth', 12), now(), now(), false, now(), 0
            FROM payer
            """,
            method.Value, customer, brand);
        return Task.FromResult<IEnumerable<ForeignThing>>([new(method.ToString(), brand)]);
    }

    /// <summary>Of a month that no test sells in, since none has ended here.</summary>
    private static async Task<IEnumerable<ForeignThing>> FeeInvoiceAsync(Shop shop, string customer)
    {
        await using var scope = shop.Server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var number = await scope.ServiceProvider.GetRequiredService<InvoiceNumbers>().NextAsync(Invoice.Platform, 2040, default);
        var month = new DateOnly(2040, 1, 1).AddMonths(number.Sequence);
        FeeInvoiceContent content = new(
            number.ToString(), month.AddMonths(1), month, month.AddMonths(1).AddDays(-1), new("walk", null, null, "100-0001", "walk", "walk"), Secret("recipient"), [], [], Money.Jpy(0));
        var invoice = FeeInvoice.Of(content, number, OperatorId.From(shop.OperatorOf(DemoOperators.Refurbisher)), shop.Server.Clock.GetUtcNow());
        database.Add(invoice);
        await database.SaveChangesAsync();
        await transaction.CommitAsync();
        return [new(invoice.Id.ToString(), invoice.Digest, content.Recipient)];
    }

    /// <summary>Of days long before anything moved.</summary>
    private static Task<IEnumerable<ForeignThing>> ReconciliationAsync(Shop shop, string customer)
    {
        var (id, name) = (ReconciliationId.From(Guid.CreateVersion7()), Secret("processor"));
        shop.Scalar(
            """
            INSERT INTO payments.reconciliations (id, from_day, to_day, gateway, nightly, ran_at, currency, matched, books_opening, books_moved, processor_opening, processor_moved, outside_moved, exception_count, timing_count)
            VALUES ($1, '2000-01-01', '2000-01-02', $2, false, now(), 'JPY', 0, 0, 0, 0, 0, 0, 0, 0)
            """,
            id.Value, name);
        return Task.FromResult<IEnumerable<ForeignThing>>([new(id.ToString(), name)]);
    }

    private static async Task<IEnumerable<ForeignThing>> PayoutAccountAsync(Shop shop, string customer)
    {
        var owner = OperatorId.From(shop.OperatorOf(DemoOperators.Refurbisher)).ToString();
        var input = new { operatorId = owner, returnPage = "https://walk.example", idempotencyKey = Secret("key") };
        var account = (await shop.DoAsync("openPayoutAccount", input, shop.Token(Role.Operator, DemoOperators.Refurbisher), "payoutAccount { id processorAccount }")).GetProperty("payoutAccount");
        return [new(account.Text("id"), account.Text("processorAccount"))];
    }
}
