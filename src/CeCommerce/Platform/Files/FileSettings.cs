using System.Text.RegularExpressions;
using Amazon.Runtime;

namespace CeCommerce.Platform.Files;

/// <summary>Where files lie.</summary>
/// <param name="Folder">The folder of files, or beside a bucket of those on their way.</param>
/// <param name="S3">The bucket; null when the folder keeps them.</param>
internal sealed partial record FileSettings(string Folder, S3Settings? S3)
{
    private const string Bucket = "CECOMMERCE_FILES_BUCKET";
    private const string Endpoint = "CECOMMERCE_FILES_ENDPOINT";
    private const string Region = "CECOMMERCE_FILES_REGION";
    private const string PathStyle = "CECOMMERCE_FILES_PATH_STYLE";
    private const string KeyId = "CECOMMERCE_FILES_KEY_ID";
    private const string Secret = "CECOMMERCE_FILES_SECRET";

    /// <summary>Reads the <c>CECOMMERCE_FILES_…</c>; without a bucket the folder <c>files</c> of the home keeps them.</summary>
    public static Outcome<FileSettings> Read(Func<string, string?> variable, string home)
    {
        var folder = Path.Combine(home, "files");
        string? Given(string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        if (Given(Bucket) is null)
        {
            return new[] { Endpoint, Region, PathStyle, KeyId, Secret }.FirstOrDefault(name => Given(name) is not null) is { } alone
                ? new SettingUnreadable(alone, new($"{Bucket} と一緒に指定してください", $"name {Bucket} as well"))
                : new FileSettings(folder, null);
        }

        return ReadS3(Given).Try(out var s3, out var error) ? new FileSettings(folder, s3) : Outcome<FileSettings>.Refused(error);
    }

    private static Outcome<S3Settings> ReadS3(Func<string, string?> given)
    {
        if (!BucketName().IsMatch(given(Bucket)!))
        {
            return new SettingUnreadable(Bucket, new("小文字の英数字、ピリオド、ハイフンで 3〜63 文字の名前を指定してください", "write a name of 3 to 63 lower-case letters, digits, dots and hyphens"));
        }

        if (!ReadEndpoint(given(Endpoint)).Try(out var endpoint, out var error) || !ReadSwitch(given(PathStyle), endpoint.Address is not null).Try(out var pathStyle, out error))
        {
            return Outcome<S3Settings>.Refused(error);
        }

        if (given(Region) is null && endpoint.Address is null)
        {
            return new SettingUnreadable(Region, new($"AWS のリージョン（例: ap-northeast-1）、または {Endpoint} を指定してください", $"write a region of AWS such as ap-northeast-1, or name {Endpoint}"));
        }

        return given(KeyId) is { } keyId && given(Secret) is { } secret
            ? new S3Settings(given(Bucket)!, given(Region) ?? "us-east-1", new BasicAWSCredentials(keyId, secret)) { Endpoint = endpoint.Address, PathStyle = pathStyle }
            : new SettingUnreadable(given(KeyId) is null ? KeyId : Secret, new($"{KeyId} と {Secret} を両方指定してください", $"{Bucket} needs both {KeyId} and {Secret}"));
    }

    private static Outcome<S3Endpoint> ReadEndpoint(string? text) =>
        text is null ? new S3Endpoint(null)
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" }
            ? new S3Endpoint(address)
            : new SettingUnreadable(Endpoint, new("例: https://storage.example.jp（パスや鍵は含めません）", "write it like https://storage.example.jp, without a path and without keys"));

    private static Outcome<bool> ReadSwitch(string? text, bool otherwise) => text switch
    {
        null => otherwise,
        "0" or "false" => false,
        "1" or "true" => true,
        _ => new SettingUnreadable(PathStyle, new("true または false を指定してください", "write true or false")),
    };

    /// <param name="Address">Null for AWS itself.</param>
    private sealed record S3Endpoint(Uri? Address);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BucketName();
}
