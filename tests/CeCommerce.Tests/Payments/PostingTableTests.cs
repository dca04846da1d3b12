using System.Text;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Tests.GraphQL;

namespace CeCommerce.Tests.Payments;

/// <summary>M4–M9 to the yen: what is posted for everything that happens to money, whoever is liable; <c>docs/payments-postings.md</c> is printed from it.</summary>
public sealed class PostingTableTests
{
    public static TheoryData<string, Liable> Cells => new(PostingCases.All.SelectMany(row => Enum.GetValues<Liable>().Select(liable => (row.Happens, liable))));

    [Theory]
    [MemberData(nameof(Cells))]
    public void M6_each_cell_of_the_table_is_posted_to_the_yen(string happens, Liable liable)
    {
        var row = PostingCases.All.Single(each => each.Happens == happens);
        var posted = row.Does(liable).ToList();
        Assert.Equal(liable == Liable.Operator ? row.Operator : row.Platform, PostingCases.Said(posted));
        Assert.All(posted, movement => Assert.Equal(0, movement.Entries.Sum(entry => entry.Amount)));
    }

    [Fact]
    public async Task The_document_is_what_the_code_prints()
    {
        var file = Path.Combine(SchemaFileTests.Root(), "docs", "payments-postings.md");
        if (Environment.GetEnvironmentVariable("CECOMMERCE_WRITE_POSTINGS") == "1")
        {
            await File.WriteAllTextAsync(file, Printed(), TestContext.Current.CancellationToken);
        }

        Assert.True(
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") == Printed(),
            "The postings changed. Run this test with CECOMMERCE_WRITE_POSTINGS=1 and review the difference.");
    }

    [Theory]
    [InlineData(100, "33 67", "10000 20000")]
    [InlineData(100, "34 33 33", "1 1 1")]
    [InlineData(2, "1 1 0", "5 5 5")]
    [InlineData(1, "0 1", "1 2")]
    [InlineData(0, "0 0", "0 0")]
    [InlineData(7, "0 7", "0 3")]
    public void M4_a_fee_is_split_by_the_totals_and_the_largest_remainder_comes_first(long fee, string parts, string totals) =>
        Assert.Equal(parts, string.Join(' ', LargestRemainder.Split(Money.Jpy(fee), [.. totals.Split(' ').Select(long.Parse)]).Select(part => part.Amount)));

    [Fact]
    public void M4_the_parts_of_any_fee_add_up_to_it()
    {
        var random = new Random(4);
        for (var i = 0; i < 10_000; i++)
        {
            var totals = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.NextInt64(1, 1_000_000_000)).ToList();
            var fee = random.NextInt64(0, 100_000);
            var parts = LargestRemainder.Split(Money.Jpy(fee), totals);
            Assert.Equal(fee, parts.Sum(part => part.Amount));
            Assert.All(parts.Zip(totals), part => Assert.InRange((Int128)part.First.Amount * totals.Sum() - (Int128)fee * part.Second, -(Int128)totals.Sum(), totals.Sum()));
        }
    }

    private static string Printed()
    {
        var text = new StringBuilder(
            """
            # What is posted

            Printed from the code: run `PostingTableTests` with `CECOMMERCE_WRITE_POSTINGS=1` to write it anew. Each row is worked out for a sale of 10,000 yen with a fee of 1,000 and 100 tax on it, and is a
            test to the yen. Where money is, and costs, are minus; what is owed and income are plus; each movement adds up to zero. Who is liable (docs/decisions/0044) changes only what is not there when it
            is taken. docs/ledger.md says what the accounts are and where each movement is posted.

            | what happened | operator liable | platform liable |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var row in PostingCases.All)
        {
            text.Append("| ").Append(row.Happens).Append(" | ").Append(PostingCases.Said(row.Does(Liable.Operator))).Append(" | ").Append(PostingCases.Said(row.Does(Liable.Platform))).Append(" |\n");
        }

        return text.ToString();
    }
}
