using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Tests.Payments.Log;

/// <summary>What is hashed never changes: the values come from a program in another language that was written after docs/ledger-proofs.md.</summary>
public sealed class LeafTests
{
    private static readonly Guid s_id = Guid.Parse("00112233-4455-7677-8899-aabbccddeeff");
    private static readonly Guid s_other = Guid.Parse("01234567-89ab-7def-8123-456789abcdef");
    private static readonly DateTimeOffset s_day = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_movement_is_hashed_with_its_entries_in_whatever_order_they_come(bool turned)
    {
        LoggedEntry[] entries = [new(new("Escrow", Guid.Parse("ffeeddcc-bbaa-7988-8766-554433221100"), "JPY"), 1_000), new(new("BuyerClearing", null, "JPY"), -1_000)];
        var movement = Movement("Charge", new(s_day.AddMicroseconds(1), s_day.AddSeconds(1)), null, turned ? [entries[1], entries[0]] : entries);
        Assert.Equal("8c9ec644b967125d70881ec6df479eaf1cb7dff312c9b255cbd3415677ffc710", HashOf(movement));
    }

    [Fact]
    public void A_pending_movement_is_hashed_with_its_time_out() =>
        Assert.Equal("3e59446e58d445a3f2ec3bdf4c69ecf834f461bf4be3de3d245f7c3fe4ea17f8", HashOf(Movement("予約", new(DateTimeOffset.UnixEpoch.AddMicroseconds(-1), s_day), s_day.AddMicroseconds(2), [])));

    [Fact]
    public void The_end_of_a_pending_movement_is_hashed_with_what_was_posted() => Assert.Equal(
        "17be0735cb3fec10ece37e5a9a436038887a1dd6deda1de80b0908df6119c1f4",
        HashOf(new LoggedResolution { Id = s_id, Outcome = "Posted", Posted = s_other, Time = new(s_day, s_day.AddSeconds(1)) }));

    private static LoggedMovement Movement(string kind, MovementTime time, DateTimeOffset? timesOutAt, IReadOnlyList<LoggedEntry> entries) =>
        new() { Id = s_id, Kind = kind, Cause = new("pay", s_other), Time = time, TimesOutAt = timesOutAt, Entries = entries };

    private static string HashOf(Logged content) => Convert.ToHexStringLower(MerkleTree.LeafHash(content.ToBytes()));
}
