using CeCommerce.Checkout;
using CeCommerce.Standards;
using CeCommerce.Platform;
using CeCommerce.Orders;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Orders of the version that knew no purchase: each becomes one, with a line.</summary>
public sealed class LandedPurchasesTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    private const string Known =
        "SELECT concat_ws(' ', id, state, hold_id, claim_id, listing_id, item_id, price_amount, total_amount, confirmation_digest, md5(confirmation), md5(snapshot::text), updated_at) FROM orders.orders ORDER BY id";

    [Fact]
    public async Task Every_order_has_its_purchase_and_its_line_and_nothing_agreed_has_changed()
    {
        await EveryStateAsync();
        var known = await landed.ListAsync<string>(Known);
        await landed.MigrateAsync();
        Assert.Equal(known, await landed.ListAsync<string>(Known));

        await using var database = Database();
        var orders = await database.Set<Order>().Include(order => order.Purchase).AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enum.GetValues<OrderState>().Order(), orders.Select(order => order.State).Distinct().Order());
        foreach (var order in orders)
        {
            var (line, text) = (Assert.Single(order.Lines), new ConfirmationText(order.Confirmation));
            Assert.Equal(order.State is OrderState.PaymentFailed or OrderState.Cancelled or OrderState.Refunded ? order.UpdatedAt : null, line.EndedAt);
            Assert.Equal((text.First.Price, text.First.ListingId, text.Content.Total), (line.Price, line.ListingId.ToString(), order.Total));
            Assert.Equal((text.Content.Tax.RatePercent, line.Price.TaxIncluded(line.TaxRatePercent)), (line.TaxRatePercent, line.TaxIncluded));
            var intent = new PurchaseIntent(
                new(order.Id.Value), Caller.System, new(order.ClientId, order.ConsumerId), new([], text.Digest, order.PaymentMethod, ""), new(order.PaymentMethod, PaymentMethod.Card));
            var same = Purchase.Of(intent, [new(text, [])], order.PlacedAt);
            Assert.Equivalent(same, order.Purchase, strict: true);
        }
    }

    [Fact]
    public async Task Going_back_leaves_what_was_there()
    {
        var other = landed.Another();
        await using var _ = other;
        await other.InitializeAsync();
        var known = await other.ListAsync<string>(Known);
        await other.MigrateAsync("20261129230001_Purchases");
        await other.MigrateAsync("20261129220022_WebhookPayloads");
        Assert.Equal(known, await other.ListAsync<string>(Known));
        await other.MigrateAsync();
        Assert.Equal(known, await other.ListAsync<string>(Known));
    }

    /// <summary>The states that its rows lack, as that version would have left them.</summary>
    private async Task EveryStateAsync()
    {
        var there = await landed.ListAsync<string>("SELECT DISTINCT state FROM orders.orders");
        Assert.NotEmpty(there);
        foreach (var state in Enum.GetNames<OrderState>().Except(there))
        {
            await landed.ExecuteAsync(
                $"""
                CREATE TEMPORARY TABLE copied_hold AS SELECT h.*, gen_random_uuid() AS new_id, o.id AS order_of FROM orders.holds h JOIN orders.orders o ON o.hold_id = h.id WHERE o.state = 'Paid' LIMIT 1;
                CREATE TEMPORARY TABLE copied AS SELECT o.* FROM orders.orders o JOIN copied_hold c ON c.order_of = o.id;
                UPDATE copied SET id = gen_random_uuid(), state = '{state}', hold_id = (SELECT new_id FROM copied_hold);
                INSERT INTO orders.holds (id, claim_id, listing_id, item_id, operator_id, client_id, consumer_id, created_at, expires_at, confirmation, confirmation_digest)
                    SELECT new_id, claim_id, listing_id, item_id, operator_id, client_id, consumer_id, created_at, expires_at, confirmation, confirmation_digest FROM copied_hold;
                INSERT INTO orders.orders SELECT * FROM copied;
                DROP TABLE copied, copied_hold
                """);
        }
    }

    private CommerceDatabase Database()
    {
        var options = new DbContextOptionsBuilder<CommerceDatabase>();
        DatabaseFeature.Configure(options, landed.Source);
        return new(options.Options);
    }
}
