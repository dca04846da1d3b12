using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.GraphQL;

public sealed class SchemaTests
{
    private static CommerceSchema Schema() =>
        new ServiceCollection().AddDemoShop().BuildServiceProvider().GetRequiredService<CommerceSchema>();

    [Fact]
    public void Every_member_of_the_schema_is_described() => Assert.Empty(SchemaText.Undescribed(Schema()));

    [Fact]
    public void Printing_twice_gives_the_same_text() => Assert.Equal(Schema().Print(), Schema().Print());

    [Theory]
    [InlineData("type Toy implements Node {")]
    [InlineData("id: ID!")]
    [InlineData("type ToyPriceInvalid implements UserError {")]
    [InlineData("lowest: Money!")]
    [InlineData("type ToyConnection {")]
    [InlineData("type ToyEdge {")]
    [InlineData("node: Toy!")]
    [InlineData("totalCount: Int\n")]
    [InlineData("edges: [ToyEdge!]!")]
    [InlineData("errors: [UserError!]!")]
    [InlineData("enum ToyState {")]
    [InlineData("PARTS_MISSING")]
    [InlineData("scalar DateTime")]
    [InlineData("scalar Date\n")]
    [InlineData("input MoneyInput {")]
    [InlineData("currency: String! = \"JPY\"")]
    [InlineData("price: MoneyInput!")]
    [InlineData("madeOn: Date\n")]
    [InlineData("maker: Maker\n")]
    [InlineData("node(")]
    public void The_schema_has(string line) => Assert.Contains(line, Schema().Print(), StringComparison.Ordinal);

    private sealed class Unguarded
    {
        /// <summary>Nobody said who may.</summary>
        public static string Open() => "";
    }

    [Fact]
    public void A_root_field_without_an_access_rule_stops_the_start()
    {
        var services = new ServiceCollection().AddGraphQLParts(parts => parts.Queries<Unguarded>()).BuildServiceProvider();
        var thrown = Assert.Throws<InvalidOperationException>(services.GetRequiredService<CommerceSchema>);
        Assert.Contains("Query.open", thrown.Message, StringComparison.Ordinal);
    }

    private sealed class Observed
    {
        /// <summary>Pushes.</summary>
        [Public]
        public static IObservable<string> Pushed() => throw new NotSupportedException();
    }

    [Fact]
    public void A_subscription_that_cannot_be_pulled_stops_the_start()
    {
        var services = new ServiceCollection().AddGraphQLParts(parts => parts.Subscriptions<Observed>()).BuildServiceProvider();
        Assert.Contains("Subscription.Pushed", Assert.Throws<InvalidOperationException>(services.GetRequiredService<CommerceSchema>).Message, StringComparison.Ordinal);
    }

    private sealed record Forgotten : UserError
    {
        public override string Code => "FORGOTTEN";

        public override LocalText Message => new("忘れ物", "Forgotten");
    }

    [Fact]
    public void A_refusal_that_nobody_registered_is_found() =>
        Assert.Equal([nameof(Forgotten)], SchemaText.UnregisteredErrors(Schema(), typeof(SchemaTests).Assembly));

    [Fact]
    public void An_access_attribute_says_who_may() =>
        Assert.Equal("books:read", new AllowAttribute { Scope = "books:read" }.Scope);
}
