using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Files;

namespace CeCommerce.IntegrationTests.Files;

/// <summary>Files in a bucket of a real S3 store.</summary>
public sealed class S3StoreTests(ObjectStoreServer server) : FileStoreContract, IClassFixture<ObjectStoreServer>
{
    private readonly string _bucket = "files-" + Guid.CreateVersion7().ToString("N")[^12..];
    private readonly List<IDisposable> _open = [];

    private S3Settings Settings => new(_bucket, "us-east-1", new BasicAWSCredentials(ObjectStoreServer.KeyId, ObjectStoreServer.Secret))
    {
        Endpoint = server.Endpoint,
        PathStyle = true,
    };

    public override ValueTask InitializeAsync()
    {
        ObjectStoreServer.SkipWhereMissing();
        return base.InitializeAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _open.ForEach(store => store.Dispose());
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_told_soon()
    {
        var since = Stopwatch.StartNew();
        var files = StoreOf(Settings with { Endpoint = new("http://127.0.0.1:9/") });
        Assert.Equal(FileStoreTrouble.Unreachable, Trouble(await files.PutAsync(Area, Bytes("x"), Pdf, Cancellation)));
        Assert.Equal(FileStoreTrouble.Unreachable, (await files.ProbeAsync(Cancellation))?.Trouble);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        AssertNoDrafts();
    }

    [Fact]
    public async Task A_store_that_never_answers_is_not_waited_for_longer_than_it_may_take()
    {
        using var silent = new BrokenLine(server: null, breaksAfter: long.MaxValue);
        var files = StoreOf(Settings with { Endpoint = silent.Address, Patience = TimeSpan.FromSeconds(2), ShortPatience = TimeSpan.FromSeconds(1) });
        var since = Stopwatch.StartNew();
        Assert.Equal(FileStoreTrouble.Unreachable, Trouble(await files.PutAsync(Area, Bytes("x"), Pdf, Cancellation)));
        Assert.Equal(FileStoreTrouble.Unreachable, Trouble(await files.ExistsAsync(Area, DigestOf("x"), Cancellation)));
        Assert.InRange(since.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
        AssertNoDrafts();
    }

    [Fact]
    public async Task A_line_that_breaks_midway_leaves_nothing_and_is_tried_three_times()
    {
        using var line = new BrokenLine(server.Endpoint, breaksAfter: Megabyte);
        var files = StoreOf(Settings with { Endpoint = line.Address });
        Assert.Equal(FileStoreTrouble.Unreachable, Trouble(await files.PutAsync(Area, new MadeUpBytes(8 * Megabyte), Pdf, Cancellation)));
        Assert.Equal(3, line.Calls);
        Assert.Empty(await KeysAsync());
        AssertNoDrafts();
    }

    [Fact]
    public async Task A_wrong_secret_is_denied_and_told_to_nobody()
    {
        var settings = Settings with { Credentials = new BasicAWSCredentials(ObjectStoreServer.KeyId, "another-secret") };
        var files = StoreOf(settings);
        Assert.Equal(FileStoreTrouble.Denied, Trouble(await files.PutAsync(Area, Bytes("x"), Pdf, Cancellation)));
        Assert.Equal(FileStoreTrouble.Denied, Trouble(await files.ExistsAsync(Area, DigestOf("x"), Cancellation)));
        var probe = await files.ProbeAsync(Cancellation);
        Assert.Equal(FileStoreTrouble.Denied, probe?.Trouble);
        Assert.All([probe!.Message, settings.ToString()], told => Assert.DoesNotContain("another-secret", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_no_place_without_files()
    {
        var files = StoreOf(Settings with { Bucket = "nobody-made-this" });
        Assert.Equal(FileStoreTrouble.Denied, Trouble(await files.PutAsync(Area, Bytes("x"), Pdf, Cancellation)));
        Assert.Equal(FileStoreTrouble.Denied, Trouble(await files.OpenAsync(Area, new(DigestOf("x"), Pdf, 1), Cancellation)));
        Assert.Equal(FileStoreTrouble.Denied, (await files.ProbeAsync(Cancellation))?.Trouble);
    }

    [Fact]
    public async Task A_full_disk_beside_the_store_is_told()
    {
        using var disk = SmallDisk.MountOrSkip(DraftFolder, megabytes: 1);
        Assert.Equal(FileStoreTrouble.Full, Trouble(await Files.PutAsync(Area, new MadeUpBytes(3 * Megabyte), Pdf, Cancellation)));
        Assert.Empty(await KeysAsync());
        AssertNoDrafts();
    }

    [Fact]
    public async Task A_store_that_is_full_keeps_nothing_of_the_file()
    {
        var folder = Path.Combine(Home.Path, "full");
        using var disk = SmallDisk.MountOrSkip(folder, megabytes: 2);
        await using var full = new ObjectStoreServer();
        await full.StartAsync(folder);
        var files = await MakeBucketAsync(Settings with { Endpoint = full.Endpoint });
        var put = await files.PutAsync(Area, new MadeUpBytes(4 * Megabyte), Pdf, Cancellation);
        Assert.IsType<FileStoreUnavailable>(put.Error);
        Assert.Empty(await KeysAsync(full.Endpoint));
        AssertNoDrafts();
    }

    private protected override async ValueTask<IObjectStore> MakeAsync()
    {
        using var client = Client(server.Endpoint);
        await client.PutBucketAsync(_bucket, Cancellation);
        return Keep(new S3Store(Settings, Drafts));
    }

    private protected override string StoredPath(FileKey key) => Path.Combine(server.Folder, _bucket, key.ToString());

    private protected override Task<IReadOnlyList<string>> KeysAsync() => KeysAsync(server.Endpoint);

    private async Task<IReadOnlyList<string>> KeysAsync(Uri endpoint)
    {
        using var client = Client(endpoint);
        var listed = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket }, Cancellation);
        return [.. (listed.S3Objects ?? []).Select(x => x.Key)];
    }

    private async Task<FileStore> MakeBucketAsync(S3Settings settings)
    {
        using var client = Client(settings.Endpoint!);
        await client.PutBucketAsync(_bucket, Cancellation);
        return StoreOf(settings);
    }

    private FileStore StoreOf(S3Settings settings) => Over(Keep(new S3Store(settings, Drafts)));

    private S3Store Keep(S3Store store)
    {
        _open.Add(store);
        return store;
    }

    private AmazonS3Client Client(Uri endpoint) => new(Settings.Credentials, (Settings with { Endpoint = endpoint }).ToConfig());
}
