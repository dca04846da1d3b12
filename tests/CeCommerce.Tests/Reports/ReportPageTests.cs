using CeCommerce.Reports.Document;
using CeCommerce.Reports.Parts;
using CeCommerce.Tests.Architecture;
using CeCommerce.Tests.Reports.Parts.Circularity;

namespace CeCommerce.Tests.Reports;

/// <summary><c>docs/reports.md</c> explains every table of every report.</summary>
public sealed class ReportPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reports.md"));

    [Theory]
    [InlineData(ReportKind.Operator)]
    [InlineData(ReportKind.Platform)]
    public void Every_table_is_explained(ReportKind kind) =>
        Assert.Equal([], Tables(kind).Where(code => !Page.Contains($"| `{code}` |", StringComparison.Ordinal)));

    [Fact]
    public void No_two_tables_share_a_code()
    {
        var codes = Tables(ReportKind.Operator).Concat(Tables(ReportKind.Platform)).ToList();

        Assert.Equal(codes.Distinct(), codes);
    }

    private static IEnumerable<string> Tables(ReportKind kind) =>
        ReportParts.Of(SoldListings.Context(kind)).Select(part => part.Draw()).SelectMany(section => section.Tables).Select(table => table.Shape.Code);
}
