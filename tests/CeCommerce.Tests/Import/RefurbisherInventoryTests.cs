using System.Diagnostics;
using CeCommerce.Import;
using CeCommerce.Import.Mapping;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Import;

public sealed class RefurbisherInventoryTests(ITestOutputHelper output)
{
    private const string Inventory = "refurbisher-inventory.cp932.csv";

    [Fact]
    public async Task The_stock_list_of_a_refurbisher_reads_cleanly_but_for_its_wrong_numbers()
    {
        Assert.SkipUnless(ImportSupport.Shared(Inventory) is not null, $"../shared/data/{Inventory} is not on this machine.");
        var mapping = ImportSupport.Valid(StockMapping.Parse(await File.ReadAllBytesAsync(ImportSupport.Sample("stock-list-ja.mapping.json"), TestContext.Current.CancellationToken)));
        var bytes = await File.ReadAllBytesAsync(ImportSupport.Shared(Inventory)!, TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        var rows = await ImportSupport.Rows(bytes, mapping);
        output.WriteLine($"{rows.Count} rows in {watch.ElapsedMilliseconds} ms");
        foreach (var group in rows.SelectMany(row => row.Findings).GroupBy(finding => (finding.Rule, finding.Severity, finding.Field)))
            output.WriteLine($"{group.Key}: {group.Count()}, such as {group.First().Message.Ja}");

        Assert.Equal(5_000, rows.Count);
        Assert.Equal(184, rows.Count(row => row.Findings.Any(finding => finding.Rule == "ITEM-GTIN")));
        Assert.Equal(5, rows.Count(row => row.Findings.Any(finding => finding.Rule == "ITEM-IMEI")));
        Assert.DoesNotContain(rows.SelectMany(row => row.Findings), finding => finding.Rule is not ("ITEM-GTIN" or "ITEM-IMEI"));
        Assert.Equal(5_000, rows.Select(row => row.SourceId).Distinct().Count());
    }

    [Fact]
    public async Task The_first_row_says_what_the_spreadsheet_shows()
    {
        Assert.SkipUnless(ImportSupport.Shared(Inventory) is not null, $"../shared/data/{Inventory} is not on this machine.");
        var mapping = ImportSupport.Valid(StockMapping.Parse(await File.ReadAllBytesAsync(ImportSupport.Sample("stock-list-ja.mapping.json"), TestContext.Current.CancellationToken)));
        await using var file = ImportSupport.Valid(await StockFile.OpenAsync(File.OpenRead(ImportSupport.Shared(Inventory)!), mapping, ImportSupport.Today, TestContext.Current.CancellationToken));
        var first = await file.ReadAsync(0, TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        var row = first.Value!;

        Assert.Equal(2, first.Row);
        Assert.Equal("RF17-000001", row.SourceId);
        Assert.Equal(Money.Jpy(79_700), row.Price);
        Assert.Equal((ListingKind.Reuse, "B", "F4"), (row.Kind, row.Cosmetic.ToString(), row.Functional.ToString()));
        Assert.Equal(13, row.Prefecture!.Code);
        Assert.Equal(18_700, row.Facts.Integer(FactCode.WeightGrams));
        Assert.Equal(new DateOnly(2026, 10, 31), row.Facts.Day(FactCode.RecallCheckedOn));
        Assert.Equal(ErasureMethod.Purge, row.Facts.Choice<ErasureMethod>(FactCode.ErasureMethod));
        Assert.Equal("cp932", file.Encoding);
        Assert.Empty(file.UnusedColumns);
    }
}
