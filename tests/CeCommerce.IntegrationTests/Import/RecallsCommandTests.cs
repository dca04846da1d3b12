using System.Text;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Import;

public sealed class RecallsCommandTests(TestCluster cluster) : IAsyncLifetime
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
    public async Task The_command_takes_a_list_in_and_the_same_list_again_changes_nothing()
    {
        var list = await WriteAsync(
            "list.csv",
            """
            number,brands,models,manufacturedFrom,manufacturedTo,announcedOn,page
            A-1,アオバ電機;AOBA,KT-934G;KT-93*,2020年1月5日,2021-12-31,R8.11.18,https://recall.example/a1
            A-2,キタナミ,KW-70D,,,2026-11-19,https://recall.example/a2
            """);
        var (exit, output, errors) = await RunAsync(list);
        Assert.True(exit == 0, errors);
        Assert.Equal("added 2, changed 0, unchanged 0", output.Trim());
        Assert.Equal("added 0, changed 0, unchanged 2", (await RunAsync(list)).Output.Trim());

        var lines = await WriteAsync(
            "list.ndjson", """{"number":"A-2","brands":["キタナミ"],"models":["KW-70D","KW-71*"],"announcedOn":"2026-11-19","page":"https://recall.example/a2"}""");
        Assert.Equal("added 0, changed 1, unchanged 0", (await RunAsync(lines)).Output.Trim());
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_home.Path, name);
        await File.WriteAllTextAsync(path, text, Encoding.UTF8, TestContext.Current.CancellationToken);
        return path;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string file) => ServerProcess.RunAsync(
        _home.Path, ["recalls", "import", file, "--source", "caa"], ("CECOMMERCE_DATABASE", _database.ConnectionString), ("CECOMMERCE_CLOCK", "2026-11-20T09:00:00+09:00"));
}
