using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Standards;

/// <summary>What free text says, however it is written.</summary>
public sealed class ReaderTests
{
    [Theory]
    [InlineData("リモコン、取扱説明書", true)]
    [InlineData("User Manual", true)]
    [InlineData("説明書なし、保証書なし、簡易説明書あり", true)]
    [InlineData("説明書が付属します", true)]
    [InlineData("リモコン、説明書なし", false)]
    [InlineData("説明書 無し", false)]
    [InlineData("説明書：無", false)]
    [InlineData("説明書(欠品)", false)]
    [InlineData("説明書欠品", false)]
    [InlineData("説明書はありません", false)]
    [InlineData("説明書は付属しません", false)]
    [InlineData("remote control, no manual", false)]
    [InlineData("manual missing", false)]
    [InlineData("リモコン", false)]
    [InlineData("", false)]
    public void A_manual_among_the_accessories_counts_unless_it_is_said_to_be_missing(string accessories, bool named) =>
        Assert.Equal(named, ManualReader.Names(accessories));

    [Theory]
    [InlineData("ﾒｰｶｰ保証付き", "MakerWarranty")]
    [InlineData("メーカー 保証あり", "MakerWarranty")]
    [InlineData("メーカー保証 なし", "None")]
    [InlineData("ｂｒａｎｄ　ｎｅｗ", "New")]
    [InlineData("Brand-New", "New")]
    [InlineData("動作確認 済み", "Tested")]
    [InlineData("動作確認　済", "Tested")]
    [InlineData("動作確認済みではありません", "None")]
    [InlineData("新品 同様", "LikeNew")]
    [InlineData("新品バッテリー交換済み", "None")]
    [InlineData("新品ﾊﾞｯﾃﾘｰに交換", "None")]
    [InlineData("新品フィルター付き", "None")]
    [InlineData("新品の電源コード付属", "None")]
    [InlineData("新品 紙パック2枚付き", "None")]
    [InlineData("新品バッテリー 10000mAh", "New")]
    [InlineData("新品フィルター。付属品あり", "New")]
    [InlineData("新品コードレス掃除機", "New")]
    [InlineData("新品時計", "New")]
    [InlineData("新品時の価格", "None")]
    [InlineData("新品バッテリー交換済み、本体も新品", "New")]
    [InlineData("メーカー希望価格", "None")]
    [InlineData("brand bag, fully cleaned", "None")]
    public void A_claim_is_found_however_it_is_written(string text, string claims) => Assert.Equal(claims, RuleEdition.Current.Claims.Read(text).ToString());
}
