using Amazon.S3;
using Amazon.S3.Model;

namespace CeCommerce.Platform.Files;

/// <summary>
/// Files in a bucket of anything that speaks S3. A put is one request that the store takes whole or not at all, and whose bytes it checks
/// against their SHA-256. Objects are private, as the bucket says; nothing is signed for the public.
/// </summary>
internal sealed class S3Store(S3Settings settings, FileDrafts drafts) : IObjectStore, IDisposable
{
    private readonly AmazonS3Client _client = new(settings.Credentials, settings.ToConfig());

    public string Place => $"s3://{settings.Bucket}";

    public Task PutAsync(FileKey key, FileDraft draft, CancellationToken cancellationToken) => AskAsync(
        settings.Patience,
        async cancellation =>
        {
            await using var bytes = new FileStream(draft.Path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            return await _client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = settings.Bucket,
                    Key = key.ToString(),
                    InputStream = bytes,
                    AutoCloseStream = false,
                    ChecksumSHA256 = Convert.ToBase64String(draft.Digest.ToBytes()),
                    // The bytes as one body: not every store reads signed chunks.
                    UseChunkEncoding = false,
                },
                cancellation);
        },
        cancellationToken);

    public Task<Stream?> OpenAsync(FileKey key, long length, CancellationToken cancellationToken) => AskAsync(
        settings.Patience,
        async cancellation =>
        {
            try
            {
                using var answer = await _client.GetObjectAsync(settings.Bucket, key.ToString(), cancellation);
                return await drafts.CopyAsync(answer.ResponseStream, length, cancellation);
            }
            catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
            {
                return (Stream?)null;
            }
        },
        cancellationToken);

    public async Task<bool> ExistsAsync(FileKey key, CancellationToken cancellationToken) => await HeadAsync(key, cancellationToken) is not null;

    public async Task<bool> DeleteAsync(FileKey key, DateTimeOffset putBefore, CancellationToken cancellationToken)
    {
        if (await HeadAsync(key, cancellationToken) is not { } head)
        {
            return true;
        }

        if (head.LastModified is not { } put || put.ToUniversalTime() > putBefore.UtcDateTime)
        {
            return false;
        }

        await AskAsync(settings.ShortPatience, cancellation => _client.DeleteObjectAsync(settings.Bucket, key.ToString(), cancellation), cancellationToken);
        return true;
    }

    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        drafts.Probe();
        return AskAsync(
            settings.ShortPatience, cancellation => _client.HeadBucketAsync(new HeadBucketRequest { BucketName = settings.Bucket }, cancellation), cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private Task<GetObjectMetadataResponse?> HeadAsync(FileKey key, CancellationToken cancellationToken) => AskAsync(
        settings.ShortPatience,
        async cancellation =>
        {
            try
            {
                return await _client.GetObjectMetadataAsync(settings.Bucket, key.ToString(), cancellation);
            }
            catch (AmazonS3Exception missing) when (missing.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                return (GetObjectMetadataResponse?)null;
            }
        },
        cancellationToken);

    private static async Task<T> AskAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await ask(limit.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && S3Failures.Of(failure) is { } told)
        {
            throw told;
        }
    }
}
