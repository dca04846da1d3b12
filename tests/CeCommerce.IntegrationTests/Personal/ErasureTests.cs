using System.Diagnostics;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Personal;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Personal;

public sealed class ErasureTests(TestServer server, TestCluster cluster) : IClassFixture<TestServer>
{
    private readonly Letters _letters = new(server);
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Token => _letters.Consumer(_name);

    private string KeyFolder => Path.Combine(server.Services.GetRequiredService<Settings>().Home, "personal-keys");

    private IKeyStore Store => server.Services.GetRequiredService<IKeyStore>();

    [Fact]
    public async Task A_dump_from_before_brings_back_everybody_but_the_erased()
    {
        var other = _letters.Consumer($"other-{_name}");
        var (erased, kept) = (await _letters.SavedAsync(Token), await _letters.SavedAsync(other, ("name", "残る人")));
        var restored = await cluster.CreateEmptyDatabaseAsync();
        var file = Path.Combine(Path.GetTempPath(), $"cecommerce-test-{Guid.CreateVersion7():N}.dump");
        try
        {
            await ToolAsync("pg_dump", ["--format=custom", "--no-owner", "--file", file], new(server.ConnectionString));
            AssertDone(await _letters.EraseAsync(Token));
            await ToolAsync("pg_restore", ["--no-owner", "--exit-on-error", "--dbname", new NpgsqlConnectionStringBuilder(restored).Database!, file], new(restored));
            await using var beside = await server.StartBesideAsync(restored);
            var letters = new Letters(beside);
            Assert.Equal(("ERASED", null), await letters.ReadAsync(erased, letters.Consumer(_name)));
            Assert.Equal(("ERASED", null), await letters.ReadAsync(erased, letters.Platform, "LEGAL_DUTY", "T-1"));
            Assert.Equal(("READ", "残る人"), await letters.ReadAsync(kept, letters.Consumer($"other-{_name}")));

            // Who was erased may come again, as somebody new.
            var again = await letters.SavedAsync(letters.Consumer(_name), ("name", "また来た人"));
            Assert.Equal(("READ", "また来た人"), await letters.ReadAsync(again, letters.Consumer(_name)));
            Assert.Equal(("ERASED", null), await letters.ReadAsync(erased, letters.Consumer(_name)));
        }
        finally
        {
            File.Delete(file);
            await cluster.DropDatabaseAsync(restored);
        }
    }

    [Fact]
    public async Task What_was_erased_is_gone_for_its_owner_and_told_to_the_platform()
    {
        var id = await _letters.SavedAsync(Token);
        await _letters.SavedAsync(Token);
        var done = AssertDone(await _letters.EraseAsync(Token));
        Assert.Equal(2, done.GetProperty("recipients").GetInt32());
        Assert.Equal(TimeSpan.FromDays(35), done.GetProperty("forgottenAt").GetDateTimeOffset() - done.GetProperty("erasedAt").GetDateTimeOffset());
        Assert.Empty(await _letters.OwnAsync(Token));
        Assert.Equal(JsonValueKind.Null, (await _letters.RecipientAsync(id, Token)).ValueKind);
        Assert.Equal(("ERASED", null), await _letters.ReadAsync(id, _letters.Platform, "REQUEST_OF_PERSON", "T-1"));
        Assert.Null(await Store.FindAsync(Digest, Stop));
        Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.recipients r WHERE r::text LIKE '%' || $1 || '%'", _name));
        Assert.Equal("RECIPIENT_NOT_FOUND", (await _letters.SaveAsync(Token, ("recipientId", id))).Refusal().Text("code"));
    }

    [Fact]
    public async Task Erasing_again_changes_nothing_and_saving_again_begins_anew()
    {
        await _letters.SavedAsync(Token);
        var key = Shop.Key();
        var first = AssertDone(await _letters.EraseAsync(Token, key: key));
        Assert.Equal(first.ToString(), AssertDone(await _letters.EraseAsync(Token, key: key)).ToString());
        Assert.Equal(first.ToString(), AssertDone(await _letters.EraseAsync(Token)).ToString());
        var again = await _letters.SavedAsync(Token, ("name", "新しい人"));
        Assert.Equal(first.ToString(), AssertDone(await _letters.EraseAsync(Token, key: key)).ToString());
        Assert.Equal(("READ", "新しい人"), await _letters.ReadAsync(again, Token));
        Assert.Equal(1, AssertDone(await _letters.EraseAsync(Token)).GetProperty("recipients").GetInt32());
    }

