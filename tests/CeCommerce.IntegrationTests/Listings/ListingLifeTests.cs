using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>A listing from its draft to its end, over HTTP.</summary>
public sealed class ListingLifeTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Token => _shop.Refurbisher;

    [Fact]
    public async Task A_draft_without_a_mark_is_refused_mended_and_published()
    {
        var item = _shop.Item(("facts", Shop.Facts(psePlate: null)));
        var draft = await _shop.DraftAsync(Token, item);
        Assert.Equal("DRAFT", draft.Text("state"));
        Assert.False(draft.GetProperty("compliance").GetProperty("mayPublish").GetBoolean());

        var refused = await _shop.DoAsync(
            "publishListing", new { id = draft.Text("id") }, Token, "listing { id } errors { ... on StandardsNotMet { compliance { findings(unmetOnly: true) { ruleId verdict effect remedy } } } }");
        Assert.Equal("STANDARDS_NOT_MET", refused.Refusal().Text("code"));
        var finding = Assert.Single(refused.Refusal().List("compliance", "findings"), one => one.Text("effect").EndsWith("BLOCK", StringComparison.Ordinal));
        Assert.Equal("UNKNOWN", finding.Text("verdict"));
        Assert.NotEmpty(finding.Text("remedy"));

        item["facts"] = Shop.Facts();
        var described = await _shop.DoAsync("describeItem", new { id = draft.GetProperty("item").Text("id"), item }, Token, "item { id }");
        Assert.Empty(described.List("errors"));
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Token);
        Assert.Equal("PUBLISHED", published.GetProperty("listing").Text("state"));
    }

    [Fact]
    public async Task A_new_price_keeps_the_old_one_and_only_a_verdict_that_says_something_else_is_kept()
    {
        var listing = await _shop.PublishedAsync(Token);
        var changed = await _shop.DoAsync(
            "changePrice", new { id = listing.Text("id"), expectedVersion = listing.Text("version"), price = Shop.Yen(19_800) }, Token, "listing { priceHistory { price { amount } } }");
        Assert.Equal([19_800, 29_800], changed.List("listing", "priceHistory").Select(line => line.GetProperty("price").GetProperty("amount").GetInt64()));
        var described = _shop.Item(("facts", Shop.Facts(psePlate: null)));
        Assert.Empty((await _shop.DoAsync("describeItem", new { id = (await _shop.OwnAsync(listing)).GetProperty("item").Text("id"), item = described }, Token, "item { id }")).List("errors"));
        var stored = (string)_shop.Scalar(
            """
            SELECT string_agg(occasion || ' ' || pack_version || ' ' || (inputs IS NULL AND length(inputs_digest) = 32) || ' ' || actor, ',' ORDER BY id)
            FROM listings.assessments WHERE listing_id = $1
            """,
            Shop.Uuid(listing))!;
        var lines = stored.Split(',');
        Assert.Equal(["Draft", "Change"], lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.Matches(@"^\w+ jp-\S+ true \S+/Refurbisher/\S*$", line));
    }

    [Fact]
    public async Task A_version_that_is_not_the_last_is_refused()
    {
        var listing = await _shop.PublishedAsync(Token);
        var input = new { id = listing.Text("id"), expectedVersion = listing.Text("version"), price = Shop.Yen(19_800) };
        Assert.Empty((await _shop.DoAsync("changePrice", input, Token)).List("errors"));
        Assert.Equal("LISTING_CHANGED_MEANWHILE", (await _shop.DoAsync("changePrice", input, Token)).Refusal().Text("code"));
    }

    [Fact]
    public async Task Moves_that_the_table_does_not_name_are_refused()
    {
        var listing = await _shop.PublishedAsync(Token);
        var (id, platform) = (listing.Text("id"), _shop.Token(Role.Platform));
        Assert.Equal("PAUSED", (await _shop.DoAsync("pauseListing", new { id }, Token)).GetProperty("listing").Text("state"));
        Assert.Equal("LISTING_MOVE_REFUSED", (await _shop.DoAsync("pauseListing", new { id }, Token)).Refusal().Text("code"));
        Assert.Empty((await _shop.DoAsync("publishListing", new { id }, Token)).List("errors"));
        Assert.Equal("SUSPENDED", (await _shop.DoAsync("suspendListing", new { id, reason = "申出" }, platform)).GetProperty("listing").Text("state"));
        Assert.Equal("LISTING_SUSPENDED", (await _shop.DoAsync("publishListing", new { id }, Token)).Refusal().Text("code"));

        var other = (await _shop.PublishedAsync(Token)).Text("id");
        Assert.Equal("WITHDRAWN", (await _shop.DoAsync("withdrawListing", new { id = other }, Token)).GetProperty("listing").Text("state"));
        Assert.Equal("LISTING_MOVE_REFUSED", (await _shop.DoAsync("publishListing", new { id = other }, Token)).Refusal().Text("code"));
        Assert.Equal("LISTING_MOVE_REFUSED", (await _shop.DoAsync("withdrawListing", new { id = other }, Token)).Refusal().Text("code"));
    }

    [Fact]
    public async Task A_serial_number_is_one_thing_whoever_registers_it()
    {
        var item = _shop.Item();
        await _shop.DraftAsync(Token, item);
        const string Select = "listing { id } errors { ... on SerialTaken { byAnotherOperator } }";
        var again = (await _shop.DoAsync("draftListing", new { item, offer = Shop.Offer() }, Token, Select)).Refusal();
        Assert.Equal("SERIAL_TAKEN", again.Text("code"));
        Assert.False(again.GetProperty("byAnotherOperator").GetBoolean());
        var other = (await _shop.DoAsync("draftListing", new { item, offer = Shop.Offer() }, _shop.Token(Role.Refurbisher, DemoOperators.Rental), Select)).Refusal();
        Assert.Equal("SERIAL_TAKEN", other.Text("code"));
        Assert.True(other.GetProperty("byAnotherOperator").GetBoolean());
    }

    [Theory]
    [InlineData("gtin", "4901234567890", "NUMBER_INVALID")]
    [InlineData("imei", "490154203237519", "NUMBER_INVALID")]
    [InlineData("category", "flying_carpet", "CATEGORY_UNKNOWN")]
    [InlineData("year", "2099", "FACT_REFUSED")]
    [InlineData("year", "next", "FACT_REFUSED")]
    [InlineData("name", " ", "ITEM_VALUE_INVALID")]
    [InlineData("price", -1L, "LISTING_VALUE_INVALID")]
    [InlineData("price", 1_000_000_000L, "LISTING_VALUE_INVALID")]
    [InlineData("title", "", "LISTING_VALUE_INVALID")]
    public async Task What_cannot_be_right_is_refused_and_nothing_is_stored(string field, object value, string code)
    {
        var item = field == "year" ? _shop.Item(("facts", Shop.Facts(year: (string)value))) : field is "price" or "title" ? _shop.Item() : _shop.Item((field, value));
        var offer = field == "price" ? Shop.Offer(("price", Shop.Yen((long)value))) : field == "title" ? Shop.Offer(("title", value)) : Shop.Offer();
        var before = Rows();
        foreach (var (language, words) in new[] { ("ja", @"[\p{IsHiragana}]"), ("en", "^[^\\p{IsHiragana}]*$") })
        {
            var error = (await _shop.DoAsync("draftListing", new { item, offer }, Token, "listing { id }", language)).Refusal();
            Assert.Equal(code, error.Text("code"));
            Assert.Matches(words, error.Text("message"));
            Assert.Equal("input", error.List("path").First().GetString());
        }

        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task Checking_a_listing_stores_nothing()
    {
        var before = Rows();
        var checkedOnes = await _shop.AskAsync(
            "query($input: CheckListingInput!) { checkListing(input: $input) { compliance { verdict mayPublish } errors { code } } }",
            new { input = new { item = _shop.Item(), offer = Shop.Offer() } },
            Token);
        Assert.True(checkedOnes.GetProperty("checkListing").GetProperty("compliance").GetProperty("mayPublish").GetBoolean(), checkedOnes.ToString());
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task Nodes_come_in_the_order_of_their_ids_with_null_for_what_is_hidden()
    {
        var (shown, hidden) = (await _shop.PublishedAsync(Token), await _shop.DraftAsync(Token));
        string[] ids = [hidden.Text("id"), shown.GetProperty("item").Text("id"), shown.Text("id")];
        var nodes = (await _shop.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }", new { ids })).List("nodes").ToList();
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Object], nodes.Select(node => node.ValueKind));
        var own = (await _shop.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids }, Token)).List("nodes");
        Assert.Equal(ids, own.Select(node => node.Text("id")));
        var one = await _shop.AskAsync("query($id: ID!) { node(id: $id) { ... on Listing { title } } }", new { id = ids[2] });
        Assert.Equal(shown.Text("title"), one.GetProperty("node").Text("title"));
    }

    /// <summary>How many rows every table has.</summary>
    private string Rows() => (string)_shop.Scalar((string)_shop.Scalar(
        """
        SELECT 'SELECT concat_ws('','', ' || string_agg(format('%L || (SELECT count(*) FROM %I.%I)', table_name || '=', table_schema, table_name), ', ' ORDER BY table_name) || ')'
        FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema IN ('items', 'listings', 'operators', 'orders', 'payments') OR (table_schema = 'platform' AND table_name IN ('events', 'history'))
        """)!)!;
}

/// <summary>On a clock of its own: the day on which a permit has run out.</summary>
public sealed class ExpiredLicenceTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_permit_that_has_run_out_blocks_as_law()
    {
        var shop = new Shop(server);
        var draft = await shop.DraftAsync(shop.Refurbisher);
        await shop.RecordPermitAsync("2026-11-30");
        server.Clock.Advance(TimeSpan.FromDays(30));
        var refused = await shop.DoAsync(
            "publishListing",
            new { id = draft.Text("id") },
            shop.Refurbisher,
            "errors { ... on StandardsNotMet { compliance { findings(unmetOnly: true) { effect message rule { status basis { law article } } } } } }");
        Assert.Equal("STANDARDS_NOT_MET", refused.Refusal().Text("code"));
        Assert.Contains(
            refused.Refusal().List("compliance", "findings"),
            finding => finding.GetProperty("rule").Text("status") == "LAW" && finding.Text("effect").EndsWith("BLOCK", StringComparison.Ordinal)
                && finding.ToString().Contains("12", StringComparison.Ordinal) && finding.ToString().Contains("古物営業法", StringComparison.Ordinal));
    }
}
