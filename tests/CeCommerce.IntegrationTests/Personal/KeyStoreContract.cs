using System.Security.Cryptography;
using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using Microsoft.Extensions.Time.Testing;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>What holds of a store of keys, wherever it keeps them.</summary>
public abstract class KeyStoreContract : IAsyncLifetime
{
    private protected TemporaryHome Home { get; } = new();

    private protected FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    private protected IKeyStore Store { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string MasterFile => Path.Combine(Home.Path, "keys", "personal.keys");

    public virtual async ValueTask InitializeAsync() => Store = await MakeAsync();

    public virtual ValueTask DisposeAsync()
    {
        Home.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A store that is empty when it is first made.</summary>
    private protected abstract Task<IKeyStore> MakeAsync();

    [Fact]
    public async Task What_was_added_is_found_as_it_was()
    {
        var key = Key("alice");
        Assert.True(await Store.AddAsync(key, Stop));
        Assert.Null(await Store.FindAsync(Person("bob"), Stop));
        AssertSame(key, await Store.FindAsync(key.Person, Stop));
        AssertSame(key, await (await MakeAsync()).FindAsync(key.Person, Stop));
        Assert.False(await Store.IsErasedAsync(key.KeyId, Stop));
    }

    [Fact]
    public async Task Of_sixteen_who_add_a_key_of_one_person_one_does()
    {
        var keys = Enumerable.Range(0, 16).Select(_ => Key("alice")).ToList();
        var stores = await Task.WhenAll(keys.Select(_ => MakeAsync()));
        var added = await Task.WhenAll(keys.Zip(stores).Select(pair => Task.Run(() => pair.Second.AddAsync(pair.First, Stop))));
        Assert.Equal(1, added.Count(won => won));
        AssertSame(keys[Array.IndexOf(added, true)], await Store.FindAsync(Person("alice"), Stop));
    }

    [Fact]
    public async Task An_erased_key_is_gone_and_never_comes_again()
    {
        var key = Key("alice");
        await Store.AddAsync(key, Stop);
        await Store.EraseAsync(key.Person, key.KeyId, Clock.GetUtcNow(), Stop);
        await Store.EraseAsync(key.Person, key.KeyId, Clock.GetUtcNow(), Stop);
        Assert.Null(await Store.FindAsync(key.Person, Stop));
        Assert.True(await Store.IsErasedAsync(key.KeyId, Stop));
        Assert.False(await Store.AddAsync(key, Stop));
        Assert.False(await Store.RewrapAsync(key with { MasterKey = "new" }, key.MasterKey, Stop));
        Assert.Null(await Store.FindAsync(key.Person, Stop));

        var next = Key("alice");
        Assert.True(await Store.AddAsync(next, Stop));
        await Store.EraseAsync(key.Person, key.KeyId, Clock.GetUtcNow(), Stop);
        AssertSame(next, await Store.FindAsync(next.Person, Stop));
    }

    [Fact]
    public async Task A_key_that_never_lay_here_can_be_erased_too()
    {
        var (key, person) = (Guid.CreateVersion7(), Person("nobody"));
        await Store.EraseAsync(person, key, Clock.GetUtcNow(), Stop);
        Assert.True(await Store.IsErasedAsync(key, Stop));
        Assert.False(await Store.IsErasedAsync(Guid.CreateVersion7(), Stop));
    }

    [Fact]
    public async Task Many_are_erased_at_once_and_only_they()
    {
        var keys = Enumerable.Range(0, 9).Select(number => Key($"person {number}")).ToList();
        foreach (var key in keys)
        {
            await Store.AddAsync(key, Stop);
        }

        // One twice, one of a person who has another key by now, one that never lay here.
        var dead = keys.Take(6).Append(keys[0]).Append(Key("person 7")).Append(Key("nobody")).Select(key => new ErasedKey(key.Person, key.KeyId, Clock.GetUtcNow())).ToList();
        await Store.EraseAsync(dead, Stop);
        foreach (var key in keys)
        {
            Assert.Equal(keys.IndexOf(key) < 6, await Store.FindAsync(key.Person, Stop) is null);
        }

        foreach (var key in dead)
        {
            Assert.True(await Store.IsErasedAsync(key.KeyId, Stop));
        }
    }

    [Fact]
    public async Task A_key_is_wrapped_anew_only_as_it_was_read()
    {
        var key = Key("alice");
        await Store.AddAsync(key, Stop);
        Assert.False(await Store.RewrapAsync(key with { MasterKey = "new" }, "another", Stop));
        Assert.False(await Store.RewrapAsync(key with { MasterKey = "new", KeyId = Guid.CreateVersion7() }, key.MasterKey, Stop));
        AssertSame(key, await Store.FindAsync(key.Person, Stop));
        var anew = key with { MasterKey = "new", Wrapped = [1, 2, 3] };
        Assert.True(await Store.RewrapAsync(anew, key.MasterKey, Stop));
        AssertSame(anew, await Store.FindAsync(key.Person, Stop));
    }

    [Fact]
    public async Task Pages_go_through_all_that_another_master_key_wrapped()
    {
        var keys = Enumerable.Range(0, 23).Select(number => Key($"person {number}", number % 3 == 0 ? "new" : "old")).ToList();
        foreach (var key in keys)
        {
            await Store.AddAsync(key, Stop);
        }

        var found = new List<StoredKey>();
        for (IReadOnlyList<StoredKey>? page = null; page is null or { Count: 4 }; found.AddRange(page))
        {
            page = await Store.NotUnderAsync("new", found.LastOrDefault()?.Person, 4, Stop);
        }

        Assert.Equal(
            keys.Where(key => key.MasterKey == "old").Select(key => key.Person.ToString()).Order(StringComparer.Ordinal), found.Select(key => key.Person.ToString()));
    }

    [Fact]
    public async Task The_store_keeps_its_name()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await (await MakeAsync()).IdentityAsync(Stop)));
        Assert.Single(names.Distinct());
        Assert.NotEqual(Guid.Empty, names[0]);
    }

    [Fact]
    public async Task All_keys_open_after_the_master_key_was_rotated_and_without_the_old_one()
    {
        var persons = Enumerable.Range(0, 12).Select(number => Person($"person {number}")).ToList();
        var made = await MakeKeysAsync(persons);
        var first = await File.ReadAllTextAsync(MasterFile, Stop);
        await File.AppendAllTextAsync(MasterFile, MasterKeys.MakeLine(Clock.GetUtcNow()), Stop);
        var running = Keys();
        Assert.Equal(12, await Keys().RotateAsync(Stop));
        Assert.Equal(0, await Keys().RotateAsync(Stop));

        await File.WriteAllTextAsync(MasterFile, (await File.ReadAllTextAsync(MasterFile, Stop))[first.Length..], Stop);
        await AssertOpenAsync(persons, made, Keys());
        await AssertOpenAsync(persons, made, running);
    }

    [Fact]
    public async Task A_rotation_that_died_goes_on_where_it_was_and_a_server_with_the_old_file_reads_on()
    {
        var persons = Enumerable.Range(0, 5).Select(number => Person($"person {number}")).ToList();
        var server = Keys();
        var made = await MakeKeysAsync(persons, server);
        await File.AppendAllTextAsync(MasterFile, MasterKeys.MakeLine(Clock.GetUtcNow()), Stop);
        var left = 2;
        var dying = new PersonKeys(new WatchedKeyStore(Store, DieAsync), new MasterKeys(MasterFile, mayMake: false), Clock);
        await Assert.ThrowsAsync<KeyStoreFailure>(() => dying.RotateAsync(Stop));
        await AssertOpenAsync(persons, made, server);
        Assert.Equal(3, await Keys().RotateAsync(Stop));
        await AssertOpenAsync(persons, made, server);

        Task DieAsync(string verb) => verb == nameof(IKeyStore.RewrapAsync) && left-- == 0 ? throw new KeyStoreFailure(KeyTrouble.Unreachable, "gone") : Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_erased_while_a_rotation_runs_stays_erased()
    {
        var persons = Enumerable.Range(0, 40).Select(number => Person($"person {number}")).ToList();
        await MakeKeysAsync(persons);
        await File.AppendAllTextAsync(MasterFile, MasterKeys.MakeLine(Clock.GetUtcNow()), Stop);
        var stored = new List<StoredKey>();
        foreach (var person in persons)
        {
            stored.Add((await Store.FindAsync(person, Stop))!);
        }

        var other = await MakeAsync();
        await Task.WhenAll(
            Task.Run(() => Keys().RotateAsync(Stop)),
            Task.Run(async () =>
            {
                foreach (var key in stored)
                {
                    await other.EraseAsync(key.Person, key.KeyId, Clock.GetUtcNow(), Stop);
                }
            }));
        foreach (var person in persons)
        {
            Assert.Null(await Store.FindAsync(person, Stop));
        }
    }

    [Fact]
    public async Task A_key_whose_master_key_is_not_there_is_told_and_not_made_anew()
    {
        await MakeKeysAsync([Person("alice")]);
        await File.WriteAllTextAsync(MasterFile, MasterKeys.MakeLine(Clock.GetUtcNow()), Stop);
        var failure = await Assert.ThrowsAsync<KeyStoreFailure>(() => Keys().FindAsync(Person("alice"), Stop));
        Assert.Equal(KeyTrouble.Missing, failure.Trouble);
    }

    private protected PersonKeys Keys() => new(Store, new MasterKeys(MasterFile, mayMake: true), Clock);

    private protected static StoredKey Key(string person, string masterKey = "old") =>
        new(Person(person), Guid.CreateVersion7(), masterKey, RandomNumberGenerator.GetBytes(61), new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.Zero));

    private protected static Sha256Digest Person(string name) => Sha256Digest.From(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private async Task<List<Guid>> MakeKeysAsync(IEnumerable<Sha256Digest> persons, PersonKeys? keys = null)
    {
        var made = new List<Guid>();
        foreach (var person in persons)
        {
            using var key = await (keys ??= Keys()).MakeAsync(person, Stop);
            made.Add(key!.Id);
        }

        return made;
    }

    private static async Task AssertOpenAsync(IEnumerable<Sha256Digest> persons, IEnumerable<Guid> made, PersonKeys keys)
    {
        foreach (var (person, id) in persons.Zip(made))
        {
            using var key = await keys.FindAsync(person, Stop);
            Assert.Equal(id, key?.Id);
        }
    }

    private static void AssertSame(StoredKey expected, StoredKey? found)
    {
        Assert.Equal(expected.Wrapped, found?.Wrapped);
        Assert.Equal(expected, found! with { Wrapped = expected.Wrapped });
    }
}
