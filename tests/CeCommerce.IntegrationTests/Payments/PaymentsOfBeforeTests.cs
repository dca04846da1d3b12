using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments;

/// <summary>Payments that a server of the version before reads and writes beside this one; it knows no steps.</summary>
public sealed class PaymentsOfBeforeTests : IClassFixture<OrderShop>
{
    // Word for word what that version sends.
    private const string Insert =
        """
        INSERT INTO payments.payments (id, ask_at, asked, attempts, captured, charge_until, client_id, created_at, gateway, method, purpose_id, purpose_kind, reference, released_at, shares, status, unsettled, wanted, amount, currency)
        VALUES ($1, $2, 0, '[]', false, $3, 'app', $4, 'sandbox', 'card_success', $5, 'order', $6, NULL, $7::jsonb, 'NeedsAuthentication', true, 'Charge', $8, 'JPY')
        RETURNING xmin
        """;

    private const string Hear = "UPDATE payments.payments SET attempts = $1::jsonb, captured = $2, status = $3, unsettled = $4 WHERE id = $5 AND xmin = $6 RETURNING xmin";
    private const string Settle = "UPDATE payments.payments SET unsettled = $1 WHERE id = $2 AND xmin = $3 RETURNING xmin";
    private const string Release = "UPDATE payments.payments SET ask_at = $1, asked = $2, released_at = $3, unsettled = $4, wanted = $5 WHERE id = $6 AND xmin = $7 RETURNING xmin";
    private const string Take = "UPDATE payments.payments AS p SET ask_at = $1, asked = $2 WHERE p.id = $3 AND p.unsettled AND p.ask_at <= $4";

    private readonly OrderShop _shop;

    public PaymentsOfBeforeTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task What_it_hears_and_decides_becomes_steps_and_this_version_goes_on()
    {
        var order = await _shop.Paid("card_declined");
        var payment = await _shop.Payment(order.Id);
        var id = payment.Id.Value;
        Assert.Equal("Attempt Declined 20900 card_declined", await StepsAsync(id));
        await _shop.Scalar($"UPDATE payments.sandbox_charges SET status = 'Succeeded', reason = NULL WHERE reference = '{order.Id}'");

        // The buyer tried again; both in one transaction of it, whose second statement goes by the row version that the first answered.
        await using var before = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var transaction = await before.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            var words = """[{"at": "2026-11-29T01:00:00Z", "status": "Declined", "reason": "card_declined"}, {"at": "2026-11-29T02:00:00Z", "status": "Succeeded"}]""";
            var version = await SendAsync(before, Hear, words, true, "Succeeded", true, id, payment.Version);
            Assert.Equal("Attempt Declined 20900 card_declined, Attempt Succeeded 20900, Authorisation Captured 20900, Capture Succeeded 20900, Refund Wanted 20900 open", await StepsAsync(id, before));
            Assert.NotNull(await SendAsync(before, Release, Now.AddMinutes(1), 0, Now, true, "Release", id, version!));
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        Assert.Equal(ChargeStatus.Refunded, (await _shop.On((SandboxGateway sandbox) => sandbox.FindAsync(order.Id.ToString(), default)))!.Status);
        Assert.EndsWith("Refund Succeeded 20900", await StepsAsync(id), StringComparison.Ordinal);
        Assert.Equal((ChargeStatus.Refunded, false), ((await _shop.Payment(order.Id)).Status, await _shop.Unsettled(order.Id)));
    }

    [Fact]
    public async Task A_payment_that_it_begins_is_asked_about_when_it_says()
    {
        var silent = _shop.StartTroubled(_ => new PaymentGatewayUnavailable("no route to host"));
        var order = (await _shop.Place(await _shop.Ready(), server: silent)).Value!;
        await _shop.Scalar($"DELETE FROM payments.steps s USING payments.payments p WHERE p.id = s.payment_id AND p.purpose_id = '{order.Id.Value}'");
        await _shop.Scalar($"DELETE FROM payments.payments WHERE purpose_id = '{order.Id.Value}'");
        var id = Guid.CreateVersion7();
        await using var before = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var shares = $$"""[{"operatorId": {"value": "{{order.OperatorId.Value}}"}, "amount": 20900}]""";
        var version = await SendAsync(before, Insert, id, Now.AddMinutes(1), order.PaymentDueAt, Now, order.Id.Value, order.Id.ToString(), shares, 20_900L);
        Assert.Equal("Attempt Begun 20900 open", await StepsAsync(id));
        Assert.NotNull(version);

        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await CountAsync(before, Take, Now.AddMinutes(2), 1, id, Now));
        Assert.Equal(Now.AddMinutes(2), (await _shop.Payment(order.Id)).Steps[0].AskAt);
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        Assert.Equal("Attempt Begun 20900 open", await StepsAsync(id));
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        Assert.Equal("Attempt Succeeded 20900, Authorisation Captured 20900, Capture Succeeded 20900", await StepsAsync(id));
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
    }

    [Fact]
    public async Task What_this_version_takes_is_not_due_there()
    {
        var order = await _shop.Paid("konbini_pending_then_success");
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        await using var before = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await CountAsync(before, Take, Now.AddMinutes(2), 1, (await _shop.Payment(order.Id)).Id.Value, Now));
    }

    [Fact]
    public async Task It_does_not_settle_a_payment_of_which_a_part_is_to_go_back()
    {
        var order = await _shop.Paid();
        await _shop.In(async services =>
        {
            var intents = services.GetRequiredService<PaymentIntents>();
            intents.GiveBack((await intents.FindAsync("order", order.Id.Value, default))!, new(order.OperatorId, 900), Guid.CreateVersion7());
            return await services.GetRequiredService<CommerceDatabase>().SaveChangesAsync();
        });
        var payment = await _shop.Payment(order.Id);
        Assert.True(payment.Unsettled);
        await using var before = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await SendAsync(before, Settle, false, payment.Id.Value, payment.Version));
        Assert.True(await _shop.Unsettled(order.Id));

        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.On((PaymentSweep sweep) => sweep.RunAsync(default));
        Assert.EndsWith("Refund Succeeded 900", await StepsAsync(payment.Id.Value), StringComparison.Ordinal);
        Assert.False(await _shop.Unsettled(order.Id));
    }

    private DateTimeOffset Now => _shop.Clock.GetUtcNow();

    private async Task<string> StepsAsync(Guid payment, NpgsqlConnection? connection = null)
    {
        var sql = $"SELECT string_agg(concat_ws(' ', kind, state, amount, reason, CASE WHEN unsettled THEN 'open' END), ', ' ORDER BY number) FROM payments.steps WHERE payment_id = '{payment}'";
        return connection is null ? (string)(await _shop.Scalar(sql))! : (string)(await SendAsync(connection, sql))!;
    }

    private static async Task<object?> SendAsync(NpgsqlConnection before, string sql, params object[] values)
    {
        await using var command = Command(before, sql, values);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<int> CountAsync(NpgsqlConnection before, string sql, params object[] values)
    {
        await using var command = Command(before, sql, values);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection before, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, before);
        foreach (var value in values)
        {
            command.Parameters.Add(value is uint version
                ? new NpgsqlParameter { Value = version, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Xid }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
