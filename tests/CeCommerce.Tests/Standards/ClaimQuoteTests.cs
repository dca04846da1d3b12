using CeCommerce.Standards;
using CsCheck;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

/// <summary>A finding about words names the field in which they stand and quotes them.</summary>
public sealed class ClaimQuoteTests
{
    [Theory]
    [InlineData("新品 コート", "きれいです。", "title", "商品名「新品 コート」", "(title: “新品 コート”)")]
    [InlineData("コート", "一度着ました。外箱に破れがありますが中身は新品です。返品可。", "description", "説明「外箱に破れがありますが中身は新品です」", "(description: “外箱に破れがありますが中身は新品です”)")]
    [InlineData("コート 新品ではありません", "新・品", "description", "説明「新・品」", "(description: “新・品”)")]
    [InlineData("コート", "A Brand\nNew coat", "description", "説明「A Brand New coat」", "(description: “A Brand New coat”)")]
    public void The_field_and_the_words_are_told(string title, string description, string field, string ja, string en)
    {
        var finding = Finding(Coat with { Title = title, Description = description }, "LS-019/new");
        Assert.Equal(field, finding.Field);
        Assert.Contains(ja, finding.Message.Ja, StringComparison.Ordinal);
        Assert.Contains(en, finding.Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LS-019/like-new", "cosmeticGrade")]
    [InlineData("LS-019/tested", "testRecord")]
    public void Where_only_the_evidence_is_missing_that_is_the_field_and_the_words_are_quoted(string clause, string field)
    {
        var finding = Finding(Coat.Without(FactCode.TestRecord) with { Title = "動作確認済 新品同様", CosmeticGrade = null }, clause);
        Assert.Equal((RuleVerdict.Unknown, field), (finding.Verdict, finding.Field));
        Assert.Contains("商品名「動作確認済 新品同様」", finding.Message.Ja, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_sentence_is_cut_at_whole_characters()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 31)) + "新品" + string.Concat(Enumerable.Repeat("👍", 31));
        var quote = ClaimQuote.Around(text, 62..64);
        Assert.Contains("新品", quote, StringComparison.Ordinal);
        Assert.InRange(quote.Length, 30, 42);
        Assert.True(PlainText.IsStorable(quote), quote);
        Assert.StartsWith("…", quote, StringComparison.Ordinal);
        Assert.EndsWith("…", quote, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_stands_around_the_words_the_message_can_be_stored() => Gen.Select(Gen.String, Gen.String).Sample((before, after) =>
    {
        var quote = ClaimQuote.Around(before + "新品" + after, before.Length..(before.Length + 2));
        return quote.Contains("新品", StringComparison.Ordinal) && quote.Length <= 42 && PlainText.IsStorable(quote);
    });

    private static Finding Finding(ListingFacts listing, string clause) =>
        Assert.Single(StandardsEngine.Current.Assess(listing).Findings, finding => finding.Rule.ToString() == clause);
}
