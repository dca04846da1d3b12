namespace CeCommerce.Tests.GraphQL;

/// <summary>
/// The schema keeps to its conventions, but for what stands in <c>schema-debts.txt</c>. That list only ever gets shorter: what is new keeps
/// to them, and a line that no longer breaks anything is taken out.
/// </summary>
public sealed class SchemaConventionsTests
{
    private static readonly string[] Known = File.ReadAllLines(Path.Combine(SchemaFileTests.Root(), "tests", "CeCommerce.Tests", "GraphQL", "schema-debts.txt"));

    private static readonly IReadOnlyList<string> Broken = SchemaConventions.Broken(SchemaFileTests.Schema);

    [Fact]
    public void What_is_new_in_the_schema_keeps_to_its_conventions() => AssertNone("Mend these; the list of debts does not grow.", Broken.Except(Known, StringComparer.Ordinal));

    [Fact]
    public void What_was_mended_leaves_the_list_of_debts() => AssertNone("These break nothing any more; take them out of schema-debts.txt.", Known.Except(Broken, StringComparer.Ordinal));

    [Fact]
    public void The_list_of_debts_is_in_order_and_says_nothing_twice() => Assert.Equal(Known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), Known);

    private static void AssertNone(string advice, IEnumerable<string> lines)
    {
        var found = lines.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found.Prepend(advice)));
    }
}
