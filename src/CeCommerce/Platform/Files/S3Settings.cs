using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace CeCommerce.Platform.Files;

/// <summary>How a bucket is reached. The credentials are an object that prints no secret.</summary>
internal sealed record S3Settings(string Bucket, string Region, AWSCredentials Credentials)
{
    // Each further attempt waits longer, below a second in all.
    private const int Retries = 2;

    /// <summary>Null for AWS itself.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>endpoint/bucket/key</c> instead of <c>bucket.endpoint/key</c>.</summary>
    public bool PathStyle { get; init; }

    /// <summary>How long a file may be under way, all attempts together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same for requests without a file.</summary>
    public TimeSpan ShortPatience { get; init; } = TimeSpan.FromSeconds(15);

    public AmazonS3Config ToConfig()
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = PathStyle,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            Timeout = Patience,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Retries,
            // We bring and check a SHA-256 ourselves; other checksums are not known to every store.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            // What the settings say, not what a profile on this machine says.
            IgnoreConfiguredEndpointUrls = true,
        };
        if (Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            (config.ServiceURL, config.AuthenticationRegion) = (Endpoint.AbsoluteUri, Region);
        }

        return config;
    }
}
