using CeCommerce.Platform.Pdf;

namespace CeCommerce.Tests.Reports.Formats;

public sealed class LineBreaksTests
{
    [Theory]
    [InlineData("判定は記録された時点で数えます。", 15, "判定は記録された時点で数えま|す。")]
    [InlineData("規則（古物営業法）による", 3, "規則|（古物|営業|法）に|よる")]
    [InlineData("リユースロードマップ", 3, "リユー|スロー|ドマッ|プ")]
    [InlineData("a word that goes on", 5, "a word|that goes|on")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 5, "*")]
    [InlineData("。。。。。。", 2, "。。|。。|。。")]
    [InlineData("一\n二", 9, "一|二")]
    [InlineData("", 9, "")]
    public void Lines_are_broken_where_Japanese_may_be_broken(string text, int letters, string expected)
    {
        var lines = LineBreaks.Of(text, Font(), 10, (letters * 10) + 0.1);

        if (expected == "*")
            Assert.Equal(text, string.Concat(lines));
        else
            Assert.Equal(expected.Split('|').Select(line => line.Trim()), lines.Select(line => line.Trim()));
    }

    [Theory]
    [InlineData("Refurbished count", "Refurbished|count")]
    [InlineData("2026-11 LS-015/recall", "2026-|11|LS-|015/|recall")]
    [InlineData("判定、する。", "判|定、|す|る。")]
    [InlineData("", "")]
    public void A_word_is_what_is_not_broken(string text, string expected) => Assert.Equal(expected.Split('|'), LineBreaks.Words(text));

    [Fact]
    public void No_letter_is_lost_whatever_the_width()
    {
        const string Text = SampleReport.Hostile + "「適合」、「警告」。\U0001F600 (ISO 14040)";
        var font = Font();

        foreach (var width in Enumerable.Range(1, 300))
            Assert.Equal(Tight(font.Visible(Text)), Tight(string.Concat(LineBreaks.Of(font.Visible(Text), font, 8, width))));
    }

    private static string Tight(string text) => Poppler.Tight(text);

    private static PageFont Font()
    {
        var font = new JapaneseFont().Read();
        Assert.SkipUnless(font is not null, $"The package {JapaneseFont.Package} is not on this machine.");
        return new(font!);
    }
}