    [Fact]
    public async Task A_retry_that_comes_after_the_erasure_saves_nothing()
    {
        var key = Shop.Key();
        await _letters.SavedAsync(Token, ("idempotencyKey", key));
        AssertDone(await _letters.EraseAsync(Token));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await _letters.SaveAsync(Token, ("idempotencyKey", key))).Refusal().Text("code"));
        Assert.Empty(await _letters.OwnAsync(Token));
    }

    [Fact]
    public async Task The_platform_erases_on_request_and_names_the_consumer()
    {
        var id = await _letters.SavedAsync(Token);
        var subject = new { clientId = ClientId, consumer = _name };
        Assert.Equal("ERASURE_SUBJECT_INVALID", (await _letters.EraseAsync(_letters.Platform)).Refusal().Text("code"));
        Assert.Equal("ERASURE_SUBJECT_INVALID", (await _letters.EraseAsync(_letters.Consumer("stranger"), subject)).Refusal().Text("code"));
        Assert.Equal("ERASURE_NOT_CONFIRMED", (await _letters.EraseAsync(_letters.Platform, subject, confirm: false)).Refusal().Text("code"));
        Assert.Equal(("READ", "佐藤花子"), await _letters.ReadAsync(id, Token));
        Assert.Equal(1, AssertDone(await _letters.EraseAsync(_letters.Platform, subject)).GetProperty("recipients").GetInt32());
        Assert.Empty(await _letters.OwnAsync(Token));
    }

    [Fact]
    public async Task What_died_before_the_key_was_gone_is_finished_by_the_next_try()
    {
        var id = await _letters.SavedAsync(Token);
        var key = Shop.Key();
        using (Blocked())
        {
            Assert.Equal("PERSONAL_KEYS_UNAVAILABLE", (await _letters.EraseAsync(Token, key: key)).Refusal().Text("code"));
            Assert.NotNull(await Store.FindAsync(Digest, Stop));
            Assert.Equal(("ERASED", null), await _letters.ReadAsync(id, _letters.Platform, "DELIVERY", "T-1"));
        }

        AssertDone(await _letters.EraseAsync(Token, key: key));
        Assert.Null(await Store.FindAsync(Digest, Stop));
    }

    [Fact]
    public async Task What_died_before_the_key_was_gone_is_finished_by_the_next_save_and_by_the_next_round()
    {
        await _letters.SavedAsync(Token);
        var dead = (await Store.FindAsync(Digest, Stop))!;
        using (Blocked())
        {
            await _letters.EraseAsync(Token);
        }

        await _letters.SavedAsync(Token);
        Assert.NotEqual(dead.KeyId, (await Store.FindAsync(Digest, Stop))!.KeyId);
        Assert.True(await Store.IsErasedAsync(dead.KeyId, Stop));

        using (Blocked())
        {
            await _letters.EraseAsync(Token);
            Assert.NotNull(await Store.FindAsync(Digest, Stop));
        }

        await RoundAsync();
        Assert.Null(await Store.FindAsync(Digest, Stop));
        Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.erasures WHERE finished_at IS NULL"));
    }

    [Fact]
    public async Task A_start_waits_for_no_erasure_and_soon_after_it_all_are_finished()
    {
        var id = await _letters.SavedAsync(Token);
        using (Blocked())
        {
            await _letters.EraseAsync(Token);
        }

        await using (var scope = server.Services.CreateAsyncScope())
        {
            var untouched = new WatchedKeyStore(Store, verb => verb is nameof(IKeyStore.IdentityAsync) or nameof(IKeyStore.IsClosedAsync) ? Task.CompletedTask : throw new InvalidOperationException(verb));
            var keys = ActivatorUtilities.CreateInstance<PersonKeys>(scope.ServiceProvider, untouched);
            await ActivatorUtilities.CreateInstance<KeyStoreCheck>(scope.ServiceProvider, keys).PrepareAsync(Stop);
        }

        Assert.Equal(("ERASED", null), await _letters.ReadAsync(id, _letters.Platform, "LEGAL_DUTY", "T-1"));

        await using var beside = await server.StartBesideAsync(server.ConnectionString);
        while (await Store.FindAsync(Digest, Stop) is not null)
        {
            await Task.Delay(50, Stop);
        }
    }

    [Fact]
    public async Task A_round_goes_through_all_erasures_also_those_of_one_moment()
    {
        var stored = (await StoredAsync("carol"), await StoredAsync("dave"));
        _letters.Shop.Scalar(
            """
            INSERT INTO personal.erasures (id, person, key_ids, at, by_whom, recipients)
            SELECT gen_random_uuid(), sha256(i::text::bytea), ARRAY[gen_random_uuid()], '2026-11-20'::timestamptz, 'test', 0 FROM generate_series(1, 450) i
            UNION ALL VALUES ('00000000-0000-7000-8000-000000000000'::uuid, $1, ARRAY[$2], '2026-11-20'::timestamptz, 'test', 0), ('ffffffff-ffff-7fff-bfff-ffffffffffff', $3, ARRAY[$4], '2026-11-20', 'test', 0)
            """,
            stored.Item1.Person.ToBytes(),
            stored.Item1.KeyId,
            stored.Item2.Person.ToBytes(),
            stored.Item2.KeyId);
        await RoundAsync();
        Assert.Null(await Store.FindAsync(stored.Item1.Person, Stop));
        Assert.Null(await Store.FindAsync(stored.Item2.Person, Stop));
        Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.erasures WHERE finished_at IS NULL"));

        async Task<StoredKey> StoredAsync(string name)
        {
            await _letters.SavedAsync(_letters.Consumer($"{name}-{_name}"));
            return (await Store.FindAsync(new Person(ClientId, $"{name}-{_name}").Digest, Stop))!;
        }
    }

    [Fact]
    public async Task A_key_store_out_of_a_backup_brings_nobody_back()
    {
        await _letters.SavedAsync(Token);
        var file = Path.Combine(KeyFolder, "people", Digest.ToString()[..2], Digest.ToString());
        var (backup, key) = (await File.ReadAllBytesAsync(file, Stop), (await Store.FindAsync(Digest, Stop))!.KeyId);
        AssertDone(await _letters.EraseAsync(Token));

        Restore();
        await RoundAsync();
        Assert.False(File.Exists(file));

        Restore();
        var id = await _letters.SavedAsync(Token, ("name", "新しい人"));
        Assert.NotEqual(key, (await Store.FindAsync(Digest, Stop))!.KeyId);
        Assert.Equal(("READ", "新しい人"), await _letters.ReadAsync(id, Token));

        void Restore()
        {
            File.Delete(Path.Combine(KeyFolder, "erased", key.ToString("N")));
            File.WriteAllBytes(file, backup);
        }
    }

    [Fact]
    public async Task After_the_last_backup_nobody_knows_who_was_erased()
    {
        await _letters.SavedAsync(Token);
        AssertDone(await _letters.EraseAsync(Token));
        var remembered = "SELECT count(*) FROM personal.erasures WHERE person = $1";
        Assert.Equal(1L, _letters.Shop.Scalar(remembered, Digest.ToBytes()));
        _letters.Shop.Scalar("UPDATE personal.erasures SET at = at - interval '36 days' WHERE person = $1", Digest.ToBytes());
        await RoundAsync();
        Assert.Equal(0L, _letters.Shop.Scalar(remembered, Digest.ToBytes()));
        Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.erasures e WHERE e::text LIKE '%' || $1 || '%'", _name));
    }

    [Fact]
    public async Task Whoever_saves_while_another_erases_leaves_nothing_readable_under_a_dead_key()
    {
        for (var round = 0; round < 12; round++)
        {
            var saving = Enumerable.Range(0, 6).Select(_ => Task.Run(() => _letters.SaveAsync(Token)));
            var erasing = Enumerable.Range(0, 3).Select(_ => Task.Run(() => _letters.EraseAsync(Token)));
            var answers = await Task.WhenAll(saving.Concat(erasing));
            Assert.All(answers.SelectMany(answer => answer.List("errors")), error => Assert.Equal("PERSONAL_DATA_BUSY", error.Text("code")));

            var own = await _letters.OwnAsync(Token);
            Assert.All(own, recipient => Assert.Equal("READ", recipient.GetProperty("reading").Text("outcome")));
            var live = (await Store.FindAsync(Digest, Stop))?.KeyId ?? Guid.Empty;
            Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.recipients WHERE consumer_id = $1 AND key_id <> $2", _name, live));
            Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.erasures WHERE $1 = ANY (key_ids)", live));
        }

        AssertDone(await _letters.EraseAsync(Token));
        Assert.Empty(await _letters.OwnAsync(Token));
        Assert.Null(await Store.FindAsync(Digest, Stop));
    }

    [Fact]
    public async Task A_server_beside_the_wrong_keys_does_not_start()
    {
        await _letters.SavedAsync(Token);
        var refused = await Assert.ThrowsAsync<StartRefused>(server.StartSecondAsync);
        Assert.Equal("KEY_STORE_FOREIGN", refused.Error.Code);
    }

    private Sha256Digest Digest => new Person(ClientId, _name).Digest;

    /// <summary>The app in whose name the tokens are made.</summary>
    private string ClientId => ClientIdOf(Token);

    private static string ClientIdOf(string token)
    {
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonDocument.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))).RootElement.Text("client_id");
    }

    private async Task RoundAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Erasures>().RoundAsync(Stop);
    }

    /// <summary>Until disposed nothing can be erased in the key store: where it would say so stands something else.</summary>
    private Unblocking Blocked()
    {
        var (erased, aside) = (Path.Combine(KeyFolder, "erased"), Path.Combine(KeyFolder, "erased-aside"));
        Directory.CreateDirectory(erased);
        Directory.Move(erased, aside);
        File.WriteAllText(erased, "in the way");
        return new(erased, aside);
    }

    private static JsonElement AssertDone(JsonElement payload)
    {
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("erasure");
    }

    private static async Task ToolAsync(string tool, string[] arguments, NpgsqlConnectionStringBuilder at)
    {
        var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Find(null, PostgresBinaries.PackagedRoot, null)!.Directory, tool), arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        (start.Environment["PGHOST"], start.Environment["PGPORT"], start.Environment["PGDATABASE"]) = (at.Host, $"{at.Port}", at.Database);
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (at.Username, at.Password);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, errors);
    }

    private sealed class Unblocking(string erased, string aside) : IDisposable
    {
        public void Dispose()
        {
            File.Delete(erased);
            Directory.Move(aside, erased);
        }
    }
}
