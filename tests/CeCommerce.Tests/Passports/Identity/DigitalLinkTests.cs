using CeCommerce.Passports.Identity;
using CsCheck;

namespace CeCommerce.Tests.Passports.Identity;

public sealed class DigitalLinkTests
{
    private const string Gtin = "https://id.example/01/09520123456788";

    [Theory]
    [InlineData("ftp://id.example/01/09520123456788", DigitalLinkFlaw.NotAnAddress, "")]
    [InlineData("https:///01/09520123456788", DigitalLinkFlaw.NotAnAddress, "")]
    [InlineData("https://user@id.example/01/09520123456788", DigitalLinkFlaw.NotAnAddress, "")]
    [InlineData(Gtin + "/21/あ", DigitalLinkFlaw.Characters, "")]
    [InlineData(Gtin + "/21/a b", DigitalLinkFlaw.Characters, "")]
    [InlineData(Gtin + "/foo", DigitalLinkFlaw.NoKey, "")]
    [InlineData(Gtin + "/foo/bar", DigitalLinkFlaw.NoKey, "")]
    [InlineData("https://id.example/gtin/09520123456788", DigitalLinkFlaw.NoKey, "")]
    [InlineData("https://id.example/", DigitalLinkFlaw.NoKey, "")]
    [InlineData("https://id.example/01/9520123456788", DigitalLinkFlaw.Value, "01")]
    [InlineData("https://id.example/01/0952012345678X", DigitalLinkFlaw.Value, "01")]
    [InlineData("https://id.example/01/09520123456789", DigitalLinkFlaw.CheckDigit, "01")]
    [InlineData(Gtin + "/21/123456789012345678901", DigitalLinkFlaw.Value, "21")]
    [InlineData(Gtin + "/21/a%2", DigitalLinkFlaw.Value, "21")]
    [InlineData(Gtin + "/21/a%E3%81%82", DigitalLinkFlaw.Value, "21")]
    [InlineData(Gtin + "/21/a%0A", DigitalLinkFlaw.Value, "21")]
    [InlineData(Gtin + "/21/a%20", DigitalLinkFlaw.Value, "21")]
    [InlineData(Gtin + "/21/a%252F%7E", DigitalLinkFlaw.Value, "21")]
    [InlineData(Gtin + "/21/S/10/L", DigitalLinkFlaw.Qualifiers, "21")]
    [InlineData(Gtin + "/10/L/10/L", DigitalLinkFlaw.Repeated, "10")]
    [InlineData(Gtin + "/7040/1ABC", DigitalLinkFlaw.Qualifiers, "7040")]
    [InlineData(Gtin + "/235/T/21/S", DigitalLinkFlaw.Qualifiers, "235")]
    [InlineData(Gtin + "?21=S", DigitalLinkFlaw.NotAnAttribute, "21")]
    [InlineData(Gtin + "?8200=x", DigitalLinkFlaw.NotAnAttribute, "8200")]
    [InlineData(Gtin + "?89=x", DigitalLinkFlaw.UnknownAi, "89")]
    [InlineData(Gtin + "?17=", DigitalLinkFlaw.Value, "17")]
    public void What_is_no_link_is_refused_with_the_reason(string uri, DigitalLinkFlaw flaw, string ai)
    {
        var error = Assert.IsType<DigitalLinkInvalid>(DigitalLink.Parse(uri).Error);
        Assert.Equal((flaw, ai), (error.Flaw, error.Ai));
        Assert.NotEqual(error.Message.Ja, error.Message.En);
    }

    [Fact]
    public void What_is_too_long_is_refused_before_anything_is_read() =>
        Assert.Equal(DigitalLinkFlaw.TooLong, Assert.IsType<DigitalLinkInvalid>(DigitalLink.Parse(Gtin + "?" + new string('x', 5_000_000)).Error).Flaw);

    [Theory]
    [InlineData(Gtin + "/", Gtin)]
    [InlineData("https://id.example/some/where/01/09520123456788/10/L%2f1/21/a-_.b", "https://id.example/some/where/01/09520123456788/10/L%2F1/21/a-_.b")]
    [InlineData("https://id.example:5443/8004/4912345ABC/7040/1XYZ?linkType=gs1:dpp#top", "https://id.example:5443/8004/4912345ABC/7040/1XYZ")]
    [InlineData("https://id.example/8003/04912345678904REUSE1", "https://id.example/8003/04912345678904REUSE1")]
    [InlineData("https://id.example/01/09520123456788/21/01", "https://id.example/01/09520123456788/21/01")]
    public void A_link_is_written_in_one_way(string uri, string written) => Assert.Equal(written, Read(uri).ToUri());

    [Fact]
    public void What_stands_before_the_key_is_the_stem() => Assert.Equal("https://id.example/01/x", Read("https://id.example/01/x/01/09520123456788").Stem);

    [Fact]
    public void Any_serial_of_the_82_characters_comes_back_as_it_was() => Gen.Char[AiFormat.Set82].Array[1, 20].Sample(characters =>
    {
        var serial = new string(characters);
        Assert.True(DigitalLink.Of("https://id.example", [new("21", serial), new("01", "09520123456788")]).Try(out var link, out _));
        Assert.Equal(serial, Assert.Single(Read(link.ToUri()).Qualifiers).Value);
    });

    [Fact]
    public void No_text_makes_reading_fail_otherwise_than_by_a_refusal() => Gen.String.Sample(text =>
    {
        DigitalLink.Parse(text);
        DigitalLink.Parse("https://id.example/01/09520123456788" + text);
    });

    private static DigitalLink Read(string uri)
    {
        Assert.True(DigitalLink.Parse(uri).Try(out var link, out var error), error?.Message.En);
        return link;
    }
}
