using System.Text;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>The names of all cases, clause by clause: <c>docs/standards/cases.md</c>. They are English, as the tests are.</summary>
internal static class CasesPage
{
    private const string Introduction =
        """
        # What shows each clause

        Written by `scripts/standards` from the cases of the tests; not to be edited by hand. What the clauses ask is in [README.md](README.md).

        Each line is a test of its own, which the theory named beside the file runs by clause and name of the case.


        """;

    public static string Text()
    {
        var page = new StringBuilder(Introduction);
        foreach (var row in MatrixRow.All)
        {
            page.Append("## ").Append(row.Id).Append('/').Append(row.Clause).Append("\n\n");
            foreach (var tests in row.Tests)
                Add(page, tests);
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Where a page of the same folder finds the cases of a clause.</summary>
    public static string LinkTo(MatrixRow row) => $"cases.md#{row.Id.ToLowerInvariant()}{row.Clause}";

    private static void Add(StringBuilder page, ClauseTests tests)
    {
        page.Append('[').Append(Path.GetFileName(tests.File)).Append("](../../").Append(tests.File).Append("), `").Append(tests.Test).Append("`:\n\n");
        foreach (var (what, names) in new[] { ("met", tests.Cases.Met), ("unmet", tests.Cases.Unmet), ("not applicable", tests.Cases.NotApplicable) })
        {
            foreach (var name in names)
                page.Append("* *").Append(what).Append("*: `").Append(name).Append("`\n");
        }

        page.Append('\n');
    }
}
