using System.Text;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>Writes tables of Markdown.</summary>
internal static class MarkdownTable
{
    public static StringBuilder Table(this StringBuilder page, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(page, head);
        Row(page, [.. head.Select(_ => "---")]);
        foreach (var row in rows)
            Row(page, row);
        return page.Append('\n');
    }

    private static void Row(StringBuilder page, IReadOnlyList<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
