using System.Security.Cryptography;
using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CeCommerce.IntegrationTests.Files;

/// <summary>Alone, since one test counts what the whole process allocates.</summary>
[CollectionDefinition(nameof(FileStoreContract), DisableParallelization = true)]
public sealed class FileStoreCollection;

/// <summary>What holds of a store of files, wherever it keeps them.</summary>
[Collection(nameof(FileStoreContract))]
public abstract class FileStoreContract : IAsyncLifetime
{
    private protected const int Megabyte = 1024 * 1024;
    private protected const string Pdf = "application/pdf";

    private protected static readonly FileArea Area = new("reports", 60 * Megabyte, Pdf, "text/csv");
    private static readonly FileArea Small = new("notes", 100_000, "text/plain");

    private protected TemporaryHome Home { get; } = new();

    private protected FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    private protected FileStore Files { get; private set; } = null!;

    private protected FileDrafts Drafts { get; private set; } = null!;

    private protected string DraftFolder => Path.Combine(Home.Path, "files", ".drafts");

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Drafts = new FileDrafts(DraftFolder);
        Files = Over(await MakeAsync());
    }

    public virtual ValueTask DisposeAsync()
    {
        Home.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_put_is_read_again()
    {
        var file = await PutAsync(Area, "借りた物は返す");
        Assert.Equal(new StoredFile(DigestOf("借りた物は返す"), Pdf, 21), file);
        Assert.True(Good(await Files.ExistsAsync(Area, file.Digest, Cancellation)));
        await using var read = Good(await Files.OpenAsync(Area, file, Cancellation));
        Assert.Equal(21, read.Length);
        Assert.Equal("借りた物は返す", await new StreamReader(read).ReadToEndAsync(Cancellation));
        Assert.Equal([$"reports/{file.Digest.ToString()[..2]}/{file.Digest}"], await KeysAsync());
        AssertNoDrafts();
    }

    [Fact]
    public async Task Nothing_at_all_is_a_file_too()
    {
        var file = await PutAsync(Area, "");
        Assert.Equal(("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0), (file.Digest.ToString(), file.Length));
        await using var read = Good(await Files.OpenAsync(Area, file, Cancellation));
        Assert.Equal(0, read.Length);
    }

    [Fact]
    public async Task What_sixteen_put_at_once_is_one_file()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => Good(await Files.PutAsync(Area, new MadeUpBytes(300_000), Pdf, Cancellation)))));
        Assert.Single(files.Distinct());
        Assert.Single(await KeysAsync());
        await using var read = Good(await Files.OpenAsync(Area, files[0], Cancellation));
        Assert.Equal(300_000, read.Length);
        AssertNoDrafts();
    }

    [Fact]
    public async Task Fifty_megabytes_are_never_in_memory_together()
    {
        await PutAsync(Area, "whatever is loaded once is loaded now");
        var content = new MadeUpBytes(50 * Megabyte);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var file = Good(await Files.PutAsync(Area, content, Pdf, Cancellation));
        await using (var read = Good(await Files.OpenAsync(Area, file, Cancellation)))
        {
            Assert.Equal(file.Digest, Sha256Digest.From(await SHA256.HashDataAsync(read, Cancellation)));
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20 * Megabyte);
        Assert.InRange(content.LargestRead, 1, 128 * 1024);
        Assert.Equal(50 * Megabyte, file.Length);
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    [InlineData(10_000_000, false)]
    public async Task A_file_that_is_too_large_is_refused_and_not_kept(long length, bool isTaken)
    {
        var put = await Files.PutAsync(Small, new MadeUpBytes(length), "text/plain", Cancellation);
        Assert.Equal(isTaken ? null : new FileTooLarge(100_000).Message, put.Error?.Message);
        Assert.Equal(isTaken ? 1 : 0, (await KeysAsync()).Count);
        AssertNoDrafts();
    }

    [Theory]
    [InlineData("application/pdf", Pdf)]
    [InlineData("Application/PDF", Pdf)]
    [InlineData("text/csv; charset=utf-8", "text/csv")]
    [InlineData("text/html", null)]
    [InlineData("application/pdf, text/html", null)]
    [InlineData("application/pdf\r\nX-Evil: 1", null)]
    [InlineData("", null)]
    public async Task Only_the_areas_own_types_are_taken(string mediaType, string? kept)
    {
        var put = await Files.PutAsync(Area, Bytes("x"), mediaType, Cancellation);
        Assert.Equal((kept, kept is null ? "FILE_TYPE_REFUSED" : null), (put.Value?.MediaType, put.Error?.Code));
        Assert.Equal(kept is null ? 0 : 1, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_sender_that_goes_away_leaves_nothing()
    {
        await Assert.ThrowsAsync<EndOfStreamException>(() => Files.PutAsync(Area, new MadeUpBytes(Megabyte, breaksAfter: 200_000), Pdf, Cancellation));
        Assert.Empty(await KeysAsync());
        AssertNoDrafts();
    }

    [Fact]
    public async Task A_cancelled_put_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var content = new MadeUpBytes(Megabyte) { Reading = cancel.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Files.PutAsync(Area, content, Pdf, cancel.Token));
        Assert.Empty(await KeysAsync());
        AssertNoDrafts();
    }

    [Fact]
    public async Task What_a_killed_process_had_only_written_down_is_not_there_and_is_swept_an_hour_later()
    {
        var abandoned = (await Drafts.WriteAsync(Bytes("half a report"), Area.MostBytes, Cancellation))!;
        Assert.False(Good(await Files.ExistsAsync(Area, abandoned.Digest, Cancellation)));
        Assert.IsType<FileGone>((await Files.OpenAsync(Area, new(abandoned.Digest, Pdf, abandoned.Length), Cancellation)).Error);
        Assert.Empty(await KeysAsync());

        Assert.Equal(0, Files.Sweep());
        Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, Files.Sweep());
        AssertNoDrafts();
    }

    [Theory]
    [InlineData("the bill was 100 Yen")]
    [InlineData("the bill was 100")]
    [InlineData("the bill was 100 yen, and then some")]
    [InlineData("")]
    public async Task What_was_tampered_with_is_not_given_out_until_it_is_put_again(string tampered)
    {
        var file = await PutAsync(Area, "the bill was 100 yen");
        await File.WriteAllTextAsync(StoredPath(new(Area, file.Digest)), tampered, Cancellation);
        Assert.Equal(new FileDamaged(file.Digest).Message, (await Files.OpenAsync(Area, file, Cancellation)).Error?.Message);
        AssertNoDrafts();

        Assert.Equal(file, await PutAsync(Area, "the bill was 100 yen"));
        await using var read = Good(await Files.OpenAsync(Area, file, Cancellation));
        Assert.Equal("the bill was 100 yen", await new StreamReader(read).ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task What_nobody_put_is_gone()
    {
        var file = new StoredFile(DigestOf("never put"), Pdf, 9);
        Assert.False(Good(await Files.ExistsAsync(Area, file.Digest, Cancellation)));
        Assert.IsType<FileGone>((await Files.OpenAsync(Area, file, Cancellation)).Error);
        Assert.True(Good(await Files.DeleteAsync(Area, file.Digest, Cancellation)));
    }

    [Fact]
    public async Task A_file_stays_an_hour_after_it_was_last_put()
    {
        var file = await PutAsync(Area, "kept until it is not");
        Assert.False(Good(await Files.DeleteAsync(Area, file.Digest, Cancellation)));
        Assert.True(Good(await Files.ExistsAsync(Area, file.Digest, Cancellation)));

        Clock.Advance(FileStore.ShortestStay + TimeSpan.FromMinutes(1));
        Assert.True(Good(await Files.DeleteAsync(Area, file.Digest, Cancellation)));
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Putting_a_file_again_renews_its_stay()
    {
        var file = await PutAsync(Area, "twice");
        File.SetLastWriteTimeUtc(StoredPath(new(Area, file.Digest)), Clock.GetUtcNow().UtcDateTime.AddHours(-2));
        await PutAsync(Area, "twice");
        Assert.False(Good(await Files.DeleteAsync(Area, file.Digest, Cancellation)));
    }

    [Fact]
    public async Task One_areas_file_outlives_the_same_content_in_another()
    {
        var report = await PutAsync(Area, "the same");
        var note = Good(await Files.PutAsync(Small, Bytes("the same"), "text/plain", Cancellation));
        Clock.Advance(FileStore.ShortestStay + TimeSpan.FromMinutes(1));
        Assert.True(Good(await Files.DeleteAsync(Area, report.Digest, Cancellation)));
        Assert.IsType<FileGone>((await Files.OpenAsync(Area, report, Cancellation)).Error);
        await using var read = Good(await Files.OpenAsync(Small, note, Cancellation));
        Assert.Equal(8, read.Length);
    }

    [Fact]
    public async Task Who_reads_a_file_reads_it_to_its_end_though_it_is_deleted()
    {
        var file = Good(await Files.PutAsync(Area, new MadeUpBytes(Megabyte), Pdf, Cancellation));
        await using var read = Good(await Files.OpenAsync(Area, file, Cancellation));
        Clock.Advance(FileStore.ShortestStay + TimeSpan.FromMinutes(1));
        Assert.True(Good(await Files.DeleteAsync(Area, file.Digest, Cancellation)));
        Assert.Equal(file.Digest, Sha256Digest.From(await SHA256.HashDataAsync(read, Cancellation)));
    }

    [Fact]
    public async Task A_store_that_works_says_so() => Assert.Null(await Files.ProbeAsync(Cancellation));

    private protected abstract ValueTask<IObjectStore> MakeAsync();

    /// <summary>The file in which the store keeps that key's bytes.</summary>
    private protected abstract string StoredPath(FileKey key);

    /// <summary>What a reader of the store can see.</summary>
    private protected abstract Task<IReadOnlyList<string>> KeysAsync();

    private protected FileStore Over(IObjectStore objects) => new(objects, Drafts, NullLogger<FileStore>.Instance) { Clock = Clock };

    private protected async Task<StoredFile> PutAsync(FileArea area, string text) => Good(await Files.PutAsync(area, Bytes(text), Pdf, Cancellation));

    private protected void AssertNoDrafts() => Assert.Empty(Directory.Exists(DraftFolder) ? Directory.EnumerateFiles(DraftFolder) : []);

    private protected static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private protected static Sha256Digest DigestOf(string text) => Sha256Digest.From(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private protected static FileStoreTrouble? Trouble<T>(Outcome<T> outcome) => Assert.IsType<FileStoreUnavailable>(outcome.Error).Trouble;

    private protected static T Good<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Error?.Message.En);
        return outcome.Value!;
    }
}
