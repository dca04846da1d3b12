using CeCommerce.Checkout;
using CeCommerce.Orders;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>A server of the version before, which knows an order as all there is: what it writes has a purchase and a line, what this version writes it can read.</summary>
public sealed class PurchasesOfBeforeTests : IClassFixture<OrderShop>
{
    // Its columns of an order; those that only it knows.
    private const string Columns =
        """
        id, state, hold_id, hold_expires_at, claim_id, listing_id, item_id, operator_id, client_id, consumer_id, confirmation, confirmation_digest, snapshot, pack_version, payment_method, payment_due_at,
        placed_at, updated_at, price_amount, price_currency, shipping_fee_amount, shipping_fee_currency, tax_included_amount, tax_included_currency, total_amount, total_currency, failures
        """;

    private readonly OrderShop _shop;

    public PurchasesOfBeforeTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    [Fact]
    public async Task It_reads_an_order_of_this_version_with_all_that_it_knows_of_one()
    {
        var order = await _shop.Paid();
        var line = order.Lines[0];
        Assert.Equal(
            $"{line.HoldId.Value} {line.ClaimId.Value} {line.ListingId.Value} {line.ItemId.Value} {line.Price.Amount}{line.Price.Currency} {line.PackVersion} True",
            await _shop.Scalar(
                $"""
                SELECT concat_ws(' ', o.hold_id, o.claim_id, o.listing_id, o.item_id, o.price_amount || o.price_currency, o.pack_version,
                    CASE WHEN o.snapshot = l.snapshot AND o.hold_expires_at = l.hold_expires_at THEN 'True' END)
                FROM orders.orders o JOIN orders.order_lines l ON l.order_id = o.id WHERE o.id = '{order.Id.Value}'
                """));
    }

    [Fact]
    public async Task What_it_writes_becomes_what_this_version_would_have_written()
    {
        var written = await _shop.Paid();
        var purchase = await PurchaseAsync(written.PurchaseId);
        await AsItWritesAsync(written);

        var read = await _shop.Order(written.Id);
        Assert.Equivalent(written.Lines, read.Lines, strict: true);
        Assert.Equivalent(purchase, await PurchaseAsync(read.PurchaseId), strict: true);
    }

    [Theory]
    [InlineData("PaymentFailed", true)]
    [InlineData("Cancelled", true)]
    [InlineData("Refunded", true)]
    [InlineData("Completed", false)]
    public async Task An_order_that_it_ends_without_success_sells_its_unit_no_more(string state, bool ended)
    {
        var order = await _shop.Paid();
        await _shop.Scalar($"UPDATE orders.orders SET state = '{state}', updated_at = '{_shop.Clock.GetUtcNow():O}' WHERE id = '{order.Id.Value}'");
        Assert.Equal(ended ? _shop.Clock.GetUtcNow() : null, (await _shop.Order(order.Id)).Lines[0].EndedAt);
    }

    [Fact]
    public async Task It_cannot_sell_what_this_version_has_sold_over_the_same_hold()
    {
        var order = await _shop.Paid();
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => _shop.Scalar(
            $"INSERT INTO orders.orders ({Columns}) SELECT gen_random_uuid(), {Columns[(Columns.IndexOf(',', StringComparison.Ordinal) + 1)..]} FROM orders.orders WHERE id = '{order.Id.Value}'"));
        Assert.Equal(Npgsql.PostgresErrorCodes.UniqueViolation, refused.SqlState);
    }

    /// <summary>The order is taken out with all that hangs on it and written again by the statement of that version.</summary>
    private async Task AsItWritesAsync(Order order) => await _shop.Scalar(
        $"""
        CREATE TEMPORARY TABLE known AS SELECT {Columns} FROM orders.orders WHERE id = '{order.Id.Value}';
        SET session_replication_role = replica;
        DELETE FROM orders.order_lines WHERE order_id = '{order.Id.Value}';
        DELETE FROM orders.orders WHERE id = '{order.Id.Value}';
        DELETE FROM checkout.purchases WHERE id = '{order.Id.Value}';
        SET session_replication_role = origin;
        INSERT INTO orders.orders ({Columns}) SELECT * FROM known;
        DROP TABLE known
        """);

    private Task<Purchase> PurchaseAsync(PurchaseId id) => _shop.On((CommerceDatabase database) => database.Set<Purchase>().AsNoTracking().SingleAsync(purchase => purchase.Id == id));
}
