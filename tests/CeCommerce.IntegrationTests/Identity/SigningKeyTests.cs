using System.Security.Cryptography;
using CeCommerce.Platform.Identity;

namespace CeCommerce.IntegrationTests.Identity;

public sealed class SigningKeyTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("cecommerce-home-").FullName;

    private string KeyFile => Path.Combine(_home, "keys", "signing.pem");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void A_new_home_gets_a_key_that_only_its_owner_can_read()
    {
        Assert.Null(SigningKey.ReadOrMake(KeyFile).Error);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(KeyFile));
        Assert.Single(Directory.GetFiles(Path.Combine(_home, "keys")));
    }

    [Fact]
    public async Task Processes_that_start_at_once_sign_with_the_same_key()
    {
        for (var round = 0; round < 5; round++)
        {
            var file = Path.Combine(_home, $"keys-{round}", "signing.pem");
            var keys = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => SigningKey.ReadOrMake(file).Value!.Key.KeyId)));
            Assert.Single(keys.Distinct());
        }
    }

    [Fact]
    public void An_rsa_key_of_the_operator_signs_too()
    {
        using var rsa = RSA.Create(2048);
        Write(rsa.ExportRSAPrivateKeyPem());
        Assert.Equal("RS256", SigningKey.Read(KeyFile).Value?.Algorithm);
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_explained()
    {
        using var small = RSA.Create(1024);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        using var open = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var pem in new[] { "", "x", small.ExportRSAPrivateKeyPem(), large.ExportECPrivateKeyPem(), open.ExportSubjectPublicKeyInfoPem() })
        {
            Write(pem);
            Assert.Equal("SIGNING_KEY_UNUSABLE", SigningKey.Read(KeyFile).Error?.Code);
        }
    }

    [Fact]
    public void A_named_key_that_is_missing_is_not_made()
    {
        Assert.Equal("SIGNING_KEY_UNUSABLE", IdentitySettings.Read(name => name == "CECOMMERCE_SIGNING_KEY" ? KeyFile : null, _home, development: true).Error?.Code);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public void A_home_that_is_a_file_is_explained()
    {
        var file = Path.Combine(_home, "file");
        File.WriteAllText(file, "");
        Assert.Equal("SIGNING_KEY_UNUSABLE", IdentitySettings.Read(_ => null, file, development: true).Error?.Code);
    }

    [Theory]
    [InlineData("cecommerce")]
    [InlineData("urn:x")]
    [InlineData("https://api.example.jp/?a=b")]
    public void An_issuer_that_is_no_web_address_is_explained(string issuer) =>
        Assert.Equal("ISSUER_UNREADABLE", IdentitySettings.Read(name => name == "CECOMMERCE_ISSUER" ? issuer : null, _home, development: true).Error?.Code);

    [Fact]
    public void Two_processes_agree_on_the_issuer_whatever_their_ports()
    {
        Assert.Equal("https://cecommerce.invalid/", IdentitySettings.Read(_ => null, _home, development: true).Value?.Issuer.AbsoluteUri);
    }

    private void Write(string pem)
    {
        Directory.CreateDirectory(Path.Combine(_home, "keys"));
        File.WriteAllText(KeyFile, pem);
    }

    private static UnixFileMode Mode(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
}
