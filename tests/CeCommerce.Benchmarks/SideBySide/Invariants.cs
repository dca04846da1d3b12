namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>What must be true in the database once all is settled, as questions for what contradicts it.</summary>
internal static class Invariants
{
    private const string Living = "o.state NOT IN ('PaymentFailed', 'Cancelled', 'Refunded')";

    /// <summary>What still moves by itself: empty when all is settled.</summary>
    public static readonly (string Name, string Sql)[] Moving =
    [
        ("orders that wait for money or time", "SELECT o.state, o.id FROM orders.orders o WHERE o.state IN ('PaymentPending', 'AwaitingPayment', 'RefundPending', 'HandedOver', 'Delivered')"),
        ("orders that the version before has yet to settle", "SELECT o.state, o.id FROM orders.orders o WHERE o.unsettled"),
        ("payments whose money may still move", "SELECT p.status, p.purpose_id FROM payments.payments p WHERE p.unsettled"),
        ("webhooks to be read", "SELECT w.kind, w.reference FROM payments.webhook_inbox w WHERE w.processed_at IS NULL"),
    ];

    /// <summary>Whatever every order has, of whichever version it is: a new table of the purchase gets its line here.</summary>
    public static readonly (string Name, string Sql)[] EveryOrderHas =
    [
        // The version before may have called off an order of which the processor never heard.
        ("one payment under its own name", "SELECT o.state, o.id FROM orders.orders o WHERE (SELECT count(*) FROM payments.payments p WHERE p.purpose_kind = 'order' AND p.purpose_id = o.id) NOT BETWEEN CASE o.state WHEN 'Cancelled' THEN 0 ELSE 1 END AND 1"),
        ("the money that its state says", $"SELECT o.state, o.id FROM {Paid} WHERE (p.status = 'Succeeded') <> (o.state IN ('Paid', 'HandedOver', 'Delivered', 'Completed'))"),
        ("a payment of which the processor says the same", $"SELECT c.status || ' but ' || p.status, o.id FROM {Paid} LEFT JOIN payments.sandbox_charges c ON c.reference = p.reference WHERE p.attempts <> '[]' AND c.status IS DISTINCT FROM p.status"),
        ("nothing at the processor that was never heard", "SELECT c.status, c.reference FROM payments.sandbox_charges c WHERE NOT EXISTS (SELECT FROM payments.payments p WHERE p.reference = c.reference AND p.attempts <> '[]')"),
        ("a payment of its whole amount for its operator", $"SELECT o.state, o.id FROM {Paid} WHERE p.amount <> o.total_amount OR p.shares <> jsonb_build_array(jsonb_build_object('operatorId', jsonb_build_object('value', o.operator_id), 'amount', p.amount))"),
        ("the item while it lives, and not after", $"SELECT o.state, o.id FROM orders.orders o WHERE ({Living} AND o.state <> 'Completed') <> EXISTS (SELECT FROM items.claims c WHERE c.kind = 'Order' AND c.holder_id = o.id AND c.live)"),
        ("a buyer who has the item when it is completed", "SELECT o.state, o.id FROM orders.orders o WHERE o.state = 'Completed' AND NOT EXISTS (SELECT FROM items.custody u WHERE u.item_id = o.item_id AND u.holder = 'Consumer' AND u.cause_id = o.id)"),
        ("an item that no other living order has", $"SELECT min(o.state), min(o.id::text) FROM orders.orders o WHERE {Living} GROUP BY o.item_id HAVING count(*) > 1"),
        ("a listing that is sold while it lives", $"SELECT l.state, o.id FROM orders.orders o JOIN listings.listings l ON l.id = o.listing_id WHERE {Living} AND l.state <> 'Sold'"),
        ("a purchase of its buyer and its total", "SELECT o.state, o.id FROM orders.orders o LEFT JOIN checkout.purchases p ON p.id = o.purchase_id WHERE (p.id, p.client_id, p.consumer_id, p.total_amount, p.confirmation) IS DISTINCT FROM (o.id, o.client_id, o.consumer_id, o.total_amount, checkout.confirmation_of_one(o.confirmation_digest, o.total_amount, o.total_currency))"),
        ("one line that says the same, and ends with it", $"SELECT o.state, o.id FROM orders.orders o LEFT JOIN orders.order_lines l ON l.order_id = o.id WHERE (l.number, l.hold_id, l.claim_id, l.listing_id, l.item_id, l.price_amount, l.ended_at IS NULL) IS DISTINCT FROM (1, o.hold_id, o.claim_id, o.listing_id, o.item_id, o.price_amount, {Living})"),
        ("steps that took and gave what its payment says", $"SELECT p.status, o.id FROM {Paid} WHERE (SELECT coalesce(sum(CASE kind WHEN 'Capture' THEN amount WHEN 'Refund' THEN -amount END) FILTER (WHERE state = 'Succeeded'), 0) FROM payments.steps s WHERE s.payment_id = p.id) <> CASE p.status WHEN 'Succeeded' THEN p.amount ELSE 0 END"),
        ("a history that ends where it stands", "SELECT o.state, o.id FROM orders.orders o WHERE lower(o.state) IS DISTINCT FROM (SELECT replace(lower(h.new #>> '{}'), '_', '') FROM platform.history h WHERE h.subject_id = o.id ORDER BY h.at DESC, h.id DESC LIMIT 1)"),
        ("an event for each step of its history", "SELECT o.state, o.id FROM orders.orders o WHERE (SELECT count(*) FROM platform.history h WHERE h.subject_id = o.id) <> (SELECT count(*) FROM platform.events e WHERE e.subject_id = o.id)"),
    ];

    private const string Paid = "orders.orders o JOIN payments.payments p ON p.purpose_kind = 'order' AND p.purpose_id = o.id";

    /// <summary>Each rule that is broken, with how often and some of those that break it.</summary>
    public static async Task<IReadOnlyList<string>> BrokenAsync(StockedHome home, (string Name, string Sql)[] rules)
    {
        var broken = new List<string>();
        foreach (var (name, sql) in rules)
        {
            var found = await home.AskAsync<string>($"SELECT count(*) || ': ' || coalesce((array_agg(x.what || ' ' || x.id))[:3], '{{}}')::text FROM ({sql}) AS x (what, id)");
            if (!found.StartsWith("0:", StringComparison.Ordinal))
            {
                broken.Add($"{name}: {found}");
            }
        }

        return broken;
    }
}
