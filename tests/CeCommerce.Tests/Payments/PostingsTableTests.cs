using System.Reflection;
using System.Text.RegularExpressions;
using CeCommerce.Payments.Ledger;
using CeCommerce.Tests.GraphQL;

namespace CeCommerce.Tests.Payments;

/// <summary><c>docs/ledger.md</c> names what the code posts, and nothing else.</summary>
public sealed partial class PostingsTableTests
{
    [Fact]
    public void The_table_of_postings_has_the_kinds_of_movements_of_the_code() =>
        Assert.Equal(Words<MovementKind>(kind => kind.Word), FirstCells("## Postings"));

    [Fact]
    public void The_table_of_accounts_has_the_kinds_of_accounts_of_the_code() =>
        Assert.Equal(Words<AccountKind>(kind => kind.Word), FirstCells("## Accounts"));

    private static IEnumerable<string> Words<TKind>(Func<TKind, string> word) => typeof(TKind).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(TKind)).Select(field => word((TKind)field.GetValue(null)!)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FirstCells(string heading)
    {
        var text = File.ReadAllText(Path.Combine(SchemaFileTests.Root(), "docs", "ledger.md")).ReplaceLineEndings("\n");
        var section = text[text.IndexOf(heading, StringComparison.Ordinal)..].Split("\n## ")[0] + "\n";
        return FirstCell().Matches(section).Select(match => match.Groups["word"].Value).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("^\\| `(?<word>\\w+)` \\|", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstCell();
}
