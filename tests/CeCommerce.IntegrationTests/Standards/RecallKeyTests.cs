using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>The database finds items by the same keys that verdicts are given by.</summary>
public sealed class RecallKeyTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public void Every_character_of_the_basic_plane_has_one_key_on_both_sides()
    {
        var shop = new Shop(server);
        var different = new List<string>();
        for (var block = 1; block < 0x10000; block += 0x100)
        {
            var texts = Enumerable.Range(block, 0x100).Where(code => code < 0xD800 || code is > 0xDFFF and < 0xFFFE).Select(code => $"x{(char)code}9")
                .Where(text => text.All(c => !char.IsControl(c) && c is not (>= '\uFDD0' and <= '\uFDEF')) && Rune.GetUnicodeCategory(new Rune(text[1])) != System.Globalization.UnicodeCategory.OtherNotAssigned).ToArray();
            var keys = (string[])shop.Scalar("SELECT coalesce(array_agg(items.model_key(t) ORDER BY n), '{}') FROM unnest($1) WITH ORDINALITY x (t, n)", (object)texts)!;
            different.AddRange(texts.Zip(keys).Where(pair => RecallKey.Of(pair.First) != pair.Second).Select(pair => $"{pair.First} U+{(int)pair.First[1]:X4}: {pair.Second}"));
        }

        Assert.Empty(different);
    }

    [Fact]
    public void Units_of_a_model_are_found_by_an_index()
    {
        var shop = new Shop(server);
        var plan = (string)shop.Scalar(
            """
            SET enable_seqscan = off;
            EXPLAIN (FORMAT JSON) SELECT id FROM items.items
            WHERE brand IS NOT NULL AND model_number IS NOT NULL AND items.model_key(brand) COLLATE "C" = 'aoba'
                AND items.model_key(model_number) COLLATE "C" BETWEEN 'kw' AND 'kwz'
            """)!;
        Assert.Contains("ix_items_model_key", plan, StringComparison.Ordinal);
        Assert.Contains("model_key", plan, StringComparison.Ordinal);
    }
}
