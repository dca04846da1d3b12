using CeCommerce.Personal;

namespace CeCommerce.Tests.Personal;

public sealed class PersonalSettingsTests
{
    [Fact]
    public void Without_a_word_the_home_keeps_the_keys() => Assert.Equal(
        new PersonalSettings(null, "/home/personal-keys", "/home/keys/personal.keys", MayMakeMasterKey: true), PersonalSettings.Read(_ => null, "/home", development: false).Value);

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Servers_that_share_keys_share_the_file_of_master_keys(bool development, bool starts)
    {
        var read = PersonalSettings.Read(name => name == "CECOMMERCE_KEYS_DATABASE" ? "Host=keys;Database=keys" : null, "/home", development);
        Assert.Equal(starts ? null : "CECOMMERCE_MASTER_KEYS", read.Error?.Path[0]);
    }

    [Fact]
    public void A_file_that_was_named_is_never_made()
    {
        var read = PersonalSettings.Read(name => name == "CECOMMERCE_MASTER_KEYS" ? " /run/secrets/master " : null, "/home", development: true);
        Assert.Equal(("/run/secrets/master", false), (read.Value!.MasterKeyFile, read.Value.MayMakeMasterKey));
    }

    [Fact]
    public void An_address_that_cannot_be_read_is_told_and_not_repeated()
    {
        var read = PersonalSettings.Read(name => name == "CECOMMERCE_KEYS_DATABASE" ? "Password=geheim" : null, "/home", development: true);
        Assert.Equal("SETTING_UNREADABLE", read.Error!.Code);
        Assert.DoesNotContain("geheim", read.Error.Message.En, StringComparison.Ordinal);
    }
}
