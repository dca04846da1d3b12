using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Personal;
using CeCommerce.Personal.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>Erasures that died half-way, keys that came back out of backups, and when all of it is forgotten.</summary>
public sealed class UnfinishedErasureTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly ErasedPerson _person = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_died_before_the_key_was_gone_is_finished_by_the_next_try()
    {
        var id = await _person.Letters.SavedAsync(_person.Token);
        var key = Shop.Key();
        using (_person.Blocked())
        {
            Assert.Equal("PERSONAL_KEYS_UNAVAILABLE", (await _person.Letters.EraseAsync(_person.Token, key: key)).Refusal().Text("code"));
            Assert.NotNull(await _person.Store.FindAsync(_person.Digest, Stop));
            Assert.Equal(("ERASED", null), await _person.Letters.ReadAsync(id, _person.Letters.Platform, "DELIVERY", "T-1"));
        }

        ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token, key: key));
        Assert.Null(await _person.Store.FindAsync(_person.Digest, Stop));
    }

    [Fact]
    public async Task What_died_before_the_key_was_gone_is_finished_by_the_next_save_and_by_the_next_round()
    {
        await _person.Letters.SavedAsync(_person.Token);
        var dead = (await _person.Store.FindAsync(_person.Digest, Stop))!;
        using (_person.Blocked())
        {
            await _person.Letters.EraseAsync(_person.Token);
        }

        await _person.Letters.SavedAsync(_person.Token);
        Assert.NotEqual(dead.KeyId, (await _person.Store.FindAsync(_person.Digest, Stop))!.KeyId);
        Assert.True(await _person.Store.IsErasedAsync(dead.KeyId, Stop));

        using (_person.Blocked())
        {
            await _person.Letters.EraseAsync(_person.Token);
            Assert.NotNull(await _person.Store.FindAsync(_person.Digest, Stop));
        }

        await _person.RoundAsync();
        Assert.Null(await _person.Store.FindAsync(_person.Digest, Stop));
        Assert.Equal(0L, _person.Letters.Shop.Scalar("SELECT count(*) FROM personal.erasures WHERE finished_at IS NULL"));
    }

    [Fact]
    public async Task A_start_waits_for_no_erasure_and_soon_after_it_all_are_finished()
    {
        var id = await _person.Letters.SavedAsync(_person.Token);
        using (_person.Blocked())
        {
            await _person.Letters.EraseAsync(_person.Token);
        }

        await using (var scope = server.Services.CreateAsyncScope())
        {
            var untouched = new WatchedKeyStore(_person.Store, verb => verb is nameof(IKeyStore.IdentityAsync) or nameof(IKeyStore.IsClosedAsync) ? Task.CompletedTask : throw new InvalidOperationException(verb));
            var keys = ActivatorUtilities.CreateInstance<PersonKeys>(scope.ServiceProvider, untouched);
            await ActivatorUtilities.CreateInstance<KeyStoreCheck>(scope.ServiceProvider, keys).PrepareAsync(Stop);
        }

        Assert.Equal(("ERASED", null), await _person.Letters.ReadAsync(id, _person.Letters.Platform, "LEGAL_DUTY", "T-1"));

        await using var beside = await server.StartBesideAsync(server.ConnectionString);
        while (await _person.Store.FindAsync(_person.Digest, Stop) is not null)
        {
            await Task.Delay(50, Stop);
        }
    }

    [Fact]
    public async Task A_round_goes_through_all_erasures_also_those_of_one_moment()
    {
        var stored = (await StoredAsync("carol"), await StoredAsync("dave"));
        _person.Letters.Shop.Scalar(
            """
            INSERT INTO personal.erasures (id, person, key_ids, at, by_whom, recipients)
            SELECT gen_random_uuid(), sha256(i::text::bytea), ARRAY[gen_random_uuid()], '2026-11-20'::timestamptz, 'test', 0 FROM generate_series(1, 450) i
            UNION ALL VALUES ('00000000-0000-7000-8000-000000000000'::uuid, $1, ARRAY[$2], '2026-11-20'::timestamptz, 'test', 0), ('ffffffff-ffff-7fff-bfff-ffffffffffff', $3, ARRAY[$4], '2026-11-20', 'test', 0)
            """,
            stored.Item1.Person.ToBytes(),
            stored.Item1.KeyId,
            stored.Item2.Person.ToBytes(),
            stored.Item2.KeyId);
        await _person.RoundAsync();
        Assert.Null(await _person.Store.FindAsync(stored.Item1.Person, Stop));
        Assert.Null(await _person.Store.FindAsync(stored.Item2.Person, Stop));
        Assert.Equal(0L, _person.Letters.Shop.Scalar("SELECT count(*) FROM personal.erasures WHERE finished_at IS NULL"));

        async Task<StoredKey> StoredAsync(string name)
        {
            await _person.Letters.SavedAsync(_person.Letters.Consumer($"{name}-{_person.Name}"));
            return (await _person.Store.FindAsync(new Person(_person.ClientId, $"{name}-{_person.Name}").Digest, Stop))!;
        }
    }

    [Fact]
    public async Task A_key_store_out_of_a_backup_brings_nobody_back()
    {
        await _person.Letters.SavedAsync(_person.Token);
        var file = Path.Combine(_person.KeyFolder, "people", _person.Digest.ToString()[..2], _person.Digest.ToString());
        var (backup, key) = (await File.ReadAllBytesAsync(file, Stop), (await _person.Store.FindAsync(_person.Digest, Stop))!.KeyId);
        ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token));

        Restore();
        await _person.RoundAsync();
        Assert.False(File.Exists(file));

        Restore();
        var id = await _person.Letters.SavedAsync(_person.Token, ("name", "新しい人"));
        Assert.NotEqual(key, (await _person.Store.FindAsync(_person.Digest, Stop))!.KeyId);
        Assert.Equal(("READ", "新しい人"), await _person.Letters.ReadAsync(id, _person.Token));

        void Restore()
        {
            File.Delete(Path.Combine(_person.KeyFolder, "erased", key.ToString("N")));
            File.WriteAllBytes(file, backup);
        }
    }

    [Fact]
    public async Task After_the_last_backup_nobody_knows_who_was_erased()
    {
        await _person.Letters.SavedAsync(_person.Token);
        ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token));
        var remembered = "SELECT count(*) FROM personal.erasures WHERE person = $1";
        Assert.Equal(1L, _person.Letters.Shop.Scalar(remembered, _person.Digest.ToBytes()));
        _person.Letters.Shop.Scalar("UPDATE personal.erasures SET at = at - interval '36 days' WHERE person = $1", _person.Digest.ToBytes());
        await _person.RoundAsync();
        Assert.Equal(0L, _person.Letters.Shop.Scalar(remembered, _person.Digest.ToBytes()));
        Assert.Equal(0L, _person.Letters.Shop.Scalar("SELECT count(*) FROM personal.erasures e WHERE e::text LIKE '%' || $1 || '%'", _person.Name));
    }
}
