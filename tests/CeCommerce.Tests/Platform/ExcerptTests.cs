using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Platform;

public sealed class ExcerptTests
{
    private static readonly string Long = new('9', 100_000);

    [Fact]
    public void A_short_value_stays_and_a_long_one_is_cut() =>
        Assert.Equal(("abc", new string('9', 40) + "…"), (Excerpt.Of("abc"), Excerpt.Of(Long)));

    [Fact]
    public void A_character_in_two_halves_is_not_cut_in_two() => Assert.Equal(new string('a', 39) + "…", Excerpt.Of(new string('a', 39) + "😀😀"));

    [Theory]
    [InlineData("Variable '$n' is invalid. Unable to convert '@' to 'Int'")]
    [InlineData("Argument 'n' has invalid value. Expected type 'Int', found \"@\".")]
    [InlineData("操作「@」はドキュメントにありません。")]
    [InlineData("Cannot query field @ on type Query")]
    [InlineData("it's '@'")]
    [InlineData("@")]
    public void A_sentence_repeats_little_of_a_value(string sentence)
    {
        foreach (var value in (string[])[Long, string.Concat(Enumerable.Repeat("'", 100_000)), string.Concat(Enumerable.Repeat("9'\"", 30_000)), new string('9', 50) + "'" + Long])
        {
            var shown = Excerpt.OfSentence(sentence.Replace("@", value, StringComparison.Ordinal));
            Assert.InRange(shown.Length, 1, 700);
            Assert.DoesNotContain(new string('9', 60), shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Our_longest_sentences_stay_as_they_are() => Assert.All(FactCatalogue.All, definition =>
        Assert.All(Enum.GetValues<FactProblem>(), problem =>
        {
            var message = new FactRefused(definition.Code, problem, "x", new DateOnly(2026, 11, 20)).Message;
            Assert.Equal((message.Ja, message.En), (Excerpt.OfSentence(message.Ja), Excerpt.OfSentence(message.En)));
        }));

    [Theory]
    [InlineData("The operator's own words, which are none of the client's, go on for longer than forty characters and say \"x\" and 'y' and 「z」 too.")]
    [InlineData("Don't cut what the makers' names say when it stands outside of quotes: it's a sentence, isn't it, and a rather long one at that.")]
    public void An_apostrophe_is_no_quote(string sentence) => Assert.Equal(sentence, Excerpt.OfSentence(sentence));

    [Fact]
    public void A_sentence_without_long_values_stays_as_it_is()
    {
        const string Sentence = "Variable '$input.item.facts[0].observedOn' is invalid. Unable to convert 'yesterday' to 'Date'; a Date is written 'yyyy-MM-dd'.";
        Assert.Equal(Sentence, Excerpt.OfSentence(Sentence));
    }
}
