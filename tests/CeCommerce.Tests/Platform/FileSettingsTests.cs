using CeCommerce.Platform.Files;

namespace CeCommerce.Tests;

public sealed class FileSettingsTests
{
    private static readonly (string, string)[] Bucket =
        [("CECOMMERCE_FILES_BUCKET", "shop-files"), ("CECOMMERCE_FILES_KEY_ID", "id"), ("CECOMMERCE_FILES_SECRET", "hush")];

    [Fact]
    public void Without_a_bucket_the_home_keeps_the_files() => Assert.Equal(new FileSettings("/home/files", null), Read().Value);

    [Fact]
    public void An_endpoint_is_asked_by_path_and_needs_no_region()
    {
        var s3 = Read([.. Bucket, ("CECOMMERCE_FILES_ENDPOINT", "https://storage.example.jp")]).Value!.S3!;
        Assert.Equal(("shop-files", "us-east-1", true, new Uri("https://storage.example.jp")), (s3.Bucket, s3.Region, s3.PathStyle, s3.Endpoint));
    }

    [Fact]
    public void A_region_alone_means_aws()
    {
        var s3 = Read([.. Bucket, ("CECOMMERCE_FILES_REGION", "ap-northeast-1")]).Value!.S3!;
        Assert.Equal(("ap-northeast-1", false, null), (s3.Region, s3.PathStyle, s3.Endpoint));
        Assert.Equal("ap-northeast-1", s3.ToConfig().RegionEndpoint.SystemName);
    }

    [Fact]
    public void The_secret_is_not_printed() =>
        Assert.DoesNotContain("hush", Read([.. Bucket, ("CECOMMERCE_FILES_REGION", "ap-northeast-1")]).Value!.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("CECOMMERCE_FILES_ENDPOINT", "storage.example.jp")]
    [InlineData("CECOMMERCE_FILES_ENDPOINT", "ftp://storage.example.jp")]
    [InlineData("CECOMMERCE_FILES_ENDPOINT", "https://id:hush@storage.example.jp")]
    [InlineData("CECOMMERCE_FILES_ENDPOINT", "https://storage.example.jp/bucket")]
    [InlineData("CECOMMERCE_FILES_PATH_STYLE", "perhaps")]
    [InlineData("CECOMMERCE_FILES_BUCKET", "Shop_Files")]
    [InlineData("CECOMMERCE_FILES_BUCKET", "../shop")]
    [InlineData("CECOMMERCE_FILES_SECRET", " ")]
    [InlineData("CECOMMERCE_FILES_KEY_ID", "")]
    public void What_cannot_be_read_is_refused_by_name(string variable, string text)
    {
        var error = Read([.. Bucket.Where(x => x.Item1 != variable), ("CECOMMERCE_FILES_REGION", "ap-northeast-1"), (variable, text)]).Error!;
        Assert.Equal(("SETTING_UNREADABLE", variable), (error.Code, Assert.Single(error.Path)));
        Assert.DoesNotContain("hush", error.Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CECOMMERCE_FILES_ENDPOINT", "https://storage.example.jp")]
    [InlineData("CECOMMERCE_FILES_SECRET", "hush")]
    public void What_belongs_to_a_bucket_is_refused_without_one(string variable, string text) => Assert.Equal(variable, Assert.Single(Read((variable, text)).Error!.Path));

    [Fact]
    public void A_bucket_without_endpoint_or_region_is_refused() => Assert.Equal("CECOMMERCE_FILES_REGION", Assert.Single(Read(Bucket).Error!.Path));

    private static CeCommerce.Platform.Outcome<FileSettings> Read(params (string Name, string Value)[] variables) =>
        FileSettings.Read(name => variables.FirstOrDefault(x => x.Name == name).Value, "/home");
}
