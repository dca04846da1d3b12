using CeCommerce.Operators.Payouts;
using CeCommerce.Platform;

namespace CeCommerce.Listings;

/// <summary>What time it is at the shelf, and whose things may stand on it.</summary>
internal sealed record ShelfClock(TimeProvider Clock, PayoutPolicy Payouts)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    public DateOnly Today => Clock.Today();
}
