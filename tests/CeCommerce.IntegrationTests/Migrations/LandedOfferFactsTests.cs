namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Terms of offers that an earlier version kept with the unit.</summary>
public sealed class LandedOfferFactsTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    private const string Terms =
        """
        {"warrantyScope": {"value": "一年", "source": "OPERATOR", "observedOn": "2026-11-20"}, "saleOption": {"value": true, "source": "IMPORT", "observedOn": "2026-11-20"}}
        """;

    private const string Then =
        """
        {"operatorId": "00000000-0000-0000-0000-000000000001", "sourceId": null, "description": {"facts":
            {"cleaned": {"value": true, "source": "IMPORT", "observedOn": "2026-11-20"}, "referencePrice": {"value": 5000, "source": "IMPORT", "observedOn": "2026-11-20"}}}}
        """;

    [Fact]
    public async Task They_go_to_the_listings_of_the_unit_and_nothing_else_moves()
    {
        await landed.MigrateAsync("20261129100002_ModelKey");
        var (item, past) = (
            (await landed.ListAsync<Guid>("SELECT item_id FROM listings.listings GROUP BY item_id ORDER BY count(*) DESC, item_id LIMIT 1"))[0],
            (await landed.ListAsync<Guid>("SELECT id FROM listings.listings WHERE item_id <> (SELECT item_id FROM listings.listings GROUP BY item_id ORDER BY count(*) DESC, item_id LIMIT 1) LIMIT 1"))[0]);
        var known = await landed.ListAsync<string>($"SELECT facts::text FROM items.items WHERE id = '{item}'");
        await landed.ExecuteAsync($"UPDATE items.items SET facts = facts || '{Terms}' WHERE id = '{item}'; UPDATE listings.listings SET item_then = '{Then}' WHERE id = '{past}'");
        var others = await landed.ListAsync<string>($"SELECT id || facts::text FROM items.items WHERE id <> '{item}' ORDER BY id");
        await landed.MigrateAsync();

        Assert.Equal(known, await landed.ListAsync<string>($"SELECT facts::text FROM items.items WHERE id = '{item}'"));
        Assert.Equal(others, await landed.ListAsync<string>($"SELECT id || facts::text FROM items.items WHERE id <> '{item}' ORDER BY id"));
        Assert.Equal([true], await landed.ListAsync<bool>($"SELECT DISTINCT coalesce(facts = '{Terms}'::jsonb, false) FROM listings.listings WHERE item_id = '{item}'"));
        Assert.Equal(
            ["5000 cleaned"],
            await landed.ListAsync<string>(
                $"SELECT (facts #>> '{{referencePrice,value}}') || ' ' || (SELECT string_agg(key, ' ') FROM jsonb_object_keys(item_then #> '{{description,facts}}') AS key) FROM listings.listings WHERE id = '{past}'"));
        Assert.Empty(await landed.ListAsync<Guid>($"SELECT id FROM listings.listings WHERE facts IS NOT NULL AND item_id <> '{item}' AND id <> '{past}'"));
    }
}
