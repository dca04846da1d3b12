using System.Text;
using CeCommerce.Platform;
using CsCheck;

namespace CeCommerce.Tests.Platform;

public sealed class NormalFormTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３ ㎝", "ABC123 cm")]
    [InlineData("\uFFFEＡ", "\uFFFEA")]
    [InlineData("Ａ\uFFFE１\uFFFE", "A\uFFFE1\uFFFE")]
    [InlineData("Ａ\uD800１", "A\uD8001")]
    [InlineData("\uDC00Ａ\uD83D\uDE00", "\uDC00A\uD83D\uDE00")]
    [InlineData("Ａ\uD83D", "A\uD83D")]
    [InlineData("\uFFFF\uFDD0Ａ", "\uFFFF\uFDD0A")]
    [InlineData("", "")]
    public void What_has_no_normal_form_stays_and_the_rest_gets_its_own(string text, string normal) => Assert.Equal(normal, NormalForm.Compatible(text));

    [Fact]
    public void Kana_in_two_characters_are_composed() => Assert.Equal("が\uFFFEぱ", NormalForm.Composed("か\u3099\uFFFEは\u309A"));

    [Fact]
    public void No_text_at_all_makes_it_throw() => Gen.Char.Array[0, 40].Sample(characters =>
    {
        var text = new string(characters);
        return NormalForm.Compatible(text) is not null && NormalForm.Composed(text) is not null;
    });

    [Fact]
    public void Every_character_alone_has_a_form()
    {
        for (var character = 0; character <= char.MaxValue; character++)
        {
            var text = new StringBuilder("あ").Append((char)character).Append('x').ToString();
            Assert.EndsWith("x", NormalForm.Compatible(text), StringComparison.Ordinal);
            Assert.EndsWith("x", NormalForm.Composed(text), StringComparison.Ordinal);
        }
    }
}
