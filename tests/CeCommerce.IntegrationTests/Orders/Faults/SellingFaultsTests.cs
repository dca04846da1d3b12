using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Orders.Faults;

/// <summary>
/// Servers and PostgreSQL die while everybody is at the same step of selling, at each step anew. After that and some quiet, every story is complete
/// and nothing happened twice.
/// </summary>
public sealed class SellingFaultsTests(TwoServers servers) : IClassFixture<TwoServers>
{
    private const int Sales = 9;

    /// <summary>What still moves by itself.</summary>
    private const string Moving =
        """
        SELECT (SELECT count(*) FROM orders.orders WHERE state NOT IN ('Completed', 'Refunded'))
            + (SELECT count(*) FROM payments.payments WHERE unsettled)
            + (SELECT count(*) FROM payments.webhook_inbox WHERE processed_at IS NULL)
        """;

    /// <summary>What must not be found.</summary>
    private static readonly (string Name, string Sql)[] Wrong =
    [
        ("a thing that two living orders have", "SELECT item_id::text FROM orders.order_lines WHERE ended_at IS NULL GROUP BY item_id HAVING count(*) > 1"),
        ("a buyer who bought twice", "SELECT consumer_id FROM orders.orders WHERE consumer_id LIKE 'faulty-%' GROUP BY consumer_id HAVING count(*) <> 1"),
        ("a claim of an order that nobody has", "SELECT c.id::text FROM items.claims c WHERE c.live AND c.kind = 'Order' AND NOT EXISTS (SELECT FROM orders.order_lines l JOIN orders.orders o ON o.id = l.order_id WHERE l.claim_id = c.id AND l.ended_at IS NULL AND o.state <> 'Completed')"),
        ("a hold that is over and keeps its thing", "SELECT c.id::text FROM items.claims c JOIN orders.holds h ON h.id = c.holder_id WHERE c.live AND c.kind = 'Hold' AND (h.used_at IS NOT NULL OR h.released_at IS NOT NULL)"),
        ("a gap in a series of invoices", "SELECT issuer_id::text FROM invoices.invoices GROUP BY issuer_id, year HAVING max(sequence) <> count(*) OR min(sequence) <> 1"),
        ("an order that was handed over with other than one document of supply", "SELECT o.id::text FROM orders.orders o WHERE o.handed_over_at IS NOT NULL AND o.consumer_id LIKE 'faulty-%' AND (SELECT count(*) FROM invoices.invoices i WHERE i.order_id = o.id AND i.corrects_id IS NULL) <> 1"),
        ("a refund with other than one document", "SELECT r.order_id::text FROM orders.refunds r GROUP BY r.order_id HAVING count(*) <> (SELECT count(*) FROM invoices.invoices i WHERE i.order_id = r.order_id AND i.corrects_id IS NOT NULL)"),
        ("money given back that is not what was decided", "SELECT o.id::text FROM orders.orders o WHERE o.consumer_id LIKE 'faulty-%' AND (SELECT coalesce(sum(r.amount), 0) FROM orders.refunds r WHERE r.order_id = o.id) <> (SELECT coalesce(sum(s.amount), 0) FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id WHERE p.purpose_id = o.purchase_id AND s.kind = 'Refund' AND s.state = 'Succeeded')"),
        ("a charge that was made twice", "SELECT p.id::text FROM payments.payments p JOIN payments.steps s ON s.payment_id = p.id WHERE s.kind = 'Capture' AND s.state = 'Succeeded' GROUP BY p.id HAVING sum(s.amount) <> min(p.amount)"),
        ("a charge at the processor that was never heard of", "SELECT c.reference FROM payments.sandbox_charges c WHERE NOT EXISTS (SELECT FROM payments.payments p WHERE p.reference = c.reference AND p.attempts <> '[]')"),
        ("a movement that does not add up", "SELECT movement_id::text FROM payments.entries GROUP BY movement_id HAVING sum(amount) <> 0"),
        ("an order whose history does not end where it stands", "SELECT o.id::text FROM orders.orders o WHERE o.consumer_id LIKE 'faulty-%' AND lower(o.state) IS DISTINCT FROM (SELECT replace(lower(h.new #>> '{}'), '_', '') FROM platform.history h WHERE h.subject_id = o.id AND h.new IS NOT NULL ORDER BY h.at DESC, h.id DESC LIMIT 1)"),
        ("a step without an event, or an event without a step", "SELECT o.id::text FROM orders.orders o WHERE o.consumer_id LIKE 'faulty-%' AND (SELECT count(*) FROM platform.history h WHERE h.subject_id = o.id) <> (SELECT count(*) FROM platform.events e WHERE e.subject_id = o.id)"),
    ];

    private readonly Random _when = new(20261130);

    [Fact]
    public async Task Whoever_is_killed_at_whichever_step_nothing_is_lost_or_happens_twice()
    {
        var sales = await StockAsync();
        for (var step = 0; step < sales[0].Steps.Count; step++)
        {
            var (number, name) = (step, sales[0].Steps[step].Name);
            var acting = sales.Select(sale => Task.Run(() => sale.Steps[number].Do())).ToList();
            await FaultAsync(step);
            await Task.WhenAll(acting).WaitAsync(TimeSpan.FromMinutes(4), TestContext.Current.CancellationToken);
            TestContext.Current.SendDiagnosticMessage("{0}: done by all", name);
        }

        await Shop.UntilAsync(async () => await servers.AskDatabaseAsync<long>(Moving) == 0);
        Assert.Equal(Sales, await servers.AskDatabaseAsync<long>("SELECT count(*) FROM orders.orders WHERE consumer_id LIKE 'faulty-%' AND state = 'Completed'"));
        Assert.Equal(Sales / 3, await servers.AskDatabaseAsync<long>("SELECT count(*) FROM orders.order_lines l JOIN orders.orders o ON o.id = l.order_id WHERE o.consumer_id LIKE 'faulty-%' AND l.state = 'Refunded'"));
        foreach (var (what, sql) in Wrong)
        {
            Assert.Equal((what, ""), (what, await servers.AskDatabaseAsync<string>($"SELECT coalesce(string_agg(x.id, ' '), '') FROM ({sql}) AS x (id)")));
        }

        var (code, says) = await servers.VerifyLedgerAsync();
        Assert.True(code == 0, says);
    }

    private async Task<Sale[]> StockAsync()
    {
        var (staff, shop) = (await servers.StaffAsync(), new Shop(null!));
        Sale[] sales = [.. Enumerable.Range(0, Sales).Select(number => new Sale(servers, servers.Consumer($"faulty-{number}"), staff, (Ending)(number % 3)))];
        foreach (var sale in sales)
        {
            await sale.StockAsync(changes => shop.Item(changes));
        }

        return sales;
    }

    /// <summary>At every step a server, by turns; at every second PostgreSQL as well.</summary>
    private async Task FaultAsync(int step)
    {
        await Task.Delay(_when.Next(60), TestContext.Current.CancellationToken);
        if (step % 2 == 1)
        {
            await servers.KillPostgresAsync();
        }

        await servers.KillServerAsync(step % 2);
    }
}
