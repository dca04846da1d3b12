using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Migrating loses nothing that the earlier version wrote.</summary>
public sealed class LandedRowsTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    private static readonly string[] s_tables =
    [
        "operators.operators", "items.items", "items.serials", "items.claims", "listings.listings", "listings.prices", "listings.import_jobs", "listings.import_rows",
        "orders.holds", "orders.orders", "payments.payments", "payments.ledger_entries", "payments.webhook_inbox", "platform.history", "platform.events",
    ];

    [Fact]
    public async Task Every_row_is_there_afterwards()
    {
        var before = await CountAsync();
        await landed.MigrateAsync();
        Assert.All(before, count => Assert.True(count.Rows > 0, $"{count.Table} has no row to migrate."));
        Assert.Equal(before, await CountAsync());
        Assert.Equal(0m, (await landed.ListAsync<decimal>("SELECT coalesce(sum(amount), 0) FROM payments.ledger_entries"))[0]);
    }

    [Fact]
    public async Task Listings_of_before_read_with_their_verdicts_and_tell_nothing_before_a_lease()
    {
        await landed.MigrateAsync();
        var options = new DbContextOptionsBuilder<CommerceDatabase>();
        DatabaseFeature.Configure(options, landed.Source);
        await using var database = new CommerceDatabase(options.Options);
        var listings = await database.Set<Listing>().Include(x => x.Item).AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(listings);
        Assert.All(listings, listing => Assert.Equal((null, null), (listing.LeaseDisclosure, listing.Disclosed)));
        Assert.Contains(listings, listing => listing.Compliance is { PackVersion: "jp-2026.11.1" });
        _ = await database.Set<StoredAssessment>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await database.Set<LeaseDisclosureRecord>().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_snapshot_says_what_the_mappings_say()
    {
        using var database = new DesignTimeDatabase().CreateDbContext([]);
        Assert.False(database.Database.HasPendingModelChanges(), "Add a migration: the mappings have changed since the last one.");
    }

    private async Task<List<(string Table, long Rows)>> CountAsync()
    {
        var counts = new List<(string, long)>();
        foreach (var table in s_tables)
        {
            counts.Add((table, (await landed.ListAsync<long>($"SELECT count(*) FROM {table}"))[0]));
        }

        return counts;
    }
}
