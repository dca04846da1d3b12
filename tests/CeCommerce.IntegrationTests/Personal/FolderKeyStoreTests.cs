using CeCommerce.Personal.Keys;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>Keys in a folder.</summary>
public sealed class FolderKeyStoreTests : KeyStoreContract
{
    private string Root => Path.Combine(Home.Path, "personal-keys");

    [Fact]
    public async Task Nobody_else_on_the_machine_reads_the_keys()
    {
        var key = Key("alice");
        await Store.AddAsync(key, Stop);
        await Store.EraseAsync(key.Person, Guid.CreateVersion7(), Clock.GetUtcNow(), Stop);
        await Store.IdentityAsync(Stop);
        Assert.All(Directory.GetFiles(Root, "*", SearchOption.AllDirectories), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.All(
            Directory.GetDirectories(Root, "*", SearchOption.AllDirectories).Append(Root),
            folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_gone_with_the_next_change()
    {
        await Store.AddAsync(Key("alice"), Stop);
        var draft = Path.Combine(Root, ".draft");
        await File.WriteAllTextAsync(draft, "half a key", Stop);
        await Store.EraseAsync(Person("alice"), Guid.CreateVersion7(), Clock.GetUtcNow(), Stop);
        Assert.False(File.Exists(draft));
        Assert.NotNull(await Store.FindAsync(Person("alice"), Stop));
    }

    [Fact]
    public async Task A_file_that_holds_no_key_is_told_without_what_it_holds()
    {
        var key = Key("alice");
        await Store.AddAsync(key, Stop);
        await File.WriteAllTextAsync(Path.Combine(Root, "people", key.Person.ToString()[..2], key.Person.ToString()), "geheim", Stop);
        var failure = await Assert.ThrowsAsync<KeyStoreFailure>(() => Store.FindAsync(key.Person, Stop));
        Assert.Equal(KeyTrouble.Missing, failure.Trouble);
        Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        Directory.CreateDirectory(Home.Path);
        await File.WriteAllTextAsync(Root, "in the way", Stop);
        await Assert.ThrowsAsync<KeyStoreFailure>(() => Store.AddAsync(Key("alice"), Stop));
    }

    private protected override Task<IKeyStore> MakeAsync() => Task.FromResult<IKeyStore>(new FolderKeyStore(Root));
}
