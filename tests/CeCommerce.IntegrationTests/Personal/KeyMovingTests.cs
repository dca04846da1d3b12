using System.Security.Cryptography;
using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Personal;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>Keys on their way from one store to another, beside whoever uses them.</summary>
public sealed class KeyMovingTests(TestServer server, TestCluster cluster) : IClassFixture<TestServer>, IAsyncLifetime
{
    private static readonly DateTimeOffset s_day = new(2026, 11, 20, 1, 2, 3, TimeSpan.Zero);

    private readonly TemporaryHome _home = new();
    private readonly List<PostgresKeyStore> _opened = [];
    private string _database = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await cluster.CreateEmptyDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        await cluster.DropDatabaseAsync(_database);
        _home.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_lies_in_the_other_store_as_it_was(bool toFolder)
    {
        var (from, to) = Stores(toFolder);
        var keys = await FillAsync(from, 210);
        Assert.Equal(new KeyMovePass(209, 0, 0), await new KeyMove(from, to).CopyAsync(Stop));
        Assert.Equal(new KeyMovePass(209, 0, 0), await new KeyMove(from, to).CopyAsync(Stop));
        foreach (var key in keys.Skip(1))
        {
            Assert.Equal(key.Wrapped, (await to.FindAsync(key.Person, Stop))?.Wrapped);
        }

        Assert.True(await to.IsErasedAsync(keys[0].KeyId, Stop));
        Assert.Equal((209, 0), await new KeyMove(from, to).RemoveAsync(Stop));
        Assert.Null(await from.FindAsync(keys[1].Person, Stop));
        Assert.NotNull(await to.FindAsync(keys[1].Person, Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_off_anywhere_it_goes_on_and_nobody_is_without_a_key(bool toFolder)
    {
        var (from, to) = Stores(toFolder);
        var keys = await FillAsync(from, 12);
        var (own, direct) = await OwnAsync(from);
        await using var scope = own;
        var verbs = 0;
        Outcome<LocalText>? moved = null;
        for (var cut = 0; moved is null; cut += 7)
        {
            verbs = cut;
            var (dying, other) = (new WatchedKeyStore(from, DieAsync), new WatchedKeyStore(to, DieAsync));
            try
            {
                moved = await direct.MoveAsync(dying, other, Stop);
            }
            catch (KeyStoreFailure)
            {
                Assert.NotNull(await from.FindAsync(keys[3].Person, Stop));
            }
        }

        Assert.Null(moved.Value.Error);
        Assert.True(await Fresh(from).IsClosedAsync(Stop));
        Assert.False(await Fresh(to).IsClosedAsync(Stop));
        await Assert.ThrowsAsync<KeyStoreFailure>(() => Fresh(from).AddAsync(Key("late"), Stop));
        Assert.True(await Fresh(to).AddAsync(Key("late"), Stop));
        foreach (var key in keys.Skip(1))
        {
            Assert.Equal(key.KeyId, (await Fresh(from).FindAsync(key.Person, Stop))?.KeyId);
            Assert.Equal(key.KeyId, (await Fresh(to).FindAsync(key.Person, Stop))?.KeyId);
        }

        Assert.Contains("11 key(s) taken away", (await direct.MoveAsync(from, to, Stop)).Value?.En, StringComparison.Ordinal);

        Task DieAsync(string verb) => verbs-- == 0 ? throw new KeyStoreFailure(KeyTrouble.Unreachable, "gone") : Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_is_erased_meanwhile_is_erased_in_both(bool toFolder)
    {
        var (from, to) = Stores(toFolder);
        var keys = await FillAsync(from, 12);
        var (own, direct) = await OwnAsync(from);
        await using var scope = own;
        var added = 0;
        var watched = new WatchedKeyStore(to, async verb =>
        {
            // Others of whom some were copied before and some were not, and one who comes back.
            if (verb == nameof(IKeyStore.AddAsync) && ++added == 6)
            {
                await Fresh(from).EraseAsync([.. keys.Take(7).Select(key => new ErasedKey(key.Person, key.KeyId, s_day))], Stop);
                Assert.True(await Fresh(from).AddAsync(Key("person 1"), Stop));
            }
        });
        Assert.Null((await direct.MoveAsync(from, watched, Stop)).Error);
        foreach (var key in keys)
        {
            var isErased = keys.IndexOf(key) < 7;
            foreach (var store in new[] { from, to })
            {
                Assert.Equal(isErased, await store.IsErasedAsync(key.KeyId, Stop));
                Assert.Equal(!isErased, (await store.FindAsync(key.Person, Stop))?.KeyId == key.KeyId);
                Assert.NotNull(await store.FindAsync(Person("person 1"), Stop));
            }
        }
    }

    [Fact]
    public async Task A_store_with_other_keys_is_refused_and_so_is_one_that_is_not_of_this_database()
    {
        var (from, to) = Stores(toFolder: false);
        await FillAsync(from, 3);
        await to.AddAsync(Key("stranger"), Stop);
        var (own, direct) = await OwnAsync(from);
        await using var scope = own;
        Assert.Contains("does not know", (await direct.MoveAsync(from, to, Stop)).Error?.Message.En, StringComparison.Ordinal);
        Assert.False(await from.IsClosedAsync(Stop));
        Assert.Contains("Name another", (await direct.MoveAsync(from, Fresh(from), Stop)).Error?.Message.En, StringComparison.Ordinal);
        Assert.Equal("KEY_STORE_FOREIGN", (await direct.MoveAsync(new FolderKeyStore(Path.Combine(_home.Path, "other"), moving: true), Postgres(), Stop)).Error?.Code);
    }

    [Fact]
    public async Task Whoever_saves_while_it_moves_has_their_key_in_the_new_store()
    {
        var letters = new Letters(server);
        var (from, to) = (FolderOfServer(), Postgres());
        await PointAsync(from);
        using var done = new CancellationTokenSource();
        var saves = 0;
        var saving = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var number = 0; !done.IsCancellationRequested; number++)
            {
                var saved = await letters.SaveAsync(letters.Consumer($"racer-{worker}-{number}"));
                Interlocked.Increment(ref saves);
                Assert.All(saved.List("errors"), error => Assert.Equal("PERSONAL_KEYS_UNAVAILABLE", error.Text("code")));
            }
        })).ToList();
        while (Volatile.Read(ref saves) < 12)
        {
            await Task.Delay(20, Stop);
        }

        await using (var scope = server.Services.CreateAsyncScope())
        {
            Assert.Null((await scope.ServiceProvider.GetRequiredService<KeyMoving>().MoveAsync(from, to, Stop)).Error);
        }

        await done.CancelAsync();
        await Task.WhenAll(saving);
        await using (var back = server.Services.CreateAsyncScope())
        {
            Assert.Null((await back.ServiceProvider.GetRequiredService<KeyMoving>().MoveAsync(to, from, Stop)).Error);
        }

        await using var product = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = product.CreateCommand("SELECT client_id, consumer_id, key_id FROM personal.recipients WHERE consumer_id LIKE 'racer-%'");
        await using var rows = await command.ExecuteReaderAsync(Stop);
        Assert.True(rows.HasRows);
        while (await rows.ReadAsync(Stop))
        {
            Assert.Equal(rows.GetGuid(2), (await to.FindAsync(new Person(rows.GetString(0), rows.GetString(1)).Digest, Stop))?.KeyId);
        }
    }

