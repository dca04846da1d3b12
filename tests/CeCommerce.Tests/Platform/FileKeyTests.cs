using System.Security.Cryptography;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;

namespace CeCommerce.Tests;

public sealed class FileKeyTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void A_digest_is_written_and_read_as_hex()
    {
        Assert.True(Sha256Digest.TryParse(Empty, out var digest));
        Assert.Equal((Empty, digest), (digest.ToString(), Sha256Digest.From(SHA256.HashData([]))));
        Assert.Equal(SHA256.HashData([]), digest.ToBytes());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../../../../../../../../../../../../../../../../../etc/passwd__")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85\n")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8５5")]
    public void Nothing_else_is_a_digest(string? text)
    {
        Assert.False(Sha256Digest.TryParse(text, out var digest));
        Assert.Null(digest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Other_than_thirty_two_bytes_are_no_digest(int length) => Assert.Throws<ArgumentException>(() => Sha256Digest.From(new byte[length]));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".drafts")]
    [InlineData("reports/2026")]
    [InlineData("Reports")]
    [InlineData("reports\n")]
    public void An_area_is_a_word(string name) => Assert.Throws<ArgumentException>(() => new FileArea(name, 1, "text/plain"));

    [Fact]
    public void A_key_is_an_area_and_a_digest()
    {
        Assert.True(Sha256Digest.TryParse(Empty, out var digest));
        Assert.Equal($"reports/e3/{Empty}", new FileKey(new("reports", 1, "text/plain"), digest).ToString());
    }
}
