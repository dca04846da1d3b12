using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Architecture;

namespace CeCommerce.Tests.Standards;

/// <summary>What titles offer, against labelled ones as sellers write them. A whole that is taken for an accessory would be asked less than it must be.</summary>
public sealed class OfferedTitlesTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) } };
    private static readonly Title[] All = JsonSerializer.Deserialize<Title[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "Phrases", "offered-titles.json")), Json)!;

    private static readonly string[] Less = ["リモコン", "ホース", "延長管", "バッテリー", "充電器", "ACアダプター", "フィルター", "トナー", "インク", "替刃", "カバー", "ケース", "パッキン", "基板", "紙パック", "電源コード"];

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

    // {0} is the goods, {1} what comes along, is lacking or is in some state.
    [Theory]
    [InlineData("シャープ {0} KC-50X {1}", "{0} {1}付き", "{0} {1}あり", "{0} {1}なし", "{0} {1}付属", "{0} {1}欠品", "{0} {1}新品", "{0} {1}交換済", "{0} {1}良好", "{1}付き{0}", "{1}付き {0}")]
    [InlineData("{0} {1}も付けます", "{0} {1}式", "{0} {1}おまけ", "{0} {1}が付いています", "{0} {1}はありません", "{0} 2021年製 {1}", "{0} 本体 {1}", "{0}+{1}", "{0}、{1}", "{0}（{1}なし）", "{0}【{1}欠品】", "{1} {0}")]
    [InlineData("{0} {1}破損", "{0} {1}ひび", "{0} {1}以外完品", "{0} {1}のみ破損", "{0} {1}だけ欠品", "{0} {1}のみなし", "{0} {1}一式", "{0} {1}とセット", "{0} {1}込み", "{0} 予備{1}付", "{0} 交換用{1}付属", "{0} 未使用{1}")]
    [InlineData("業務用{0} {1}付", "{0} {1}取り外し可", "{0} {1}洗浄済み", "{0} {1}内蔵", "{0} with {1}", "{0} no {1}", "{0} {1} included", "{0} {1} missing", "{0}（{1}、ケーブル）", "{0} 色:白 {1}:有", "{0} {1}×", "{0} {1}◯", "{1}・ケーブル {0}")]
    public void What_comes_along_or_is_lacking_leaves_the_whole(params string[] forms) => Assert.Empty(
        from form in forms
        from category in ProductCategories.All
        from less in Less
        let title = string.Format(CultureInfo.InvariantCulture, form, category.Name.Ja, less)
        where RuleEdition.Current.Offered.Of(ItemFacts.Empty, category, title, "KC-50X").Value is not (WhatIsOffered.Whole or WhatIsOffered.Set)
        select title);

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
        RuleEdition.Current.Offered.Of(ItemFacts.Empty, ProductCategories.TryGet(title.Category, out var category) ? category : null, title.Text, title.ArticleNumber);

    /// <param name="Power">Only of packs and chargers.</param>
    private sealed record Title(WhatIsOffered Offered, string Category, [property: JsonPropertyName("title")] string Text, string? ArticleNumber, AccessoryPower Power);
}
