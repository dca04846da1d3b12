using CeCommerce.Platform;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>A report that cannot be kept says so, and nothing of it is left half written.</summary>
public sealed class ReportDiskTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Megabytes = 16;

    private readonly (string, string)[] _settings = [("CECOMMERCE_DATABASE", database.ConnectionString)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_for_which_there_is_no_room_fails_and_is_drawn_once_there_is()
    {
        using var home = new TemporaryHome();
        var files = Path.Combine(home.Path, "files");
        using var disk = SmallDisk.MountOrSkip(files, Megabytes);
        await using var server = await ServerProcess.StartAsync(home.Path, _settings);
        using var client = await ReportClient.OfAsync(server, home.Path, _settings);
        foreach (var room in (int[])[0, 4, 40])
        {
            await FillAsync(files, room * 1_024);
            var failed = await client.EndedAsync(await client.AskAsync());
            Assert.Equal(("FAILED", "FILE_STORE_UNAVAILABLE"), (failed.Text("state"), failed.Text("failureCode")));
            await ReportClient.AssertNoHalfFileAsync(home.Path);
            Assert.Empty(Directory.EnumerateFiles(Path.Combine(files, ".drafts")));
        }

        File.Delete(Ballast(files));
        var drawn = await client.EndedAsync(await client.AskAsync());
        Assert.True(drawn.Text("state") == "DONE", drawn.ToString());
        await client.AssertWholeAsync(drawn);
        await ReportClient.AssertNoHalfFileAsync(home.Path);
    }

    [Fact]
    public async Task The_command_writes_a_whole_file_or_none()
    {
        using var home = new TemporaryHome();
        Directory.CreateDirectory(home.Path);
        var folder = Path.Combine(home.Path, "elsewhere");
        using var disk = SmallDisk.MountOrSkip(folder, Megabytes);
        var path = Path.Combine(folder, "report.json");
        await File.WriteAllTextAsync(path, "drawn before", Stop);
        await FillAsync(folder, 8 * 1_024);

        foreach (var unwritable in (string[])[path, Path.Combine(folder, "other.json"), folder, Path.Combine(folder, "missing", "report.json"), Path.Combine(path, "report.json")])
        {
            var (exit, _, errors) = await ReportAsync(home.Path, unwritable);
            Assert.Equal(2, exit);
            Assert.Contains("The report itself is kept", errors, StringComparison.Ordinal);
            Assert.Equal([Ballast(folder), path], Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal));
            Assert.Equal("drawn before", await File.ReadAllTextAsync(path, Stop));
        }

        Assert.Equal(["elsewhere"], Directory.EnumerateFileSystemEntries(home.Path, "elsewhere*").Select(Path.GetFileName));
        File.Delete(Ballast(folder));
        var (written, _, said) = await ReportAsync(home.Path, path);
        Assert.True(written == 0, said);
        Assert.StartsWith("{", await File.ReadAllTextAsync(path, Stop), StringComparison.Ordinal);

        disk.MakeReadOnly();
        Assert.Equal(2, (await ReportAsync(home.Path, path)).ExitCode);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder));
    }

    private Task<(int ExitCode, string Output, string Errors)> ReportAsync(string home, string path)
    {
        var today = TimeProvider.System.Today();
        return ServerProcess.RunAsync(
            home, ["report", "--operator", "demo-refurbisher", "--from", $"{today.AddDays(-20):yyyy-MM-dd}", "--to", $"{today:yyyy-MM-dd}", "--format", "json", "--out", path], _settings);
    }

    private static string Ballast(string folder) => Path.Combine(folder, "ballast");

    /// <summary>Leaves so much room on the small disk.</summary>
    private static async Task FillAsync(string folder, long room)
    {
        File.Delete(Ballast(folder));
        await File.WriteAllBytesAsync(Ballast(folder), new byte[new DriveInfo(folder).AvailableFreeSpace - room], Stop);
    }
}
