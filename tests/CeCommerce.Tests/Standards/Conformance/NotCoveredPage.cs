using System.Text;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary><c>docs/standards/not-covered.md</c>.</summary>
internal static class NotCoveredPage
{
    public static string Text()
    {
        var page = new StringBuilder()
            .Append("# Rules that the edition does not have\n\n")
            .Append("Written by `scripts/standards`; the words are in `tests/CeCommerce.Tests/Standards/Conformance/not-covered.json`.\n\n")
            .Append("Of the ").Append(ReferenceNotes.Ids.Count).Append(" rules that our research of the law proposes, ")
            .Append(ReferenceNotes.Ids.Count - ReferenceNotes.NotCovered.Count).Append(" are in the [edition](README.md). The others are here, each with what it waits for. ")
            .Append("A *criterion* binds without an order or a penalty behind it, so it never blocks as law.\n\n");
        foreach (var subject in ReferenceNotes.NotCovered.GroupBy(rule => MatrixSection.Of(rule.Id)))
        {
            page.Append("## ").Append(subject.Key.Name.En).Append(" (").Append(subject.Key.Name.Ja).Append(")\n\n")
                .Table(["Id", "About", "Law", "Why not"], subject.Select(rule => (string[])[rule.Id, rule.About, rule.Law, rule.Why]));
        }

        page.Append("## In the edition, but not everything that could be asked\n\n")
            .Table(["Id", "What is missing"], ReferenceNotes.InPart.Select(rule => (string[])[rule.Id, rule.Missing]));
        return page.ToString().TrimEnd('\n') + "\n";
    }
}
