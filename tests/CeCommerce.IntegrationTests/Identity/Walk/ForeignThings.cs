using System.Text.Json;
using CeCommerce.Import.Jobs;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Partners;
using CeCommerce.Passports;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>Something that belongs to another tenant or another consumer.</summary>
/// <param name="Id">Typed identifier, as a client would send it.</param>
/// <param name="Secrets">Text of the thing that a stranger must never be shown; none when the thing is public.</param>
internal sealed record ForeignThing(string Id, params string[] Secrets)
{
    /// <summary>How its rows, and rows about it, are told in the database.</summary>
    public string Uuid => TypedId.TrySplit(Id, out _, out var value) ? value.ToString("D") : throw new FormatException(Id);
}

/// <summary>
/// Things of every kind that has an identifier, all of them the demo refurbisher's or its customer's. A feature adds its line here;
/// the walk fails when a field wants an identifier of a kind that is missing.
/// </summary>
internal static partial class ForeignThings
{
    private static readonly IReadOnlyList<Func<Shop, string, Task<IEnumerable<ForeignThing>>>> Makers =
    [
        OperatorAsync, PartnerAppAsync, DraftAsync, HeldAsync, CartAsync, OrderedAsync, ImportJobAsync, AssignmentAsync, WaiverAsync, RecallAsync, ReportAsync, RecipientAsync, InvoiceAsync, ShippingMethodAsync, PayoutAccountAsync, FeeRuleAsync, FeeInvoiceAsync, SettlementAsync, ReconciliationAsync, DisputeAsync, SavedMethodAsync,
    ];

    /// <param name="customer">Who holds and buys; another app's consumer of the same name is a stranger.</param>
    public static async Task<IReadOnlyList<ForeignThing>> MakeAsync(Shop shop, string customer)
    {
        var things = new List<ForeignThing>();
        foreach (var make in Makers)
        {
            things.AddRange(await make(shop, customer));
        }

        await RecordedAsync(shop);
        // Of what was never offered.
        const string Draft = "SELECT e.id FROM passports.events e JOIN passports.passports p ON p.id = e.passport_id WHERE p.status = 'Draft' AND p.operator_id = $1 ORDER BY e.id DESC LIMIT 1";
        var recorded = (Guid)shop.Scalar(Draft, shop.OperatorOf(DemoOperators.Refurbisher))!;
        var passport = (Guid)shop.Scalar("SELECT passport_id FROM passports.events WHERE id = $1", recorded)!;
        return [.. things, new(new PassportId(passport).ToString()), new(new PassportEventId(recorded).ToString())];
    }

    /// <summary>Passports follow in their own time and name foreign units: once all is written and sealed, nothing changes by itself any more.</summary>
    private static async Task RecordedAsync(Shop shop)
    {
        await shop.Server.Services.GetRequiredService<EventSequencer>().CatchUpAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var settled = await shop.Server.Services.GetRequiredService<EventLog>().SettledAsync(TestContext.Current.CancellationToken);
        await Shop.UntilAsync(() => Task.FromResult(shop.Scalar(
            "SELECT coalesce((SELECT feed_position FROM platform.event_cursors WHERE consumer = 'passports'), 0) >= $1 AND NOT EXISTS (SELECT FROM passports.unsealed)", settled.Value) is true));
    }

    private static Task<IEnumerable<ForeignThing>> OperatorAsync(Shop shop, string customer)
    {
        var (id, evidence) = (shop.OperatorOf(DemoOperators.Refurbisher), Secret("evidence"));
        shop.Scalar(
            """
            INSERT INTO operators.self_assessments (id, operator_id, item, number, score, evidence, assessed_on, recorded_at, client_id)
            SELECT gen_random_uuid(), $1, 'Ce1', count(*) + 1, 2, jsonb_build_object('text', $2), '2026-11-20', now(), 'walk'
            FROM operators.self_assessments WHERE operator_id = $1
            """,
            id,
            evidence);
        return Task.FromResult<IEnumerable<ForeignThing>>([new(OperatorId.From(id).ToString(), evidence)]);
    }

