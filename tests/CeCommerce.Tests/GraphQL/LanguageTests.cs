using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Transport;

namespace CeCommerce.Tests.GraphQL;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, Language.Ja)]
    [InlineData("", Language.Ja)]
    [InlineData("ja", Language.Ja)]
    [InlineData("en-US,en;q=0.9", Language.En)]
    [InlineData("ja;q=0.5, en;q=0.8", Language.En)]
    [InlineData("fr, en;q=0.1", Language.En)]
    [InlineData("fr", Language.Ja)]
    [InlineData(";;;=", Language.Ja)]
    public void Accept_Language_chooses(string? header, Language language) => Assert.Equal(language, RequestLanguage.Of(header));
}
