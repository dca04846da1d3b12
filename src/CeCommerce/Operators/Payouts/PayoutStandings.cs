using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Payouts;

/// <summary>Keeps with an operator what its processor says of it.</summary>
internal static class PayoutStandings
{
    /// <summary>Part of the caller's transaction, which saves. No rule looks at it, so it makes no version and no event.</summary>
    public static async Task StandsAsync(this CommerceDatabase database, OperatorId id, PayoutStanding standing, CancellationToken cancellationToken) =>
        (await database.Set<Operator>().SingleAsync(x => x.Id == id, cancellationToken)).Stands(standing);
}
