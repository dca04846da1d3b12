using CeCommerce.Invoices;
using CeCommerce.Listings;
using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class ReturnTests : IClassFixture<OrderShop>
{
    private const string ByLaw = "商品を受け取った日から数えて8日間は返品可（返送料は購入者負担）";

    private static readonly Caller Alice = OrderShop.Consumer();

    private readonly OrderShop _shop;

    public ReturnTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task A_problem_stops_the_clock_and_its_end_starts_it_again()
    {
        var order = await Delivered();
        var until = order.CompletesAt!.Value;
        _shop.Clock.SetUtcNow(until.AddHours(-48));
        var reported = Ok(await On(returns => returns.ReportAsync(Act(Alice, order), ProblemKind.NotAsDescribed, "グレードが低い", default)));
        Assert.Equal((null, CompletionReason.ProblemReported), (reported.CompletesAt, reported.Completion!.Because));
        Assert.Equal(_shop.Clock.GetUtcNow().AddDays(5), reported.Completion!.At);
        Assert.IsType<OrderMoveRefused>((await _shop.On((OrderService desk) => desk.CompleteAsync(new(Alice, order.Id, OrderShop.Key()), default))).Error);

        _shop.Clock.SetUtcNow(until.AddHours(1));
        await Sweep();
        Assert.Equal(OrderState.Delivered, (await _shop.Order(order.Id)).State);
        var well = Ok(await On(returns => returns.WithdrawAsync(Act(Alice, order), default)));
        Assert.Equal(_shop.Clock.GetUtcNow().AddHours(48), well.CompletesAt);
        _shop.Clock.SetUtcNow(well.CompletesAt!.Value);
        await Sweep();
        Assert.Equal(OrderState.Completed, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task A_silent_operator_has_agreed_and_a_buyer_who_sends_nothing_keeps_it()
    {
        var order = await Delivered();
        var reported = Ok(await On(returns => returns.ReportAsync(Act(Alice, order), ProblemKind.Other, "動かない", default)));
        _shop.Clock.SetUtcNow(reported.LinesDueAt!.Value);
        await Sweep();
        var accepted = await _shop.Order(order.Id);
        Assert.Equal((LineState.ReturnAccepted, CompletionReason.ReturnRunning), (accepted.Lines[0].State, accepted.Completion!.Because));
        _shop.Clock.SetUtcNow(accepted.LinesDueAt!.Value);
        await Sweep();
        var kept = await _shop.Order(order.Id);
        Assert.Equal((LineState.Sold, CompletionReason.DeliveredTimeToCheck), (kept.Lines[0].State, kept.Completion!.Because));
    }

    [Fact]
    public async Task A_return_by_law_is_accepted_at_once_comes_back_and_its_money_with_it()
    {
        var order = await Delivered(ByLaw);
        var accepted = Ok(await On(returns => returns.RequestAsync(Act(Alice, order), ReturnReason.ChangedMind, "使わない", default)));
        Assert.Equal(LineState.ReturnAccepted, accepted.Lines[0].State);
        Assert.IsType<LineMoveRefused>((await On(returns => returns.AnswerAsync(Act(_shop.Staff, order), false, null, default))).Error);
        Ok(await On(returns => returns.SendAsync(Act(Alice, order), "ヤマト運輸", "1234-5678-9012", default)));
        await Ok(On(returns => returns.ReceiveAsync(Act(_shop.Staff, order), "傷なし", null, default)));
        await Settle(order);
        var refunded = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Refunded, LineState.Refunded), (refunded.State, refunded.Lines[0].State));
        Assert.Equal(ChargeStatus.Refunded, (await _shop.Payment(order.Id)).Status);
        Assert.Equal(ListingState.Paused, (await _shop.Listing(order.Lines[0].ListingId)).State);
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));

        // Looked at again, it can be sold again.
        Assert.Null((await _shop.On((ListingService listings) => listings.PublishAsync(_shop.Staff, order.Lines[0].ListingId, default))).Error);
        Assert.Equal(OrderState.Paid, (await _shop.Place(await _shop.Ready(order.Lines[0].ListingId, OrderShop.Consumer("bob")), who: OrderShop.Consumer("bob"))).Value!.State);
    }

    [Fact]
    public async Task A_term_of_the_sellers_own_is_for_the_operator_to_read_and_refusing_starts_the_clock()
    {
        var order = await Delivered();
        var asked = Ok(await On(returns => returns.RequestAsync(Act(Alice, order), ReturnReason.ChangedMind, "使わない", default)));
        Assert.Equal(LineState.ReturnRequested, asked.Lines[0].State);
        var refused = Ok(await On(returns => returns.AnswerAsync(Act(_shop.Staff, order), false, "特約のとおりです", default)));
        Assert.Equal((LineState.ReturnRefused, CompletionReason.DeliveredTimeToCheck), (refused.Lines[0].State, refused.Completion!.Because));
    }

    [Fact]
    public async Task After_eight_days_a_mind_is_made_up()
    {
        var order = await Delivered(ByLaw);
        _shop.Clock.SetUtcNow(Tokyo.StartOf(Tokyo.DayOf(order.DeliveredAt!.Value).AddDays(8)).ToUniversalTime());
        Assert.IsType<ReturnTooLate>((await On(returns => returns.RequestAsync(Act(Alice, order), ReturnReason.ChangedMind, "x", default))).Error);

        // A day more was promised: then it is the operator's to answer.
        var promised = await Delivered("商品到着後8日以内は返品可（送料は購入者負担）");
        _shop.Clock.SetUtcNow(Tokyo.StartOf(Tokyo.DayOf(promised.DeliveredAt!.Value).AddDays(8)).ToUniversalTime());
        Assert.Equal(LineState.ReturnRequested, Ok(await On(returns => returns.RequestAsync(Act(Alice, promised), ReturnReason.ChangedMind, "x", default))).Lines[0].State);
    }

    [Fact]
    public async Task What_is_inspected_may_give_back_a_part_and_the_rest_stays_with_the_seller()
    {
        var order = await Delivered();
        Ok(await On(returns => returns.RequestAsync(Act(Alice, order), ReturnReason.NotAsDescribed, "傷", default)));
        Ok(await On(returns => returns.AnswerAsync(Act(_shop.Staff, order), true, null, default)));
        Ok(await On(returns => returns.SendAsync(Act(Alice, order), null, null, default)));
        await Ok(On(returns => returns.ReceiveAsync(Act(_shop.Staff, order), "付属品なし", Money.Jpy(15_000), default)));
        await Settle(order);
        var refunded = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Refunded, 15_000L), (refunded.State, refunded.RefundedAmount));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task Money_of_a_unit_goes_back_in_parts_and_never_above_the_rest()
    {
        var order = await Delivered();
        var act = Act(_shop.Staff, order);
        await Ok(On(returns => returns.RefundAsync(act, Money.Jpy(10_000), "傷", default)));
        await Ok(On(returns => returns.RefundAsync(act, Money.Jpy(10_000), "傷", default)));
        await Settle(order);
        Assert.Equal((10_000L, 10_000L), ((await _shop.Order(order.Id)).RefundedAmount, (await _shop.Order(order.Id)).Lines[0].RefundedAmount));
        var above = Assert.IsType<RefundAboveRest>((await On(returns => returns.RefundAsync(Act(_shop.Staff, order), Money.Jpy(9_801), null, default))).Error);
        Assert.Equal(Money.Jpy(9_800), above.Rest);
        foreach (var amount in new[] { 0L, -1, long.MinValue, long.MaxValue })
        {
            Assert.IsType<RefundAboveRest>((await On(returns => returns.RefundAsync(Act(_shop.Staff, order), Money.Jpy(amount), null, default))).Error);
        }

        Assert.IsType<RefundAboveRest>((await On(returns => returns.RefundAsync(Act(_shop.Staff, order), new(100, "USD"), null, default))).Error);
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));

        Assert.Equal([10_000L], await Returned(order));

        // All of it without a return: the unit is the buyer's, and the postage goes back too.
        await Ok(On(returns => returns.RefundAsync(Act(_shop.Staff, order), Money.Jpy(9_800), null, default)));
        await Settle(order);
        var whole = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Refunded, whole.Total.Amount), (whole.State, whole.RefundedAmount));
        Assert.Equal("Consumer", await _shop.Scalar($"SELECT holder FROM items.custody WHERE item_id = '{order.Lines[0].ItemId.Value}' AND upper_inf(during)"));
        Assert.Equal([10_000L, 10_900], await Returned(order));
        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task A_completion_and_a_problem_at_once_leave_one_of_them()
    {
        var other = _shop.Start();
        for (var round = 0; round < 5; round++)
        {
            var order = await Delivered();
            var complete = _shop.On((OrderService desk) => desk.CompleteAsync(new(Alice, order.Id, OrderShop.Key()), default));
            var report = _shop.On((ReturnService returns) => returns.ReportAsync(Act(Alice, order), ProblemKind.Other, "x", default), other);
            var (completed, reported) = (await complete, await report);
            Assert.NotEqual(completed.Error is null, reported.Error is null);
            var now = await _shop.Order(order.Id);
            Assert.Equal(completed.Error is null ? (OrderState.Completed, LineState.Sold) : (OrderState.Delivered, LineState.Problem), (now.State, now.Lines[0].State));
        }
    }

    [Fact]
    public async Task Two_refunds_at_once_on_two_servers_never_give_back_more_than_was_paid()
    {
        var other = _shop.Start();
        for (var round = 0; round < 5; round++)
        {
            var order = await Delivered();
            var outcomes = await Task.WhenAll(
                _shop.On((ReturnService returns) => returns.RefundAsync(Act(_shop.Staff, order), Money.Jpy(15_000), null, default)),
                _shop.On((ReturnService returns) => returns.RefundAsync(Act(_shop.Staff, order), Money.Jpy(15_000), null, default), other));
            Assert.Single(outcomes, outcome => outcome.Error is null);
            await Settle(order);
            Assert.Equal(15_000, (await _shop.Order(order.Id)).RefundedAmount);
        }

        Assert.Empty(await _shop.On((LedgerVerification books) => books.FlawsAsync(default)));
    }

    [Fact]
    public async Task A_return_that_two_servers_receive_at_once_gives_its_money_back_once()
    {
        var other = _shop.Start();
        var order = await Delivered();
        Ok(await On(returns => returns.RequestAsync(Act(Alice, order), ReturnReason.NotAsDescribed, "傷", default)));
        Ok(await On(returns => returns.AnswerAsync(Act(_shop.Staff, order), true, null, default)));
        Ok(await On(returns => returns.SendAsync(Act(Alice, order), null, null, default)));
        var outcomes = await Task.WhenAll(
            _shop.On((ReturnService returns) => returns.ReceiveAsync(Act(_shop.Staff, order), null, Money.Jpy(9_000), default)),
            _shop.On((ReturnService returns) => returns.ReceiveAsync(Act(_shop.Staff, order), null, Money.Jpy(9_000), default), other));
        Assert.Single(outcomes, outcome => outcome.Error is null);
        Assert.Single(outcomes, outcome => outcome.Error is LineMoveRefused);
        await Settle(order);
        Assert.Equal((OrderState.Refunded, 9_000L), ((await _shop.Order(order.Id)).State, (await _shop.Order(order.Id)).RefundedAmount));
        Assert.Equal([9_000L], await Returned(order));
    }

    [Fact]
    public async Task An_operator_who_does_not_say_that_a_return_is_there_has_received_it_by_date()
    {
        var order = await Delivered(ByLaw);
        Ok(await On(returns => returns.RequestAsync(Act(Alice, order), ReturnReason.ChangedMind, "使わない", default)));
        var sent = Ok(await On(returns => returns.SendAsync(Act(Alice, order), null, null, default)));
        Assert.Equal(_shop.Clock.GetUtcNow().AddDays(14), sent.LinesDueAt);
        _shop.Clock.SetUtcNow(sent.LinesDueAt!.Value);
        await Sweep();
        var refunded = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Refunded, refunded.Total.Amount), (refunded.State, refunded.RefundedAmount));
        Assert.Equal([refunded.Total.Amount], await Returned(order));
    }

    [Fact]
    public async Task A_server_that_dies_after_deciding_a_refund_leaves_it_to_the_sweep()
    {
        var order = await Delivered();
        var dying = _shop.StartTroubled(_ => new IOException("The power went off."));
        Ok(await _shop.On((ReturnService returns) => returns.RefundAsync(Act(_shop.Staff, order), Money.Jpy(5_000), null, default), dying));
        await Assert.ThrowsAsync<IOException>(() => _shop.On((OrderSettlements settlements) => settlements.SettleAsync(order, default), dying));
        Assert.True((await _shop.Order(order.Id)).IsRefundOpen);
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        Assert.Equal((5_000L, false), ((await _shop.Order(order.Id)).RefundedAmount, (await _shop.Order(order.Id)).IsRefundOpen));
    }

    [Fact]
    public async Task Neither_others_nor_other_lines_nor_endless_texts()
    {
        var order = await Delivered();
        Assert.IsType<OrderNotFound>((await On(returns => returns.ReportAsync(Act(OrderShop.Consumer("bob"), order), ProblemKind.Other, "x", default))).Error);
        Assert.IsType<OrderNotFound>((await On(returns => returns.RefundAsync(Act(OrderShop.Stranger, order), Money.Jpy(1), null, default))).Error);
        Assert.IsType<LineMoveRefused>((await On(returns => returns.RefundAsync(Act(Alice, order), Money.Jpy(1), null, default))).Error);
        foreach (var line in new[] { 0, 2, -1, int.MaxValue })
        {
            Assert.IsType<OrderLineNotFound>((await On(returns => returns.ReportAsync(new(new(Alice, order.Id, OrderShop.Key()), line), ProblemKind.Other, "x", default))).Error);
        }

        foreach (var text in new[] { new string('x', 2_001), "a\0b", "\ud800" })
        {
            Assert.IsType<OrderTextTooLong>((await On(returns => returns.ReportAsync(Act(Alice, order), ProblemKind.Other, text, default))).Error);
        }
    }

    private async Task<Order> Delivered(string term = "返品は未使用に限る")
    {
        var listing = await _shop.Shelve(offer => offer with { Terms = offer.Terms with { ReturnPolicy = term } });
        var order = (await _shop.Place(await _shop.Ready(listing))).Value!;
        return Ok(await _shop.On((ShipmentService service) => service.ShipAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null, ByHand: true), default)));
    }

    [Fact]
    public async Task Before_the_hand_over_a_refund_lowers_what_the_document_of_the_supply_says()
    {
        var order = await _shop.Paid();
        await Ok(On(returns => returns.RefundAsync(Act(_shop.Staff, order), Money.Jpy(4_800), "傷", default)));
        await Settle(order);
        await _shop.On((ShipmentService service) => service.ShipAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null, ByHand: true), default));
        Assert.Empty(await Returned(order));
        Assert.Equal(15_000 + 1_100L, await _shop.Scalar($"SELECT total_amount FROM invoices.invoices WHERE order_id = '{order.Id.Value}'"));
    }

    private Task<List<long>> Returned(Order order) => _shop.On(async (CommerceDatabase database) => (await database.Set<Invoice>().AsNoTracking()
        .Where(invoice => invoice.OrderId == order.Id).OrderBy(invoice => invoice.Sequence).ToListAsync()).Where(invoice => invoice.Kind.IsReturn()).Select(invoice => invoice.Total.Amount).ToList());

    private Task<Outcome<Order>> On(Func<ReturnService, Task<Outcome<Order>>> work) => _shop.On(work);

    private Task<OrderSettlement> Settle(Order order) => _shop.On((OrderSettlements settlements) => settlements.SettleAsync(order, default));

    private Task<int> Sweep() => _shop.On((OrderDeadlines due) => due.RunAsync(default));

    private static Order Ok(Outcome<Order> outcome) => outcome.Try(out var order, out var error) ? order : throw new InvalidOperationException(error.Message.En);

    private static async Task<Order> Ok(Task<Outcome<Order>> outcome) => Ok(await outcome);

    private static LineAct Act(Caller who, Order order) => new(new(who, order.Id, OrderShop.Key()), 1);
}
