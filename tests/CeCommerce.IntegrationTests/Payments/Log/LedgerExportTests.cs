using System.Globalization;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.IntegrationTests.Payments.Log;

/// <summary>An exported ledger is proved by itself, and nothing in a file is trusted.</summary>
public sealed class LedgerExportTests(LedgerShop shop) : IClassFixture<LedgerShop>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_commands_export_and_verify_without_a_database_and_against_an_older_checkpoint()
    {
        await FillAsync();
        var (file, kept) = (NewFile("ledger.jsonl.gz"), NewFile("kept"));
        await File.WriteAllTextAsync(kept, (await shop.CheckpointsAsync())[0].Note, Stop);
        var (exported, said, errors) = await RunAsync("ledger", "export", "--file", file);
        Assert.True(exported == 0, said + errors);
        var (right, proved, _) = await AloneAsync("ledger", "verify", "--file", file, "--against", kept);
        Assert.True(right == 0, proved);
        Assert.Equal(0, (await AloneAsync("ledger", "verify", "--file", file, "--against", file)).ExitCode);

        await File.WriteAllTextAsync(kept, (await OfAnotherLogAsync()).Note, Stop);
        var (foreign, named, _) = await AloneAsync("ledger", "verify", "--file", file, "--against", kept);
        Assert.Equal(3, foreign);
        Assert.Contains("checkpoint of another log", named, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, Stop))[..^20], Stop);
        var (cut, _, why) = await AloneAsync("ledger", "verify", "--file", file);
        Assert.Equal(2, cut);
        Assert.Contains("cannot be read at line", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_says_all_that_is_sealed_and_is_right()
    {
        await FillAsync();
        var lines = await ExportAsync();
        Assert.Equal(await shop.CountAsync("payments.log_leaves"), lines.Count(line => line.StartsWith("{\"leaf\"", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("\"resolution\"", StringComparison.Ordinal));
        Assert.Empty(await FlawsAsync(lines));
    }

    [Theory]
    [InlineData("\"amount\":1000", "\"amount\":1001", "not what was sealed", "add up to")]
    [InlineData("\"kind\":\"Charge\"", "\"kind\":\"Refund\"", "not what was sealed")]
    [InlineData("\"outcome\":\"Voided\"", "\"outcome\":\"Expired\"", "not what was sealed")]
    public async Task What_is_changed_in_an_export_is_named(string from, string to, params string[] named)
    {
        await FillAsync();
        var lines = await ExportAsync();
        var place = lines.FindIndex(line => line.Contains(from, StringComparison.Ordinal));
        lines[place] = lines[place].Replace(from, to, StringComparison.Ordinal);
        await HasAsync(lines, named);
    }

    [Fact]
    public async Task Leaves_that_are_dropped_inserted_or_put_elsewhere_are_named()
    {
        await FillAsync();
        var lines = await ExportAsync();
        var first = lines.FindIndex(line => line.StartsWith("{\"leaf\"", StringComparison.Ordinal));
        await HasAsync([.. lines[..first], .. lines[(first + 1)..]], "should", "signed");
        await HasAsync([.. lines[..(first + 1)], .. lines[first..]], "twice", "is not the one that was signed");
        await HasAsync([.. lines[..first], lines[first + 1], lines[first], .. lines[(first + 2)..]], "should", "is not the one that was signed");
        await HasAsync([.. lines[..first], lines[^1]], "there are only 0");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    [InlineData("[[[[[[[[[[[[\n")]
    [InlineData("{\"end\":{\"leaves\":0}}\n")]
    [InlineData("{\"ledger\":{\"format\":2,\"exportedAt\":\"2026-11-20T00:00:00Z\",\"waiting\":0}}\n{\"end\":{\"leaves\":0}}\n")]
    [InlineData("{\"ledger\":{\"format\":1,\"exportedAt\":\"2026-11-20T00:00:00Z\",\"waiting\":0}}\n")]
    [InlineData("{\"ledger\":{\"format\":1,\"exportedAt\":\"2026-11-20T00:00:00Z\",\"waiting\":0}}\n{\"leaf\":{\"number\":0,\"hash\":\"AAAA\"}}\n{\"end\":{\"leaves\":1}}\n")]
    [InlineData("{\"ledger\":{\"format\":1,\"exportedAt\":\"2026-11-20T00:00:00Z\",\"waiting\":0}}\n{\"key\":{\"id\":\"x\",\"public\":null}}\n{\"end\":{\"leaves\":1}}\n")]
    [InlineData("{\"ledger\":{\"format\":1,\"exportedAt\":\"2026-11-20T00:00:00Z\",\"waiting\":0}}\n{\"checkpoint\":\"no\"}\n{\"end\":{\"leaves\":1}}\n")]
    [InlineData("{\"ledger\":{\"format\":1,\"exportedAt\":\"2026-11-20T00:00:00Z\",\"waiting\":0}}\n{\"end\":{\"leaves\":0}}\n{\"end\":{\"leaves\":0}}\n")]
    public async Task A_file_that_is_no_export_is_refused_with_its_line(string text)
    {
        var file = NewFile("hostile");
        await File.WriteAllTextAsync(file, text, Stop);
        var refused = await Assert.ThrowsAsync<LedgerFileRefused>(() => FileVerification.FlawsAsync(file, [], Stop));
        Assert.Equal("LEDGER_FILE_UNREADABLE", refused.Error.Code);
    }

    [Fact]
    public async Task A_line_without_end_and_what_only_looks_like_gzip_are_refused()
    {
        var file = NewFile("hostile");
        await File.WriteAllTextAsync(file, "{\"ledger\":" + new string(' ', 10_000_000), Stop);
        await Assert.ThrowsAsync<LedgerFileRefused>(() => FileVerification.FlawsAsync(file, [], Stop));
        await File.WriteAllBytesAsync(file, [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8], Stop);
        await Assert.ThrowsAsync<LedgerFileRefused>(() => FileVerification.FlawsAsync(file, [], Stop));
        await Assert.ThrowsAsync<LedgerFileRefused>(() => FileVerification.FlawsAsync(file + "-missing", [], Stop));
        await Assert.ThrowsAsync<LedgerFileRefused>(() => FileVerification.KeptAsync(file, Stop));
    }

    private async Task FillAsync()
    {
        await shop.PostAsync();
        var hold = await shop.HoldAsync();
        await shop.Shop.On((CommerceDatabase database) => database.ResolveAsync(Resolution.Void(hold, MovementTime.Now(shop.Now)), default));
        await shop.PostAsync();
        await shop.NextDayAsync();
    }

    private async Task<List<string>> ExportAsync()
    {
        using var to = new MemoryStream();
        await shop.Shop.On((LogExport export) => export.WriteAsync(to, default));
        return [.. System.Text.Encoding.UTF8.GetString(to.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(IReadOnlyList<string> lines)
    {
        var file = NewFile("changed.jsonl");
        await File.WriteAllTextAsync(file, string.Concat(lines.Select(line => line + "\n")), Stop);
        return await FileVerification.FlawsAsync(file, [], Stop);
    }

    private async Task HasAsync(IReadOnlyList<string> lines, params string[] named)
    {
        var flaws = await FlawsAsync(lines);
        Assert.All(named, name => Assert.Contains(flaws, flaw => flaw.Message.En.Contains(name, StringComparison.Ordinal)));
    }

    private async Task<Checkpoint> OfAnotherLogAsync() => (await shop.CheckpointsAsync())[0] with { Origin = "cecommerce.ledger.other" };

    private string NewFile(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(shop.Shop.Home, Guid.CreateVersion7().ToString("N"))).FullName, name);

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ServerProcess.RunAsync(
        shop.Shop.Home, arguments, ("CECOMMERCE_DATABASE", shop.Shop.ConnectionString), ("CECOMMERCE_CLOCK", shop.Now.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture)));

    /// <summary>With a database that nobody can reach.</summary>
    private Task<(int ExitCode, string Output, string Errors)> AloneAsync(params string[] arguments) =>
        ServerProcess.RunAsync(shop.Shop.Home, arguments, ("CECOMMERCE_DATABASE", "Host=127.0.0.1;Port=1;Database=nobody;Timeout=1"));
}
