using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;

namespace CeCommerce.IntegrationTests.Payments.Log;

/// <summary>Whoever alters the books, and be it with all rights over the database, is found out by what was sealed and signed.</summary>
public sealed class LedgerLogTests(LedgerShop shop) : IClassFixture<LedgerShop>
{
    [Fact]
    public async Task What_was_posted_and_resolved_is_sealed_signed_and_right()
    {
        var movement = await shop.PostAsync();
        var hold = await shop.HoldAsync();
        await shop.Shop.On((CommerceDatabase database) => database.ResolveAsync(Resolution.Void(hold, MovementTime.Now(shop.Now)), default));
        await shop.NextDayAsync();
        Assert.Equal(1L, await shop.CountAsync($"payments.log_leaves WHERE movement_id = '{movement.Id}'"));
        Assert.Equal(2L, await shop.CountAsync($"payments.log_leaves WHERE movement_id = '{hold.Id}'"));
        Assert.Equal(0L, await shop.CountAsync("payments.unsealed"));
        Assert.Equal(await shop.CountAsync("payments.log_leaves"), (await shop.CheckpointsAsync())[^1].Size);
        Assert.Empty(await shop.FlawsAsync());
    }

    [Theory]
    [InlineData("UPDATE payments.entries SET amount = amount * 2 WHERE movement_id = '{m}'", "not what was sealed")]
    [InlineData("DELETE FROM payments.entries WHERE movement_id = '{m}'", "not what was sealed")]
    [InlineData("UPDATE payments.movements SET recorded_at = recorded_at - interval '3 days' WHERE id = '{m}'", "not what was sealed", "back-dated")]
    [InlineData("UPDATE payments.movements SET at = at - interval '3 days' WHERE id = '{m}'", "not what was sealed", "do not say its times")]
    [InlineData("UPDATE payments.movements SET cause_id = gen_random_uuid() WHERE id = '{m}'", "not what was sealed")]
    [InlineData("UPDATE payments.entries SET recorded_at = recorded_at - interval '1 day' WHERE movement_id = '{m}'", "do not say its times")]
    [InlineData("DELETE FROM payments.movements WHERE id = '{m}'", "gone from the books")]
    [InlineData("DELETE FROM payments.log_leaves WHERE movement_id = '{m}'", "neither sealed nor waiting", "are missing", "is not the one that was signed")]
    [InlineData("DELETE FROM payments.log_leaves WHERE movement_id = '{m}'; DELETE FROM payments.entries WHERE movement_id = '{m}'; DELETE FROM payments.movements WHERE id = '{m}'", "are missing", "is not the one that was signed")]
    [InlineData("UPDATE payments.log_leaves SET hash = sha256('x') WHERE movement_id = '{m}'", "not what was sealed", "is not the one that was signed")]
    [InlineData("UPDATE platform.checkpoints SET root = sha256('x')", "is not the one that was signed", "signature is wrong")]
    [InlineData("UPDATE platform.checkpoints SET at = at + interval '1 second'", "signature is wrong")]
    [InlineData("UPDATE platform.proof_keys SET public_key = 'AAAA'", "not the one that its id names", "signature is wrong")]
    [InlineData("DELETE FROM payments.log_leaves", "there are only 0")]
    public async Task Each_way_to_alter_the_books_is_named(string how, params string[] named)
    {
        var movement = await shop.PostAsync();
        await shop.NextDayAsync();
        await shop.PostAsync();
        await shop.NextDayAsync();
        Assert.Empty(await shop.FlawsAsync());
        var flaws = await shop.BrokenAsync(how.Replace("{m}", $"{movement.Id}", StringComparison.Ordinal));
        Assert.All(named, name => Assert.Contains(flaws, flaw => flaw.Message.En.Contains(name, StringComparison.Ordinal)));
        Assert.True(!named[0].Contains("not what was sealed", StringComparison.Ordinal) || flaws.Any(flaw => flaw.Subject == movement.Id.ToString()), string.Join('\n', flaws));
        Assert.Empty(await shop.FlawsAsync());
    }

    [Fact]
    public async Task An_entry_that_is_added_to_a_movement_is_named()
    {
        var movement = await shop.PostAsync();
        await shop.NextDayAsync();
        var flaws = await shop.BrokenAsync(
            $"""
            INSERT INTO payments.accounts VALUES (payments.account_id('FeeTax', NULL, 'JPY'), 'FeeTax', NULL, 'JPY');
            INSERT INTO payments.entries SELECT id, payments.account_id('FeeTax', NULL, 'JPY'), 0, at, recorded_at FROM payments.movements WHERE id = '{movement.Id}'
            """);
        var flaw = Assert.Single(flaws);
        Assert.Equal(movement.Id.ToString(), flaw.Subject);
        Assert.Contains("not what was sealed", flaw.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_inserted_past_the_rules_is_neither_sealed_nor_waiting()
    {
        var movement = await shop.PostAsync();
        await shop.NextDayAsync();
        var flaws = await shop.BrokenAsync(
            $"INSERT INTO payments.movements SELECT gen_random_uuid(), kind, cause_kind, gen_random_uuid(), at, recorded_at, times_out_at FROM payments.movements WHERE id = '{movement.Id}'");
        Assert.Contains(flaws, flaw => flaw.Message.En.Contains("neither sealed nor waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_written_down_under_an_earlier_day_is_named_as_back_dated()
    {
        await shop.NextDayAsync();
        var earlier = shop.Now.AddDays(-2);
        var movement = await shop.PostAsync(new(earlier, earlier));
        await shop.SealAsync();
        var flaw = Assert.Single(await shop.FlawsAsync());
        Assert.Equal(movement.Id.ToString(), flaw.Subject);
        Assert.Contains("back-dated", flaw.Message.En, StringComparison.Ordinal);
        await shop.ForgetAsync(movement);
    }

    [Fact]
    public async Task A_tree_that_is_rebuilt_and_signed_with_the_real_key_is_caught_by_an_older_checkpoint()
    {
        var movement = await shop.PostAsync();
        await shop.NextDayAsync();
        var kept = await shop.CheckpointsAsync();
        var flaws = await shop.BrokenAsync(
            $"UPDATE payments.entries SET amount = amount * 2 WHERE movement_id = '{movement.Id}'",
            async () =>
            {
                await shop.RebuildAsync();
                Assert.Empty(await shop.FlawsAsync());
                return await shop.FlawsAsync(kept);
            });
        Assert.Contains(flaws, flaw => flaw.Subject.StartsWith("kept checkpoint", StringComparison.Ordinal) && flaw.Message.En.Contains("not the one that was signed", StringComparison.Ordinal));
        Assert.Empty(await shop.FlawsAsync(kept));
    }
}
