namespace CeCommerce.Tests.Architecture;

/// <summary>That the eyes of the other tests see: each way to name another room, each place that SQL can stand in.</summary>
public sealed class SourceFileTests
{
    [Theory]
    [InlineData("using CeCommerce.Orders;")]
    [InlineData("using Placed = CeCommerce.Orders.Order;")]
    [InlineData("using static CeCommerce.Orders.OrderState;")]
    [InlineData("    CeCommerce.Orders.Order? order = null;")]
    [InlineData("/// <summary>As <see cref=\"CeCommerce.Orders.Order\"/>.</summary>")]
    public void A_room_is_named_in_full(string line) => Assert.Contains("Orders", File(line).Named("CeCommerce"));

    [Theory]
    [InlineData("    Orders.Order? order = null;")]
    [InlineData("/// <summary>As <see cref=\"Orders.Order\"/>.</summary>")]
    public void A_room_is_named_in_short(string line) => Assert.Equal(["Orders"], File(line).NamedShort(["Orders"]));

    [Theory]
    [InlineData("    // CeCommerce.Orders.Order is not known here.")]
    [InlineData("    var text = \"CeCommerce.Orders.Order\";")]
    [InlineData("    database.Orders.Order();")]
    [InlineData("using Orders.Order;")]
    public void A_room_is_not_named(string line) => Assert.DoesNotContain("Orders", File(line).Named("CeCommerce").Concat(File(line).NamedShort(["Orders"])));

    [Theory]
    [InlineData("    var sql = \"SELECT id FROM orders.orders\";")]
    [InlineData("    var sql = $\"SELECT id FROM orders.orders WHERE id = {id}\";")]
    [InlineData("    var sql = @\"SELECT id FROM orders.orders\";")]
    [InlineData("    var sql = \"\"\"\n    SELECT id -- \"quoted\"\n    FROM orders.orders\n    \"\"\";")]
    [InlineData("    var url = \"http://x\"; var sql = \"SELECT id FROM orders.orders\"; // \"and so on\"")]
    public void A_table_stands_in_a_string(string lines) => Assert.Contains(File(lines).Texts, text => text.Contains("orders.orders", StringComparison.Ordinal));

    [Fact]
    public void A_table_stands_in_a_script() => Assert.Contains(
        new SourceFile("Items/claims.sql", "-- not payments.payments\nALTER TABLE orders.orders ADD x int;").Texts,
        text => text.Contains("orders.orders", StringComparison.Ordinal) && !text.Contains("payments", StringComparison.Ordinal));

    [Fact]
    public void A_comment_is_no_sql() => Assert.DoesNotContain(
        File("    // orders.orders is read elsewhere\n    /* \"orders.orders\" */").Texts, text => text.Contains("orders.orders", StringComparison.Ordinal));

    private static SourceFile File(string text) => new("Items/Item.cs", text + "\n");
}
