using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using Microsoft.Extensions.Configuration;

namespace CeCommerce.Tests.GraphQL;

public sealed class GraphQLSettingsTests
{
    [Fact]
    public void Nothing_set_means_the_defaults()
    {
        var settings = GraphQLSettings.Read(null).Value!;
        Assert.Equal(new GraphQLLimits(), settings.Limits);
        Assert.Equal(DocumentMode.Open, settings.TrustedDocuments.ModeOf("app"));
    }

    [Fact]
    public void Limits_and_modes_are_read()
    {
        var settings = Read(
            ("GraphQL:MaxAliases", "1"), ("GRAPHQL:maxdepth", "7"), ("GraphQL:TrustedDocuments:Mode", "TrustedOnly"),
            ("GraphQL:TrustedDocuments:Clients:demo-app", "open"), ("GraphQL:TrustedDocuments:Folder", "elsewhere")).Value!;
        Assert.Equal(new GraphQLLimits { MaxAliases = 1, MaxDepth = 7 }, settings.Limits);
        Assert.Equal((DocumentMode.Open, DocumentMode.TrustedOnly), (settings.TrustedDocuments.ModeOf("demo-app"), settings.TrustedDocuments.ModeOf(null)));
        Assert.Equal("elsewhere", settings.TrustedDocuments.Folder);
    }

    [Theory]
    [InlineData("GraphQL:MaxAliases", "0")]
    [InlineData("GraphQL:MaxAliases", "-1")]
    [InlineData("GraphQL:MaxAliases", "many")]
    [InlineData("GraphQL:MaxAliases", "")]
    [InlineData("GraphQL:MaxAliases", "99999999999")]
    [InlineData("GraphQL:MaxAlias", "1")]
    [InlineData("GraphQL:TrustedDocuments:Mode", "Closed")]
    [InlineData("GraphQL:TrustedDocuments:Clients:app", "1")]
    public void What_cannot_be_read_is_refused_by_name(string name, string value)
    {
        var error = Read((name, value)).Error;
        Assert.Equal("SETTING_UNREADABLE", error?.Code);
        Assert.Equal([name.Replace(":", "__", StringComparison.Ordinal)], error!.Path);
    }

    private static Outcome<GraphQLSettings> Read(params (string Name, string? Value)[] settings) => GraphQLSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build());
}
