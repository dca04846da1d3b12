using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Standards;
using CeCommerce.Tests.Architecture;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

/// <summary>What titles offer, against labelled ones as sellers write them. A whole that is taken for an accessory would be asked less than it must be.</summary>
public sealed class OfferedTitlesTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) } };
    private static readonly Title[] All = JsonSerializer.Deserialize<Title[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "Phrases", "offered-titles.json")), Json)!;

    [Fact]
    public void There_are_enough_titles_and_half_of_them_offer_the_whole()
    {
        Assert.True(All.Length >= 120, "At least 120 titles.");
        Assert.InRange(All.Count(title => title.Offered == WhatIsOffered.Whole), All.Length * 0.5, All.Length * 0.6);
        Assert.Equal(All.Length, All.Select(title => title.Category + title.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.All(All, title => Assert.True(ProductCategories.TryGet(title.Category, out _), title.Category));
    }

    [Fact]
    public void No_whole_and_no_set_is_taken_for_less() => Assert.Empty(Misread(All.Where(title => title.Offered is WhatIsOffered.Whole or WhatIsOffered.Set)));

    [Fact]
    public void What_is_not_the_whole_is_mostly_seen()
    {
        var less = All.Where(title => title.Offered is not (WhatIsOffered.Whole or WhatIsOffered.Set)).ToList();
        var misread = Misread(less);
        output.WriteLine($"{less.Count - misread.Count} of {less.Count}");
        misread.ForEach(output.WriteLine);
        Assert.True(misread.Count <= less.Count / 20, "See the output.");
    }

    [Fact]
    public void Packs_and_chargers_are_known_as_electrical() => Assert.All(All.Where(title => title.Power != AccessoryPower.None), title => Assert.Equal(title.Power, Read(title).Power));

    private static List<string> Misread(IEnumerable<Title> titles) =>
        [.. titles.Where(title => Read(title).Value != title.Offered).Select(title => $"{title.Category}: {title.Text} [{title.ArticleNumber}] is {title.Offered}, read {Read(title).Value}")];

    private static Offered Read(Title title) =>
        Offered.Of(ItemFacts.Empty, ProductCategories.TryGet(title.Category, out var category) ? category : null, title.Text, title.ArticleNumber);

    /// <param name="Power">Only of packs and chargers.</param>
    private sealed record Title(WhatIsOffered Offered, string Category, [property: JsonPropertyName("title")] string Text, string? ArticleNumber, AccessoryPower Power);
}
