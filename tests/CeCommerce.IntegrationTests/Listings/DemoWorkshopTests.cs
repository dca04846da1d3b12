using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings.Demo;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>Demo operators who lease and repair goods of the nine product groups, as the API shows them.</summary>
public sealed class DemoWorkshopTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Seen =
        """
        query($id: ID!) { listing(id: $id) {
            state kind
            item { gradeBasis facts { code basis } acts { nodes { kind } } }
            leaseDisclosure { points { point source } }
            compliance { verdict mayPublish findings { ruleId verdict field } } } }
        """;

    private static readonly string[] Groups =
    [
        "air_conditioner", "lcd_tv", "metal_cabinet", "metal_desk", "metal_shelf", "monochrome_copier", "refrigerator", "swivel_chair", "washing_machine",
    ];

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task Every_group_is_leased_or_repaired_and_every_listing_is_on_the_shelf_with_its_criteria_met()
    {
        var listings = await AllAsync();
        Assert.Equal(DemoUnits.All.Count, listings.Count);
        Assert.Equal(Groups, DemoUnits.All.Select(unit => unit.Category).Distinct().Order(StringComparer.Ordinal));
        Assert.All(listings, listing =>
        {
            Assert.Equal("PUBLISHED", listing.Seen.Text("state"));
            var findings = listing.Seen.List("compliance", "findings").ToList();
            var unmet = findings.Where(finding => finding.Text("verdict") != "PASS").Select(finding => $"{listing.Unit.SourceId}: {finding}");
            Assert.Empty(unmet);
            Assert.Contains(findings, finding => finding.Text("ruleId") == (listing.Seen.Text("kind") == "SHARING" ? "CT-018" : "RS-001"));
        });
    }

    [Fact]
    public async Task What_is_told_before_a_lease_follows_from_recorded_acts()
    {
        foreach (var (unit, seen) in (await AllAsync()).Where(listing => listing.Unit.Owner == DemoOperators.Rental))
        {
            var points = seen.List("leaseDisclosure", "points").ToDictionary(point => point.Text("point"), point => point.Text("source"));
            Assert.Equal(unit.Erased is null ? 9 : 10, points.Count);
            Assert.Equal(("ITEM", "ITEM"), (points["FUNCTION"], points["HYGIENE"]));
            Assert.Equal(unit.Repaired is null ? "STATED" : "ITEM", points["REPAIR_RECORD"]);
        }
    }

    [Fact]
    public async Task What_a_repairer_tells_follows_from_recorded_acts()
    {
        foreach (var (unit, seen) in (await AllAsync()).Where(listing => listing.Unit.Owner == DemoOperators.Refurbisher))
        {
            var found = seen.List("item", "facts").Where(fact => fact.Text("basis") == "ACT").Select(fact => fact.Text("code")).ToHashSet();
            Assert.Superset(new HashSet<string> { "REPAIRS", "PARTS_ORIGIN", "TEST_RECORD", "CLEANED", "RECALL_RESULT" }, found);
            Assert.Equal(unit.Erased is not null, found.Contains("ERASURE_METHOD"));
            Assert.Equal("ACT", seen.GetProperty("item").Text("gradeBasis"));
            Assert.Equal(
                unit.Erased is null ? ["INSPECTION", "REPAIR"] : ["INSPECTION", "REPAIR", "ERASURE"],
                seen.List("item", "acts", "nodes").Select(act => act.Text("kind")));
        }
    }

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        var before = Counted();
        await DemoWorkshop.SeedAsync(server.Services, TestContext.Current.CancellationToken);
        Assert.Equal(before, Counted());
    }

    private object? Counted() => _shop.Scalar(
        "SELECT (SELECT count(*) FROM listings.listings) || ' ' || (SELECT count(*) FROM items.acts) || ' ' || (SELECT count(*) FROM platform.events) || ' ' || (SELECT count(*) FROM platform.history)");

    private async Task<List<(DemoUnit Unit, JsonElement Seen)>> AllAsync()
    {
        var all = new List<(DemoUnit, JsonElement)>();
        foreach (var unit in DemoUnits.All)
        {
            var id = (Guid)_shop.Scalar("SELECT id FROM listings.listings WHERE operator_id = $1 AND source_id = $2", _shop.OperatorOf(unit.Owner), unit.SourceId)!;
            var data = await _shop.AskAsync(Seen, new { id = TypedId.Format("lst", id) }, _shop.Token(Role.Operator, unit.Owner));
            all.Add((unit, data.GetProperty("listing")));
        }

        return all;
    }
}
