using CeCommerce.Listings;
using CeCommerce.Platform.Database;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Who paused a listing and why the platform took it down, of rows that the version before wrote and goes on writing beside this one.</summary>
public sealed class ListingCausesTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    /// <summary>The order of the history is that of its ids.</summary>
    private int _noted;

    [Fact]
    public async Task Causes_are_found_for_old_rows_and_kept_for_those_that_an_old_server_writes()
    {
        await PausedAsync("A-1", "imj_06jthqp9wh7xg0xcgc6s9wm6g4 row 2");
        await landed.ExecuteAsync("UPDATE listings.import_rows SET outcome = 'Draft' WHERE source_id = 'A-1'");
        // An operator wrote what looks like an import's reason, but no import left the listing as a draft.
        await PausedAsync("A-2", "imj_06jthqp9wh7xg0xcgc6s9wm6g4 row 3");
        await PausedAsync("A-3", "imj_ row 99999999999999999999");
        await landed.ExecuteAsync($"UPDATE listings.listings SET state = 'Suspended' WHERE source_id = 'A-4'; {Noted("A-4", "suspended", "too early")}; {Noted("A-4", "suspended", "権利者からの\"申出\"")}");
        await landed.MigrateAsync();
        Assert.Equal(["A-1"], await landed.ListAsync<string>("SELECT source_id FROM listings.listings WHERE paused_by = 'Import'"));
        Assert.Equal("権利者からの\"申出\"", await SuspensionAsync("A-4"));

        await landed.ExecuteAsync("UPDATE listings.listings SET state = 'Paused', source_digest = '\\x01' WHERE source_id = 'A-5'");
        await landed.ExecuteAsync("UPDATE listings.listings SET state = 'Paused' WHERE source_id = 'A-6'");
        await landed.ExecuteAsync($"UPDATE listings.listings SET state = 'Suspended' WHERE source_id = 'A-7'; {Noted("A-7", "suspended", "later")}");
        await landed.ExecuteAsync("UPDATE listings.listings SET state = 'Published' WHERE source_id = 'A-1'");
        await landed.ExecuteAsync("UPDATE listings.listings SET state = 'Paused' WHERE source_id = 'A-4'");
        Assert.Equal(["A-5"], await landed.ListAsync<string>("SELECT source_id FROM listings.listings WHERE paused_by = 'Import'"));
        Assert.Equal("later", await SuspensionAsync("A-7"));
        Assert.Equal(["A-7"], await landed.ListAsync<string>("SELECT source_id FROM listings.listings WHERE suspension IS NOT NULL"));
    }

    private Task PausedAsync(string sourceId, string why) =>
        landed.ExecuteAsync($"UPDATE listings.listings SET state = 'Paused' WHERE source_id = '{sourceId}'; {Noted(sourceId, "paused", why)}");

    private string Noted(string sourceId, string what, string why) =>
        $"""
        INSERT INTO platform.history (id, subject_kind, subject_id, at, what, who, why)
        SELECT '{Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddMilliseconds(++_noted))}', 'lst', id, now(), '{what}', 'test', '{why}' FROM listings.listings WHERE source_id = '{sourceId}'
        """;

    private async Task<string> SuspensionAsync(string sourceId)
    {
        var stored = (await landed.ListAsync<string>($"SELECT suspension::text FROM listings.listings WHERE source_id = '{sourceId}'"))[0];
        var suspension = JsonColumn.Read<Suspension>(stored);
        Assert.InRange((TimeProvider.System.GetUtcNow() - suspension.Since).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(10));
        return suspension.Reason;
    }
}
