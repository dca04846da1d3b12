using CeCommerce.Standards;

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
}