    [Fact]
    public async Task The_command_moves_there_and_back_beside_a_running_server()
    {
        var letters = new Letters(server);
        var (alice, bob) = (letters.Consumer("alice"), letters.Consumer("bob"));
        var (id, other) = (await letters.SavedAsync(alice), await letters.SavedAsync(bob));
        await PointAsync(FolderOfServer());
        Assert.Contains("key(s) moved to", await RunAsync(null, "--to", _database), StringComparison.Ordinal);

        // A server that was not started anew reads on, and keeps and erases nothing.
        Assert.Equal(("READ", "佐藤花子"), await letters.ReadAsync(id, alice));
        Assert.Equal("PERSONAL_KEYS_UNAVAILABLE", (await letters.SaveAsync(letters.Consumer("carol"))).Refusal().Text("code"));
        Assert.Equal("PERSONAL_KEYS_UNAVAILABLE", (await letters.EraseAsync(bob)).Refusal().Text("code"));
        Assert.Equal(("ERASED", null), await letters.ReadAsync(other, letters.Platform, "LEGAL_DUTY", "T-1"));
        var foreign = await Assert.ThrowsAsync<StartRefused>(() => server.StartBesideAsync(server.ConnectionString));
        Assert.Equal("KEY_STORE_FOREIGN", foreign.Error.Code);

        Assert.Contains("taken away from", await RunAsync(null, "--to", _database), StringComparison.Ordinal);
        Assert.Equal(("UNAVAILABLE", null), await letters.ReadAsync(id, alice));
        Assert.Contains("key(s) moved to", await RunAsync(_database, "--to", "folder"), StringComparison.Ordinal);
        Assert.Equal(("READ", "佐藤花子"), await letters.ReadAsync(id, alice));
        Assert.Empty((await letters.EraseAsync(bob)).List("errors"));
        await letters.SavedAsync(letters.Consumer("carol"));
        Assert.Contains("taken away from", await RunAsync(_database, "--to", "folder"), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string? keysDatabase, params string[] arguments)
    {
        List<(string, string)> variables = [("CECOMMERCE_DATABASE", server.ConnectionString)];
        if (keysDatabase is not null)
        {
            variables.Add(("CECOMMERCE_KEYS_DATABASE", keysDatabase));
        }

        var (code, output, errors) = await ServerProcess.RunAsync(server.Services.GetRequiredService<Settings>().Home, ["keys", "move", .. arguments], [.. variables]);
        Assert.True(code == 0, errors);
        return output;
    }

    private (IMovableKeyStore From, IMovableKeyStore To) Stores(bool toFolder)
    {
        var (folder, database) = (new FolderKeyStore(Path.Combine(_home.Path, "personal-keys"), moving: true), Postgres());
        return toFolder ? (database, folder) : (folder, database);
    }

    private PostgresKeyStore Postgres(bool moving = true)
    {
        var store = new PostgresKeyStore(_database, moving);
        _opened.Add(store);
        return store;
    }

    /// <summary>The same store as servers have it.</summary>
    private IMovableKeyStore Fresh(IMovableKeyStore store) => store is PostgresKeyStore ? Postgres(moving: false) : new FolderKeyStore(store.Place);

    private FolderKeyStore FolderOfServer() => new(Path.Combine(server.Services.GetRequiredService<Settings>().Home, "personal-keys"), moving: true);

    /// <summary>What moves keys, in a database whose store this is.</summary>
    private async Task<(AsyncServiceScope Scope, KeyMoving Moving)> OwnAsync(IMovableKeyStore store)
    {
        await PointAsync(store);
        var scope = server.Services.CreateAsyncScope();
        return (scope, scope.ServiceProvider.GetRequiredService<KeyMoving>());
    }

    private async Task PointAsync(IMovableKeyStore store) => new Shop(server).Scalar("UPDATE personal.key_store SET id = $1", await store.IdentityAsync(Stop));

    /// <summary>Keys of so many persons, the first of whom is erased.</summary>
    private static async Task<List<StoredKey>> FillAsync(IMovableKeyStore store, int persons)
    {
        var keys = Enumerable.Range(0, persons).Select(number => Key($"person {number}")).ToList();
        foreach (var key in keys)
        {
            await store.AddAsync(key, Stop);
        }

        await store.EraseAsync([new(keys[0].Person, keys[0].KeyId, s_day)], Stop);
        return keys;
    }

    private static StoredKey Key(string person) => new(Person(person), Guid.CreateVersion7(), "old", RandomNumberGenerator.GetBytes(61), s_day);

    private static Sha256Digest Person(string name) => Sha256Digest.From(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
