using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Mapping;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Import;

/// <summary>Small files and mappings for the import tests.</summary>
internal static class ImportSupport
{
    public const string Columns = "id,item,kind,price,made,checked,text\n";

    public static readonly DateOnly Today = new(2026, 11, 20);

    public static StockMapping Mapping(string encoding = "auto", string format = "auto") => Valid(StockMapping.Parse(Encoding.UTF8.GetBytes($$"""
        { "format": "{{format}}", "encoding": "{{encoding}}",
          "columns": { "sourceId": "id", "category": "item", "kind": "kind", "price": "price", "facts.manufactureYear": "made",
                       "facts.recallCheckedOn": "checked", "description": "text" } }
        """)));

    public static T Valid<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Error is null, outcome.Error?.Message.En);
        return outcome.Value!;
    }

    public static Task<Outcome<StockFile>> Open(byte[] file, StockMapping? mapping = null) =>
        StockFile.OpenAsync(new MemoryStream(file), mapping ?? Mapping(), Today, TestContext.Current.CancellationToken);

    public static async Task<IUserError> Refusal(byte[] file, StockMapping? mapping = null)
    {
        var outcome = await Open(file, mapping);
        Assert.NotNull(outcome.Error);
        Assert.NotEmpty(outcome.Error.Message.Ja);
        return outcome.Error;
    }

    public static Task<List<StockRowRead>> Rows(string rows, int from = 0) => Rows(Encoding.UTF8.GetBytes(Columns + rows), from: from);

    public static async Task<List<StockRowRead>> Rows(byte[] file, StockMapping? mapping = null, int from = 0)
    {
        await using var opened = Valid(await Open(file, mapping));
        var rows = new List<StockRowRead>();
        await foreach (var row in opened.ReadAsync(from, TestContext.Current.CancellationToken))
            rows.Add(row);
        return rows;
    }

    public static string? Shared(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(file))
                return file;
        }

        return null;
    }

    public static string Sample(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CeCommerce.sln")))
                return Path.Combine(folder.FullName, "samples", name);
        }

        throw new FileNotFoundException(name);
    }
}