    private static async Task<IEnumerable<ForeignThing>> RecallAsync(Shop shop, string customer)
    {
        var recall = new { number = Secret("recall"), brands = new[] { "Walk" }, models = new[] { new { number = "WALK-1" } }, announcedOn = "2026-11-18", page = "https://recall.example/walk" };
        var input = new { source = "walk", recalls = new[] { recall }, idempotencyKey = Secret("key") };
        return [new((await shop.DoAsync("addRecalls", input, shop.Token(Role.Platform), "recalls { id }")).List("recalls").First().Text("id"))];
    }

    private static async Task<IEnumerable<ForeignThing>> PartnerAppAsync(Shop shop, string customer)
    {
        var name = $"Foreign app {Guid.CreateVersion7():N}";
        await using var scope = shop.Server.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<PartnerAppService>().RegisterAsync(
            new(name, Role.Refurbisher, shop.OperatorOf(DemoOperators.Refurbisher), null, MayActForConsumers: false, TrustedDocumentsOnly: false),
            Caller.Anonymous,
            TestContext.Current.CancellationToken);
        return [new(TypedId.Format(new PartnerAppId(outcome.Value!.App.Id)), name, outcome.Value.Secret)];
    }

    private static async Task<IEnumerable<ForeignThing>> DraftAsync(Shop shop, string customer)
    {
        var (title, serial, source) = (Secret("draft"), Secret("SERIAL").ToUpperInvariant(), Secret("source"));
        var draft = await shop.DraftAsync(shop.Refurbisher, shop.Item(("makerSerial", serial)), Shop.Offer(("title", title)), source);
        return [new(draft.Text("id"), title, source), new(draft.GetProperty("item").Text("id"), serial)];
    }

    private static async Task<IEnumerable<ForeignThing>> CartAsync(Shop shop, string customer)
    {
        var (listing, reference) = (await shop.PublishedAsync(shop.Refurbisher), Secret("reference"));
        var input = new { listingIds = new[] { listing.Text("id") }, clientReference = reference, idempotencyKey = Secret("key") };
        return [new((await shop.DoAsync("addToCart", input, shop.Token(Role.Consumer, consumer: customer), "cart { id }")).GetProperty("cart").Text("id"), reference)];
    }

    private static async Task<IEnumerable<ForeignThing>> HeldAsync(Shop shop, string customer)
    {
        var source = Secret("source");
        var listing = await shop.PublishedAsync(shop.Refurbisher, sourceId: source);
        return [new(listing.Text("id"), source), new((await HoldAsync(shop, customer, listing)).Text("id"), customer)];
    }

    private static async Task<IEnumerable<ForeignThing>> OrderedAsync(Shop shop, string customer)
    {
        var buyer = shop.Token(Role.Consumer, consumer: customer);
        var hold = await HoldAsync(shop, customer, await shop.PublishedAsync(shop.Refurbisher));
        var confirmed = await shop.DoAsync("checkout", new { holdId = hold.Text("id") }, buyer, "confirmation { digest }");
        Assert.True(confirmed.GetProperty("errors").GetArrayLength() == 0, confirmed.ToString());
        var method = (await shop.AskAsync("{ paymentMethods }")).List("paymentMethods").First().GetString();
        var placed = await shop.DoAsync(
            "placeOrder",
            new { holdId = hold.Text("id"), confirmationDigest = confirmed.GetProperty("confirmation").Text("digest"), paymentMethod = method, idempotencyKey = Secret("key") },
            buyer,
            "order { id purchaseId }");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        return [new(placed.GetProperty("order").Text("id"), customer), new(placed.GetProperty("order").Text("purchaseId"), customer)];
    }

    private static Task<IEnumerable<ForeignThing>> ImportJobAsync(Shop shop, string customer)
    {
        var (id, name) = (Guid.CreateVersion7(), Secret("stock"));
        shop.Scalar(
            """
            INSERT INTO listings.import_jobs (id, operator_id, state, file_digest, mapping_digest, file_name, publish, dry_run, requested_by,
                rows_read, published, drafted, refused, unchanged, last_row, bytes_total, bytes_read, created_at)
            VALUES ($1, $2, 'Done', '', '', $3, false, false, 'walk', 0, 0, 0, 0, 0, 0, 0, 0, now())
            """,
            id,
            shop.OperatorOf(DemoOperators.Refurbisher),
            name);
        return Task.FromResult<IEnumerable<ForeignThing>>([new(new ImportJobId(id).ToString(), name)]);
    }

