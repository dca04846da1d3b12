using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>
/// What began before the as-of instant and was committed after the report was drawn does not slip into it when it is drawn again; a report as of later
/// has it.
/// </summary>
public sealed class LateSettlingTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_that_settles_late_is_in_the_next_report()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        await AssertNextAsync("listings.listings", () => DoAsync("pauseListing", new { id = listing.Text("id") }), "listings_by_state", "paused", _ => listing.Text("id"));
    }

    [Fact]
    public async Task A_publication_that_settles_late_is_in_the_next_report()
    {
        var listing = await _shop.DraftAsync(_shop.Refurbisher);
        await AssertNextAsync("listings.listings", () => DoAsync("publishListing", new { id = listing.Text("id") }), "listings_by_state", "published", _ => listing.Text("id"));
    }

    [Fact]
    public async Task A_draft_that_settles_late_is_in_the_next_report() => await AssertNextAsync(
        "listings.listings", () => DoAsync("draftListing", new { item = _shop.Item(), offer = Shop.Offer() }), "listings_by_state", "draft", payload => payload.GetProperty("listing").Text("id"));

    [Fact]
    public async Task An_inspection_that_settles_late_is_in_the_next_report()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var input = new
        {
            itemId = listing.GetProperty("item").Text("id"),
            performedOn = "2026-11-19",
            performer = "OWN_STAFF",
            result = "SUCCEEDED",
            checklist = new[] { new { name = "冷房・暖房 30分", passed = true } },
            idempotencyKey = Shop.Key(),
        };
        await AssertNextAsync("items.acts", () => DoAsync("recordInspection", input, "act { id }"), "work_on_units", "inspection", payload => payload.GetProperty("act").Text("id"), "succeeded");
    }

    /// <summary>The lines of the log wait for whoever writes, about anything.</summary>
    [Fact]
    public async Task What_was_committed_is_in_the_report_although_somebody_else_still_writes()
    {
        await using var other = new NpgsqlConnection(server.ConnectionString);
        await other.OpenAsync(Stop);
        await using var transaction = await other.BeginTransactionAsync(Stop);
        await using (var write = new NpgsqlCommand("SELECT pg_current_xact_id()", other, transaction))
        {
            await write.ExecuteNonQueryAsync(Stop);
        }

        var draft = await DoAsync("draftListing", new { item = _shop.Item(), offer = Shop.Offer() });
        var drawn = DrawnAsync(Now());
        await Task.WhenAny(drawn, Task.Delay(TimeSpan.FromSeconds(1), Stop));
        await transaction.RollbackAsync(Stop);

        Assert.Contains(draft.GetProperty("listing").Text("id"), Behind(await drawn, "listings_by_state", "draft", "total"));
    }

    /// <summary>Holds a change up until a report is drawn.</summary>
    /// <param name="table">Where the change is held up.</param>
    /// <param name="id">What the change is about, by its payload.</param>
    private async Task AssertNextAsync(string table, Func<Task<JsonElement>> change, string inTable, string row, Func<JsonElement, string> id, string column = "total")
    {
        Task<JsonElement> late;
        DateTimeOffset asOf;
        DrawnReport first;
        await using (var held = new NpgsqlConnection(server.ConnectionString))
        {
            await held.OpenAsync(Stop);
            await using var transaction = await held.BeginTransactionAsync(Stop);
            await using var hold = new NpgsqlCommand($"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE", held, transaction);
            await hold.ExecuteNonQueryAsync(Stop);
            late = change();
            await Shop.UntilAsync(() => Task.FromResult(_shop.Scalar("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = to_regclass($1)", table) is > 0L));
            asOf = Now();
            first = await DrawnAsync(asOf);
        }

        var about = id(await late);
        Assert.Equal(first.Json.ToArray(), (await DrawnAsync(asOf)).Json.ToArray());
        Assert.DoesNotContain(about, Behind(first, inTable, row, column));
        Assert.Contains(about, Behind(await DrawnAsync(Now()), inTable, row, column));
    }

    /// <summary>A moment later, in whole milliseconds.</summary>
    private DateTimeOffset Now()
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        return DateTimeOffset.FromUnixTimeMilliseconds(server.Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private async Task<JsonElement> DoAsync(string mutation, object input, string select = "listing { id }")
    {
        var payload = await _shop.DoAsync(mutation, input, _shop.Refurbisher, select);
        Assert.Empty(payload.List("errors"));
        return payload;
    }

    private static IEnumerable<string> Behind(DrawnReport report, string table, string row, string column) =>
        report.Document.Figures().Where(figure => (figure.Table.Code, figure.Row.Code, figure.Column.Code) == (table, row, column)).SelectMany(figure => report.Rows.Of(figure.Figure)?.First ?? []).Select(one => one.Id);

    private async Task<DrawnReport> DrawnAsync(DateTimeOffset asOf)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var wish = new ReportWish(OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)), new(2026, 11, 1), new(2026, 11, 20), asOf, []);
        return await scope.ServiceProvider.GetRequiredService<ReportDrawing>().DrawAsync(wish, RowWindow.First, null, Stop);
    }
}
