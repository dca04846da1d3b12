using CeCommerce.Payments;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Payments of the version that kept the processor's words in a list become steps, wherever they stood.</summary>
public sealed class LandedPaymentsTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    private const string Before = "20261129220022_WebhookPayloads";

    private const string Steps =
        """
        SELECT p.method || ': ' || string_agg(concat_ws(' ', s.kind, s.state, s.amount, s.reason, CASE WHEN s.unsettled THEN 'open' END), ', ' ORDER BY s.number)
        FROM payments.payments p LEFT JOIN payments.steps s ON s.payment_id = p.id GROUP BY p.id, p.method ORDER BY 1
        """;

    [Fact]
    public async Task Each_becomes_what_its_words_say()
    {
        await landed.MigrateAsync(Before);
        await WriteAsync("awaiting", "[NeedsAuthentication]", "NeedsAuthentication", "Charge", unsettled: true);
        await WriteAsync("begun", "[]", "NeedsAuthentication", "Charge", unsettled: true);
        await WriteAsync("declined then paid", "[Declined, Succeeded]", "Succeeded", "Charge", unsettled: false);
        await WriteAsync("given up", "[]", "NeedsAuthentication", "Release", unsettled: false);
        await WriteAsync("pending and released", "[NeedsAuthentication, Pending]", "Pending", "Release", unsettled: true);
        await WriteAsync("refunded", "[Pending, Succeeded, Refunded]", "Refunded", "Release", unsettled: false);
        await WriteAsync("refunded at once", "[Refunded]", "Refunded", "Release", unsettled: false);
        await WriteAsync("released", "[]", "NeedsAuthentication", "Release", unsettled: true);
        await WriteAsync("released when paid", "[Succeeded]", "Succeeded", "Release", unsettled: true);
        await landed.MigrateAsync();

        const string Paid = "Attempt Succeeded 9800, Authorisation Captured 9800, Capture Succeeded 9800";
        string[] expected =
        [
            "awaiting: Attempt AwaitingBuyer 9800 open",
            "begun: Attempt Begun 9800 open",
            "card_declined: Attempt Declined 9800 card_declined",
            $"card_success: {Paid}",
            $"card_success: {Paid}",
            $"card_success: {Paid}",
            $"card_success: {Paid}, Refund Succeeded 9800",
            $"card_success: {Paid}, Refund Succeeded 9800",
            $"declined then paid: Attempt Declined 9800 because, {Paid}",
            "given up: Attempt Dropped 9800",
            "konbini_pending_then_success: Attempt Pending 9800",
            "pending and released: Attempt Pending 9800 open",
            $"refunded at once: {Paid}, Refund Succeeded 9800",
            $"refunded: {Paid}, Refund Succeeded 9800",
            "released: Attempt Begun 9800 open",
            $"released when paid: {Paid}, Refund Wanted 9800 open",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await landed.ListAsync<string>(Steps)).Order(StringComparer.Ordinal));
        Assert.Equal([0], await landed.ListAsync<int>("SELECT count(*)::int FROM payments.steps s JOIN payments.payments p ON p.id = s.payment_id WHERE s.ended_at < p.created_at OR (s.unsettled AND s.ask_at <> p.ask_at)"));

        var options = new DbContextOptionsBuilder<CommerceDatabase>();
        DatabaseFeature.Configure(options, landed.Source);
        await using var database = new CommerceDatabase(options.Options);
        var payments = await database.Set<Payment>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(payments.Where(payment => payment.Method != "konbini_pending_then_success"), payment => Assert.Equal(payment.Unsettled, payment.Steps.Any(step => step.Unsettled)));

        // Back, and once more: the same.
        await landed.MigrateAsync(Before);
        await landed.MigrateAsync();
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await landed.ListAsync<string>(Steps)).Order(StringComparer.Ordinal));
    }

    private Task WriteAsync(string name, string words, string status, string wanted, bool unsettled)
    {
        var attempts = string.Join(", ", words.Trim('[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select((word, i) => $$"""{"at": "2026-11-29T0{{i + 1}}:00:00.1234567+00:00", "status": "{{word}}"{{(word == "Declined" ? """, "reason": "because" """ : "")}}}"""));
        return landed.ExecuteAsync(
            $"""
            INSERT INTO payments.payments (id, ask_at, asked, attempts, captured, charge_until, client_id, created_at, gateway, method, purpose_id, purpose_kind, reference, released_at, shares, status, unsettled, wanted, amount, currency)
            VALUES (gen_random_uuid(), '2026-11-30', 3, '[{attempts}]', {status is "Succeeded" or "Refunded"}, '2026-11-30', 'app', '2026-11-29', 'sandbox', '{name}', gen_random_uuid(), 'test', '{name}',
                {(wanted == "Release" ? "'2026-11-29T12:00:00Z'" : "NULL")}, '[]', '{status}', {unsettled}, '{wanted}', 9800, 'JPY')
            """);
    }
}
