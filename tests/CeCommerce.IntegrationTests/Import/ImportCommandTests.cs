using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Import;

public sealed class ImportCommandTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestDatabase _database = new(cluster);
    private readonly TemporaryHome _home = new();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        Directory.CreateDirectory(_home.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task The_command_writes_a_line_a_row_and_refuses_what_it_cannot_use()
    {
        var list = Path.Combine(ImportShop.Root, "samples", "stock-list-ja.csv");
        var report = Path.Combine(_home.Path, "out.ndjson");
        var (exit, output, errors) = await RunAsync([list, "--publish", "--report", report, "--lang", "en"]);
        Assert.True(exit == 0, errors);
        Assert.Contains("published", output, StringComparison.Ordinal);
        var lines = (await File.ReadAllLinesAsync(report, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(12, lines.Count);
        Assert.All(lines, line => Assert.Contains(line.GetProperty("outcome").GetString(), new[] { "published", "draft", "refused" }));

        Assert.False(File.Exists(report + ".part"));

        await File.WriteAllBytesAsync(report, [0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0], TestContext.Current.CancellationToken);
        Assert.Equal(2, (await RunAsync([report])).ExitCode);
        Assert.Equal(2, (await RunAsync([list + ".missing"])).ExitCode);
        Assert.Equal(2, (await RunAsync([list], "nobody")).ExitCode);
    }

    [Fact]
    public async Task Columns_that_nobody_uses_are_told_and_a_report_never_falls_upon_its_list()
    {
        var list = Path.Combine(_home.Path, "list.csv");
        var lines = await File.ReadAllLinesAsync(Path.Combine(ImportShop.Root, "samples", "stock-list-ja.csv"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(list, lines.Select((line, at) => line + (at == 0 ? ",色番号" : ",12")), TestContext.Current.CancellationToken);
        var (exit, _, errors) = await RunAsync([list, "--dry-run"]);
        Assert.True(exit == 0, errors);
        Assert.Contains("色番号", errors, StringComparison.Ordinal);

        var link = Directory.CreateSymbolicLink(Path.Combine(_home.Path, "link"), _home.Path).FullName;
        var before = await File.ReadAllTextAsync(list, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await RunAsync([list, "--dry-run", "--report", Path.Combine(link, "list.csv")])).ExitCode);
        Assert.Equal(before, await File.ReadAllTextAsync(list, TestContext.Current.CancellationToken));
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, string owner = "demo-refurbisher") => ServerProcess.RunAsync(
        _home.Path, ["import", .. arguments, "--operator", owner, "--mapping", Path.Combine(ImportShop.Root, "samples", "stock-list-ja.mapping.json")],
        ("CECOMMERCE_DATABASE", _database.ConnectionString), ("ASPNETCORE_ENVIRONMENT", "Development"), ("CECOMMERCE_CLOCK", "2026-11-20T09:00:00+09:00"));
}
