using System.Globalization;
using System.Net;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments.Log;

/// <summary>Sealing and signing go on through races, kills, new keys and witnesses that are away.</summary>
public sealed class LedgerSealingTests(LedgerShop shop) : IClassFixture<LedgerShop>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_servers_that_seal_while_others_post_leave_no_gap_and_seal_nothing_twice()
    {
        var other = shop.Shop.Start();
        var before = await shop.CountAsync("payments.log_leaves");
        var posting = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = 0; i < 15; i++)
            {
                await shop.PostAsync();
            }
        }));
        do
        {
            await Task.WhenAll(shop.SealAsync(), shop.SealAsync(other));
        }
        while (!posting.IsCompleted);
        await posting;
        await shop.NextDayAsync();
        Assert.Equal(before + 60, await shop.CountAsync("payments.log_leaves"));
        Assert.Equal(before + 59, await shop.Shop.Scalar("SELECT max(seq) FROM payments.log_leaves"));
        Assert.Empty(await shop.FlawsAsync());
    }

    [Fact]
    public async Task A_batch_whose_session_is_killed_is_not_begun_and_comes_again()
    {
        await shop.PostAsync();
        var last = await shop.PostAsync();
        var (leaves, waiting) = (await shop.CountAsync("payments.log_leaves"), await shop.CountAsync("payments.unsealed"));
        await shop.AlterAsync(
            $"""
            CREATE FUNCTION public.linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
            CREATE TRIGGER linger AFTER INSERT ON payments.log_leaves FOR EACH ROW WHEN (NEW.movement_id = '{last.Id}') EXECUTE FUNCTION public.linger()
            """);
        var sealing = shop.SealAsync();
        while (await shop.Shop.Scalar("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()") is null)
        {
            await Task.Delay(20, Stop);
        }

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => sealing);
        await shop.AlterAsync("DROP TRIGGER linger ON payments.log_leaves; DROP FUNCTION public.linger()");
        Assert.Equal((leaves, waiting), (await shop.CountAsync("payments.log_leaves"), await shop.CountAsync("payments.unsealed")));
        await shop.NextDayAsync();
        Assert.Equal(leaves + waiting, await shop.CountAsync("payments.log_leaves"));
        Assert.Empty(await shop.FlawsAsync());
    }

    [Fact]
    public async Task A_new_key_signs_from_the_next_checkpoint_on_and_the_old_ones_still_hold()
    {
        await shop.PostAsync();
        await shop.NextDayAsync();
        var kept = await shop.CheckpointsAsync();
        var made = await shop.Shop.On((ProofKeyFile keys) => Task.FromResult(keys.Rotate()));
        await shop.PostAsync();
        await shop.NextDayAsync();
        var checkpoints = await shop.CheckpointsAsync();
        Assert.Equal(made, checkpoints[^1].KeyId);
        Assert.NotEqual(made, kept[^1].KeyId);
        Assert.Empty(await shop.FlawsAsync(kept));
    }

    [Fact]
    public async Task A_server_with_other_keys_signs_nothing()
    {
        await shop.NextDayAsync();
        var count = (await shop.CheckpointsAsync()).Count;
        var stranger = shop.Shop.Start(services => services.AddSingleton(new ProofSettings(Path.Combine(shop.Shop.Home, "other", "proofs.pem"), true, null, null)));
        shop.Shop.Clock.Advance(TimeSpan.FromDays(1));
        var refused = await Assert.ThrowsAsync<StartRefused>(() => shop.Shop.On((Checkpoints checkpoints) => checkpoints.MakeDueAsync(default), stranger));
        Assert.IsType<ProofKeysForeign>(refused.Error);
        Assert.Equal(count, (await shop.CheckpointsAsync()).Count);
    }

    [Fact]
    public async Task Nothing_is_signed_on_top_of_a_checkpoint_that_was_altered()
    {
        await shop.PostAsync();
        await shop.NextDayAsync();
        shop.Shop.Clock.Advance(TimeSpan.FromDays(1));
        _ = await shop.BrokenAsync(
            "UPDATE platform.checkpoints SET root = sha256('x')",
            async () =>
            {
                var refused = await Assert.ThrowsAsync<StartRefused>(() => shop.Shop.On((Checkpoints checkpoints) => checkpoints.MakeDueAsync(default)));
                Assert.IsType<CheckpointAltered>(refused.Error);
                return [];
            });
    }

    [Fact]
    public async Task One_checkpoint_a_day_is_made_whoever_asks()
    {
        await shop.NextDayAsync();
        var other = shop.Shop.Start();
        shop.Shop.Clock.Advance(TimeSpan.FromDays(1));
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => shop.Shop.On((Checkpoints checkpoints) => checkpoints.MakeDueAsync(default), i % 2 == 0 ? null : other)));
        // Of the ledger and of passports.
        Assert.Equal(2, made.Sum());
        Assert.Equal(0, await shop.Shop.On((Checkpoints checkpoints) => checkpoints.MakeDueAsync(default)));
    }

    [Fact]
    public async Task A_witness_that_was_away_is_told_of_all_checkpoints_in_order()
    {
        await shop.NextDayAsync();
        using var away = new Reception();
        using var http = new HttpClient(away);
        var file = Path.Combine(shop.Shop.Home, "witness", "notes");
        var server = shop.Shop.Start(services => services.AddSingleton<IReadOnlyList<IWitness>>([new FileWitness(file), new UrlWitness(http, new("https://witness.example/notes?secret=1"))]));
        Assert.Equal(0, await TellAsync(server));
        var waiting = await shop.Shop.On((WitnessNews witnesses) => witnesses.WaitingAsync(default), server);
        var notes = (await shop.CheckpointsAsync()).Select(checkpoint => checkpoint.Note).ToList();
        var all = Convert.ToInt32(await shop.Shop.Scalar("SELECT count(*) FROM platform.checkpoints"), CultureInfo.InvariantCulture);
        Assert.Equal(2 * all, waiting);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Assert.Equal(all, await TellAsync(server));
        away.Open = true;
        Assert.Equal(all, await TellAsync(server));
        Assert.Equal(0, await TellAsync(server));
        var origin = (await shop.CheckpointsAsync())[0].Origin;
        Assert.Equal(notes, away.Taken.Where(note => note.StartsWith(origin, StringComparison.Ordinal)));
        var (kept, clean) = Checkpoint.ReadAll(await File.ReadAllTextAsync(file, Stop));
        Assert.True(clean);
        Assert.Equal(notes, kept.Where(checkpoint => checkpoint.Origin == origin).Select(checkpoint => checkpoint.Note));
        Assert.Equal(kept, await FileVerification.KeptAsync(file, Stop));
        Assert.DoesNotContain("secret", (string)(await shop.Shop.Scalar("SELECT string_agg(witness, ' ') FROM platform.checkpoint_deliveries"))!, StringComparison.Ordinal);
    }

    private Task<int> TellAsync(IServiceProvider server) => shop.Shop.On((WitnessNews witnesses) => witnesses.TellAsync(default), server);

    /// <summary>The other end of the address.</summary>
    private sealed class Reception : HttpMessageHandler
    {
        public bool Open { get; set; }

        public List<string> Taken { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!Open)
            {
                throw new HttpRequestException("away");
            }

            Taken.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new(HttpStatusCode.Accepted);
        }
    }
}
