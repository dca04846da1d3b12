using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>What has to be true of the money, whatever happened, once nothing moves any more.</summary>
internal static class Aftermath
{
    /// <summary>What still moves by itself.</summary>
    private const string Moving =
        """
        SELECT (SELECT count(*) FROM payments.payments WHERE unsettled)
            + (SELECT count(*) FROM payments.steps WHERE unsettled)
            + (SELECT count(*) FROM payments.webhook_inbox WHERE processed_at IS NULL)
            + (SELECT count(*) FROM payments.payouts WHERE state = 'Wanted')
            + (SELECT count(*) FROM payments.payout_reversals WHERE state = 'Wanted')
            + (SELECT count(*) FROM orders.orders WHERE state IN ('PaymentPending', 'AwaitingPayment', 'RefundPending'))
        """;

    private const string Open =
        """
        SELECT coalesce(string_agg(x, E'\n'), 'nothing is open') FROM (
            SELECT 'payment ' || to_jsonb(p)::text FROM payments.payments p WHERE unsettled
            UNION ALL SELECT 'step ' || to_jsonb(s)::text FROM payments.steps s WHERE unsettled
            UNION ALL SELECT 'webhook ' || event_id || ' ' || kind FROM payments.webhook_inbox WHERE processed_at IS NULL
            UNION ALL SELECT 'payout ' || to_jsonb(o)::text FROM payments.payouts o WHERE unsettled
            UNION ALL SELECT 'reversal ' || to_jsonb(r)::text FROM payments.payout_reversals r WHERE state = 'Wanted'
            UNION ALL SELECT 'order ' || id || ' ' || state FROM orders.orders WHERE state NOT IN ('Paid', 'Completed', 'Cancelled', 'Refunded')) AS open (x)
        """;

    /// <summary>Tenths of a second.</summary>
    private const int Patience = 600;

    /// <summary>What must not be found.</summary>
    private static readonly (string Name, string Sql)[] Wrong =
    [
        ("a charge that was captured twice", "SELECT payment_id::text FROM payments.steps WHERE kind = 'Capture' AND state = 'Succeeded' GROUP BY payment_id HAVING count(*) > 1"),
        ("an order that is not as its money", "SELECT o.id::text FROM orders.orders o JOIN payments.payments p ON p.purpose_id = o.purchase_id WHERE (o.state IN ('Paid', 'Completed') AND p.status <> 'Succeeded') OR (o.state = 'Cancelled' AND p.captured) OR (o.state = 'Refunded' AND p.status <> 'Refunded')"),
        ("a movement that does not add up", "SELECT movement_id::text FROM payments.entries GROUP BY movement_id HAVING sum(amount) <> 0"),
        ("money that is promised and never was", "SELECT movement_id::text FROM payments.unresolved"),
        ("a request that is still open", "SELECT key FROM platform.idempotent_requests WHERE answer IS NULL"),
    ];

    /// <summary>Waits, with the news of Stripe coming in, until nothing moves any more.</summary>
    public static Task QuietAsync(this PaidProcess server) => server.UntilAsync(Moving, 0);

    /// <summary>As <see cref="QuietAsync"/>, until the database answers so.</summary>
    public static async Task UntilAsync(this PaidProcess server, string sql, long wanted)
    {
        var asked = 0;
        for (; server.Ask<long>(sql) != wanted && asked < Patience; asked++)
        {
            await server.DeliverNewsAsync();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.True(asked < Patience, $"It did not come about: {server.Ask<string>(Open)}\n{string.Join('\n', server.Stripe.Requests.TakeLast(20))}\n{server.Log}");
    }

    /// <summary>Each thing was done once at Stripe; the books balance, are proved, and agree with Stripe's balance; what was told twice changed nothing.</summary>
    public static async Task AssertRightAsync(this PaidProcess server)
    {
        AssertOnce(server.Stripe.All("payment_intent"), "payment");
        AssertOnce(server.Stripe.All("charge").Where(charge => charge["captured"].Is()), "payment");
        AssertOnce(server.Stripe.All("refund"), "refund");
        AssertOnce(server.Stripe.All("transfer"), "payout");
        AssertOnce(server.Stripe.All("payout", server.Account), "payout");
        AssertOnce(server.Stripe.All("transfer_reversal"), "reversal");
        foreach (var (what, sql) in Wrong)
        {
            Assert.Equal((what, ""), (what, server.Ask<string>($"SELECT coalesce(string_agg(x.id, ' '), '') FROM ({sql}) AS x (id)")));
        }

        var movements = server.Ask<long>("SELECT count(*) FROM payments.movements WHERE kind <> 'ProcessorFee'");
        server.ForgetDeliveries();
        await server.QuietAsync();
        Assert.Equal(movements, server.Ask<long>("SELECT count(*) FROM payments.movements WHERE kind <> 'ProcessorFee'"));
        await server.AssertReconciledAsync();
        Assert.Empty(await server.BesideAsync((LedgerVerification books) => books.FlawsAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>A fetch of today, and no tolerance for what is young.</summary>
    private static async Task AssertReconciledAsync(this PaidProcess server)
    {
        var (stop, day) = (TestContext.Current.CancellationToken, Platform.Tokyo.DayOf(server.Stripe.Clock.GetUtcNow()));
        var today = new Period(day, day.AddDays(1));
        await server.BesideAsync((SettlementFetch fetch) => fetch.RunAsync(today, null, stop));
        var reconciled = await server.BesideAsync((Reconciler books) => books.RunAsync(today, null, nightly: false, stop));
        Assert.Empty(reconciled.Exceptions.Select(one => $"{one.Kind} {one.Subject} {one.BooksAmount} {one.ProcessorAmount}"));
        Assert.Equal(0, reconciled.Run.TimingCount);
    }

    private static void AssertOnce(IEnumerable<JsonObject> things, string key) =>
        Assert.Empty(things.GroupBy(thing => thing["metadata"].Text(key)).Where(same => same.Key is not null && same.Count() > 1).Select(same => $"{same.First().Text("object")} of {same.Key}: {same.Count()}"));
}
