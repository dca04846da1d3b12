using CeCommerce.Import.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

public sealed class ImportUploadsTests(ImportShop shop) : IClassFixture<ImportShop>
{
    [Fact]
    public async Task Uploads_have_their_room_and_are_swept_after_a_day_unless_a_job_wants_them()
    {
        var owner = (await shop.OperatorAsync()).Id.Value;
        await using var scope = shop.Scope();
        var uploads = scope.ServiceProvider.GetRequiredService<ImportUploads>();
        async Task<Guid> KeepAsync() => ImportShop.Good(await uploads.KeepAsync(owner, new MemoryStream([1, 2, 3]), TestContext.Current.CancellationToken));
        var (wanted, unwanted, fresh) = (await KeepAsync(), await KeepAsync(), await KeepAsync());
        foreach (var old in new[] { wanted, unwanted })
        {
            File.SetLastWriteTimeUtc(uploads.PathOf(owner, old), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        }

        uploads.Sweep(new HashSet<Guid> { wanted });
        Assert.Equal((true, false, true), (uploads.Has(owner, wanted), uploads.Has(owner, unwanted), uploads.Has(owner, fresh)));

        await using (var full = File.OpenWrite(uploads.PathOf(owner, fresh)))
        {
            full.SetLength(ImportUploads.MostTogether);
        }

        Assert.IsType<UploadRoomFull>((await uploads.KeepAsync(owner, new MemoryStream([1]), TestContext.Current.CancellationToken)).Error);
    }
}
