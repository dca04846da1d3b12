using System.Diagnostics;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Platform.Database.Embedded;
using Npgsql;

namespace CeCommerce.IntegrationTests.Personal;

public sealed class ErasureTests(TestServer server, TestCluster cluster) : IClassFixture<TestServer>
{
    private readonly ErasedPerson _person = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_from_before_brings_back_everybody_but_the_erased()
    {
        var other = _person.Letters.Consumer($"other-{_person.Name}");
        var (erased, kept) = (await _person.Letters.SavedAsync(_person.Token), await _person.Letters.SavedAsync(other, ("name", "残る人")));
        var restored = await cluster.CreateEmptyDatabaseAsync();
        var file = Path.Combine(Path.GetTempPath(), $"cecommerce-test-{Guid.CreateVersion7():N}.dump");
        try
        {
            await ToolAsync("pg_dump", ["--format=custom", "--no-owner", "--file", file], new(server.ConnectionString));
            ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token));
            await ToolAsync("pg_restore", ["--no-owner", "--exit-on-error", "--dbname", new NpgsqlConnectionStringBuilder(restored).Database!, file], new(restored));
            await using var beside = await server.StartBesideAsync(restored);
            var letters = new Letters(beside);
            Assert.Equal(("ERASED", null), await letters.ReadAsync(erased, letters.Consumer(_person.Name)));
            Assert.Equal(("ERASED", null), await letters.ReadAsync(erased, letters.Platform, "LEGAL_DUTY", "T-1"));
            Assert.Equal(("READ", "残る人"), await letters.ReadAsync(kept, letters.Consumer($"other-{_person.Name}")));

            // Who was erased may come again, as somebody new.
            var again = await letters.SavedAsync(letters.Consumer(_person.Name), ("name", "また来た人"));
            Assert.Equal(("READ", "また来た人"), await letters.ReadAsync(again, letters.Consumer(_person.Name)));
            Assert.Equal(("ERASED", null), await letters.ReadAsync(erased, letters.Consumer(_person.Name)));
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
        var id = await _person.Letters.SavedAsync(_person.Token);
        await _person.Letters.SavedAsync(_person.Token);
        var done = ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token));
        Assert.Equal(2, done.GetProperty("recipients").GetInt32());
        Assert.Equal(TimeSpan.FromDays(35), done.GetProperty("forgottenAt").GetDateTimeOffset() - done.GetProperty("erasedAt").GetDateTimeOffset());
        Assert.Empty(await _person.Letters.OwnAsync(_person.Token));
        Assert.Equal(JsonValueKind.Null, (await _person.Letters.RecipientAsync(id, _person.Token)).ValueKind);
        Assert.Equal(("ERASED", null), await _person.Letters.ReadAsync(id, _person.Letters.Platform, "REQUEST_OF_PERSON", "T-1"));
        Assert.Null(await _person.Store.FindAsync(_person.Digest, Stop));
        Assert.Equal(0L, _person.Letters.Shop.Scalar("SELECT count(*) FROM personal.recipients r WHERE r::text LIKE '%' || $1 || '%'", _person.Name));
        Assert.Equal("RECIPIENT_NOT_FOUND", (await _person.Letters.SaveAsync(_person.Token, ("recipientId", id))).Refusal().Text("code"));
    }

    [Fact]
    public async Task Erasing_again_changes_nothing_and_saving_again_begins_anew()
    {
        await _person.Letters.SavedAsync(_person.Token);
        var key = Shop.Key();
        var first = ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token, key: key));
        Assert.Equal(first.ToString(), ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token, key: key)).ToString());
        Assert.Equal(first.ToString(), ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token)).ToString());
        var again = await _person.Letters.SavedAsync(_person.Token, ("name", "新しい人"));
        Assert.Equal(first.ToString(), ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token, key: key)).ToString());
        Assert.Equal(("READ", "新しい人"), await _person.Letters.ReadAsync(again, _person.Token));
        Assert.Equal(1, ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token)).GetProperty("recipients").GetInt32());
    }

    [Fact]
    public async Task A_retry_that_comes_after_the_erasure_saves_nothing()
    {
        var key = Shop.Key();
        await _person.Letters.SavedAsync(_person.Token, ("idempotencyKey", key));
        ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await _person.Letters.SaveAsync(_person.Token, ("idempotencyKey", key))).Refusal().Text("code"));
        Assert.Empty(await _person.Letters.OwnAsync(_person.Token));
    }

    [Fact]
    public async Task The_platform_erases_on_request_and_names_the_consumer()
    {
        var id = await _person.Letters.SavedAsync(_person.Token);
        var subject = new { clientId = _person.ClientId, consumer = _person.Name };
        Assert.Equal("ERASURE_SUBJECT_INVALID", (await _person.Letters.EraseAsync(_person.Letters.Platform)).Refusal().Text("code"));
        Assert.Equal("ERASURE_SUBJECT_INVALID", (await _person.Letters.EraseAsync(_person.Letters.Consumer("stranger"), subject)).Refusal().Text("code"));
        Assert.Equal("ERASURE_NOT_CONFIRMED", (await _person.Letters.EraseAsync(_person.Letters.Platform, subject, confirm: false)).Refusal().Text("code"));
        Assert.Equal(("READ", "佐藤花子"), await _person.Letters.ReadAsync(id, _person.Token));
        Assert.Equal(1, ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Letters.Platform, subject)).GetProperty("recipients").GetInt32());
        Assert.Empty(await _person.Letters.OwnAsync(_person.Token));
    }

    [Fact]
    public async Task Whoever_saves_while_another_erases_leaves_nothing_readable_under_a_dead_key()
    {
        for (var round = 0; round < 12; round++)
        {
            var saving = Enumerable.Range(0, 6).Select(_ => Task.Run(() => _person.Letters.SaveAsync(_person.Token)));
            var erasing = Enumerable.Range(0, 3).Select(_ => Task.Run(() => _person.Letters.EraseAsync(_person.Token)));
            var answers = await Task.WhenAll(saving.Concat(erasing));
            Assert.All(answers.SelectMany(answer => answer.List("errors")), error => Assert.Equal("PERSONAL_DATA_BUSY", error.Text("code")));

            var own = await _person.Letters.OwnAsync(_person.Token);
            Assert.All(own, recipient => Assert.Equal("READ", recipient.GetProperty("reading").Text("outcome")));
            var live = (await _person.Store.FindAsync(_person.Digest, Stop))?.KeyId ?? Guid.Empty;
            Assert.Equal(0L, _person.Letters.Shop.Scalar("SELECT count(*) FROM personal.recipients WHERE consumer_id = $1 AND key_id <> $2", _person.Name, live));
            Assert.Equal(0L, _person.Letters.Shop.Scalar("SELECT count(*) FROM personal.erasures WHERE $1 = ANY (key_ids)", live));
        }

        ErasedPerson.AssertDone(await _person.Letters.EraseAsync(_person.Token));
        Assert.Empty(await _person.Letters.OwnAsync(_person.Token));
        Assert.Null(await _person.Store.FindAsync(_person.Digest, Stop));
    }

    [Fact]
    public async Task A_server_beside_the_wrong_keys_does_not_start()
    {
        await _person.Letters.SavedAsync(_person.Token);
        var refused = await Assert.ThrowsAsync<StartRefused>(server.StartSecondAsync);
        Assert.Equal("KEY_STORE_FOREIGN", refused.Error.Code);
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
}
