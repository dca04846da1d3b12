using System.Net;
using Amazon.Runtime;

namespace CeCommerce.Platform.Files;

/// <summary>What the failures of an S3 client mean. Of an answer only its status and code are told: the rest may name an account.</summary>
internal static class S3Failures
{
    // Not of this bucket, region or account: waiting does not help.
    private static readonly string[] s_denied =
        ["NoSuchBucket", "PermanentRedirect", "AuthorizationHeaderMalformed", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AllAccessDisabled"];

    private static readonly string[] s_full = ["QuotaExceeded", "XMinioStorageFull", "InsufficientStorage"];

    /// <summary>Null for what is no failure of the store.</summary>
    public static FileStoreFailure? Of(Exception failure) => failure switch
    {
        FileStoreFailure => null,
        AmazonServiceException { StatusCode: not 0 } answer => new(Trouble(answer), $"{(int)answer.StatusCode} {answer.ErrorCode}", answer),
        OperationCanceledException or TimeoutException => new(FileStoreTrouble.Unreachable, "no answer in time", failure),
        AmazonClientException or HttpRequestException or IOException => new(FileStoreTrouble.Unreachable, (failure.InnerException ?? failure).Message, failure),
        _ => null,
    };

    private static FileStoreTrouble Trouble(AmazonServiceException answer) => answer switch
    {
        { StatusCode: HttpStatusCode.InsufficientStorage } => FileStoreTrouble.Full,
        { ErrorCode: { } code } when s_full.Contains(code) => FileStoreTrouble.Full,
        // A bucket that is not there answers HEAD without a code; keys that are not there are no failure.
        { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MovedPermanently } => FileStoreTrouble.Denied,
        { ErrorCode: { } code } when s_denied.Contains(code) => FileStoreTrouble.Denied,
        _ => FileStoreTrouble.Unreachable,
    };
}