    private static async Task<IEnumerable<ForeignThing>> AssignmentAsync(Shop shop, string customer)
    {
        var auditor = Secret("auditor");
        var made = await shop.DoAsync(
            "assignAuditor",
            new { clientId = auditor, operatorId = OperatorId.From(shop.OperatorOf(DemoOperators.Refurbisher)).ToString(), idempotencyKey = Secret("key") },
            shop.Token(Role.Platform),
            "assignment { id }");
        Assert.True(made.GetProperty("errors").GetArrayLength() == 0, made.ToString());
        return [new(made.GetProperty("assignment").Text("id"), auditor)];
    }

    private static async Task<IEnumerable<ForeignThing>> WaiverAsync(Shop shop, string customer)
    {
        var (id, reason) = (Guid.CreateVersion7(), Secret("reason"));
        var draft = await shop.DraftAsync(shop.Refurbisher);
        shop.Scalar(
            """
            INSERT INTO listings.waivers (id, operator_id, listing_id, clause, reason, evidence, "from", until, client_id, granted_at)
            VALUES ($1, $2, $3, 'LS-013/fifteen-years', $4, jsonb_build_object('text', $4), '2026-11-20', '2027-01-01', 'walk', now())
            """,
            id,
            shop.OperatorOf(DemoOperators.Refurbisher),
            Shop.Uuid(draft),
            reason);
        return [new(new WaiverId(id).ToString(), reason)];
    }

    private static Task<IEnumerable<ForeignThing>> ReportAsync(Shop shop, string customer)
    {
        var (report, schedule, asker, owner) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Secret("asker"), shop.OperatorOf(DemoOperators.Refurbisher));
        shop.Scalar(
            """
            INSERT INTO reports.schedules (id, operator_id, day_of_month, formats, languages, requested_by, next_month, next_on, created_at)
            VALUES ($1, $2, 1, '["Json"]', '["Ja"]', $3, '2027-01-01', '2027-02-01', now())
            """,
            schedule,
            owner,
            asker);
        shop.Scalar(
            """
            INSERT INTO reports.reports (id, operator_id, period_from, period_to, as_of, factors, formats, languages, csv_charset, state, listings_read, attempts, requested_by, created_at, finished_at)
            VALUES ($1, $2, '2026-11-01', '2026-11-10', now(), '[]', '["Json"]', '["Ja"]', 'Utf8', 'Failed', 0, 1, $3, now(), now())
            """,
            report,
            owner,
            asker);
        return Task.FromResult<IEnumerable<ForeignThing>>([new(new ReportId(report).ToString(), asker), new(new ReportScheduleId(schedule).ToString(), asker)]);
    }

    private static async Task<IEnumerable<ForeignThing>> RecipientAsync(Shop shop, string customer)
    {
        var name = Secret("name");
        var input = new { name, postalCode = "1000001", prefectureCode = "13", addressLines = new[] { "千代田区千代田1-1" }, phone = "0312345678", idempotencyKey = Secret("key") };
        var saved = await shop.DoAsync("saveRecipient", input, shop.Token(Role.Consumer, consumer: customer), "recipient { id }");
        Assert.True(saved.GetProperty("errors").GetArrayLength() == 0, saved.ToString());
        return [new(saved.GetProperty("recipient").Text("id"), name)];
    }

    private static async Task<IEnumerable<ForeignThing>> ShippingMethodAsync(Shop shop, string customer)
    {
        var pickUp = new { place = "walk", address = "walk", openingHours = "walk" };
        var set = await shop.DoAsync(
            "setShippingMethod", new { nameJa = "walk", pickUp, idempotencyKey = Secret("key") }, shop.Token(Role.Operator, DemoOperators.Refurbisher), "shippingMethod { id }");
        Assert.True(set.GetProperty("errors").GetArrayLength() == 0, set.ToString());
        return [new(set.GetProperty("shippingMethod").Text("id"))];
    }

    private static async Task<JsonElement> HoldAsync(Shop shop, string customer, JsonElement listing)
    {
        var payload = await shop.DoAsync(
            "holdListing", new { listingId = listing.Text("id"), idempotencyKey = Secret("key") }, shop.Token(Role.Consumer, consumer: customer), "hold { id }");
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("hold");
    }

    private static string Secret(string kind) => $"{kind}-{Guid.CreateVersion7():N}";
}
