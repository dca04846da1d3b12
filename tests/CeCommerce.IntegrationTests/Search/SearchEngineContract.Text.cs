using CeCommerce.Search;

namespace CeCommerce.IntegrationTests.Search;

public abstract partial class SearchEngineContract
{
    [Theory]
    [InlineData("ノートパソコン", "ノートパソコン 15型")]
    [InlineData("ぱそこん", "ノートパソコン")]
    [InlineData("ﾊﾟｿｺﾝ", "ノートパソコン")]
    [InlineData("パソコン", "のーとぱそこん")]
    [InlineData("ＴＨＩＮＫ　ｐａｄ", "Think Pad X1")]
    [InlineData("thinkpad", "ＴｈｉｎｋＰａｄ")]
    [InlineData("コンピューター", "北星コンピュータ製")]
    [InlineData("コンピュータ", "コンピューターラック")]
    [InlineData("キャノン", "キヤノン 複合機")]
    [InlineData("バイオリン", "ヴァイオリン")]
    [InlineData("佐々木", "佐佐木工房の椅子")]
    [InlineData("靴", "革靴 26cm")]
    [InlineData("本", "本")]
    [InlineData("中古ノート", "ノートパソコン(中古)")]
    [InlineData("革の靴", "革靴")]
    [InlineData("中古冷蔵庫", "冷蔵庫・中古")]
    [InlineData("組み立て家具", "組み立て家具セット")]
    [InlineData("𠮷野家", "𠮷野家の丼")]
    [InlineData("①", "1")]
    [InlineData("KT-934G", "複合機 KT-934G 2022年製")]
    [InlineData("kt934g", "複合機 KT-934G 2022年製")]
    [InlineData("KT 934G", "複合機 KT-934G")]
    [InlineData("SV 647F", "ノートパソコン SV647F")]
    [InlineData("SV-647F", "ノートパソコン SV 647F")]
    [InlineData("sv647f", "ノートパソコン SV 647F")]
    [InlineData("647F", "SV-647F")]
    [InlineData("ＳＶ－６４７Ｆ", "SV647F")]
    [InlineData("iphone13", "iPhone 13 mini")]
    [InlineData("wifi", "Wi-Fiルーター")]
    public async Task What_is_typed_finds_what_is_written(string typed, string written)
    {
        await OfferAsync(Shelf.Listing(1, written), Shelf.Listing(2, "まったく別の商品"));

        await FindsAsync([1], typed);
        Assert.True((await SearchAsync(new() { Text = typed })).Hits[0].Score > 0);
    }

    [Theory]
    [InlineData("ノートパソコン", "ノート 5冊")]
    [InlineData("京都", "都京")]
    [InlineData("KT-934G", "KT-934H")]
    [InlineData("ビール", "ビル")]
    [InlineData("冷蔵庫 赤", "冷蔵庫 青")]
    public async Task What_is_typed_does_not_find_something_else(string typed, string written)
    {
        await OfferAsync(Shelf.Listing(1, written));

        Assert.Empty(await FindAsync(typed));
    }

    [Fact]
    public async Task Brand_model_category_gtin_description_and_operator_are_searched()
    {
        await OfferAsync(Shelf.Listing(1, "商品") with
        {
            Brand = "革工房いろは",
            ModelNumber = "MR-639F",
            Gtin = "4914398882444",
            CategoryName = new("スニーカー", "Sneakers"),
            Description = "動作確認済みです。",
        });

        foreach (var text in (string[])["いろは", "mr639f", "4914398882444", "すにーかー", "SNEAKERS", "動作確認", "北星リユース", "いろは スニーカー 動作"])
        {
            await FindsAsync([1], text);
        }
    }

    [Fact]
    public async Task The_title_weighs_more_than_the_brand_and_the_brand_more_than_the_description()
    {
        await OfferAsync(
            Shelf.Listing(1, "加湿器") with { Description = "アラシ製品と比べてください" },
            Shelf.Listing(2, "加湿器") with { Brand = "アラシ" },
            Shelf.Listing(3, "アラシ 加湿器"));

        await FindsAsync([3, 2, 1], "アラシ");
    }

    [Fact]
    public async Task Hostile_text_is_answered_like_any_other()
    {
        await OfferAsync(Shelf.Listing(1, "冷蔵庫 AND 洗濯機"));
        string[] hostile =
        [
            "+-&&||!(){}[]^\"~*?:\\/", "title:*", "冷蔵庫\"", "(((((", "\0", "\ud800", "冷蔵庫\udfff\ud800", "\uffff\ufffe", "* OR 1=1", "%_'; DROP TABLE",
            new('あ', 10_000), new('\ufdfa', 10_000), string.Concat(Enumerable.Repeat("a-", 5_000)), string.Concat(Enumerable.Repeat("語 ", 5_000)),
            new('9', 10_000), new('\u0301', 10_000), "\u202eabc", "ー", "々", "ヾ", "ヴ", "ヴヾー", "😀", "🇯🇵", " ", "\t\r\n", "ⅷ㍑ﷺ",
        ];

        foreach (var text in hostile)
        {
            await SearchAsync(new() { Text = text, Facets = Enum.GetValues<ListingFacet>() });
            await OfferAsync(Shelf.Listing(2, text) with { Brand = text, Description = text });
        }

        await FindsAsync([1], "冷蔵庫\0洗濯機\ud800");
    }

    [Fact]
    public async Task Text_without_a_word_finds_everything_newest_first()
    {
        await OfferAsync(Shelf.Listing(1), Shelf.Listing(2), Shelf.Listing(3));

        await FindsAsync([3, 2, 1], "!!!");
        await FindsAsync([3, 2, 1], new ListingSearch());
    }
}
