using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Files;

namespace CeCommerce.IntegrationTests.Files;

/// <summary>Files in a folder.</summary>
public sealed class FolderStoreTests : FileStoreContract
{
    private string Root => Path.Combine(Home.Path, "files");

    [Fact]
    public async Task A_full_disk_is_told_and_keeps_nothing_of_the_file()
    {
        using var disk = SmallDisk.MountOrSkip(Root, megabytes: 1);
        var kept = await PutAsync(Area, "there was room for this");
        Assert.Equal(FileStoreTrouble.Full, Trouble(await Files.PutAsync(Area, new MadeUpBytes(3 * Megabyte), Pdf, Cancellation)));
        AssertNoDrafts();
        Assert.Single(await KeysAsync());

        await using (var read = Good(await Files.OpenAsync(Area, kept, Cancellation)))
        {
            Assert.Equal(kept.Length, read.Length);
        }

        await File.WriteAllBytesAsync(Path.Combine(Root, "ballast"), new byte[200_000], Cancellation);
        Assert.Equal(FileStoreTrouble.Full, Trouble(await Files.PutAsync(Area, new MadeUpBytes(900_000), Pdf, Cancellation)));
        File.Delete(Path.Combine(Root, "ballast"));
        Assert.Equal(900_000, Good(await Files.PutAsync(Area, new MadeUpBytes(900_000), Pdf, Cancellation)).Length);
    }

    [Fact]
    public async Task A_disk_that_may_only_be_read_still_gives_files_out()
    {
        using var disk = SmallDisk.MountOrSkip(Root, megabytes: 1);
        var kept = await PutAsync(Area, "written before");
        disk.MakeReadOnly();
        Assert.Equal(FileStoreTrouble.Denied, Trouble(await Files.PutAsync(Area, Bytes("written after"), Pdf, Cancellation)));
        Assert.Equal(FileStoreTrouble.Denied, (await Files.ProbeAsync(Cancellation))?.Trouble);
        Clock.Advance(FileStore.ShortestStay + TimeSpan.FromMinutes(1));
        Assert.Equal(FileStoreTrouble.Denied, Trouble(await Files.DeleteAsync(Area, kept.Digest, Cancellation)));
        await using var read = Good(await Files.OpenAsync(Area, kept, Cancellation));
        Assert.Equal(kept.Length, read.Length);
    }

    [Fact]
    public async Task An_area_on_another_file_system_is_refused_rather_than_copied_to()
    {
        using var disk = SmallDisk.MountOrSkip(Path.Combine(Root, "reports"), megabytes: 1);
        Assert.Equal(FileStoreTrouble.Unreachable, Trouble(await Files.PutAsync(Area, Bytes("never half of it"), Pdf, Cancellation)));
        Assert.Empty(await KeysAsync());
        AssertNoDrafts();
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_reads_the_files()
    {
        var file = await PutAsync(Area, "ours");
        var path = StoredPath(new(Area, file.Digest));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        for (var folder = Path.GetDirectoryName(path); folder != Home.Path; folder = Path.GetDirectoryName(folder)!)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder!));
        }
    }

    private protected override ValueTask<IObjectStore> MakeAsync() => ValueTask.FromResult<IObjectStore>(new FolderStore(Root, Drafts));

    private protected override string StoredPath(FileKey key) => Path.Combine(Root, key.ToString());

    private protected override Task<IReadOnlyList<string>> KeysAsync() => Task.FromResult<IReadOnlyList<string>>(Directory.Exists(Root)
        ? [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)).Where(IsStored).Order(StringComparer.Ordinal)]
        : []);

    private static bool IsStored(string path) => !path.StartsWith(".drafts", StringComparison.Ordinal) && path.Contains('/', StringComparison.Ordinal);
}
