using CeCommerce.Invoices.Content;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Agency;

/// <summary>
/// Whether the platform issues for a seller (TX-002, 消費税法施行令 70-12(1)): both registered on the day of the supply, and the seller told the platform its registration before it.
/// </summary>
internal sealed class Agencies(CommerceDatabase database)
{
    /// <summary>As whom the platform issues; null: the seller does so itself.</summary>
    /// <param name="sellerNumber">The seller's registration at the supply; null when it had none.</param>
    public async Task<PlatformIssuer?> OfAsync(OperatorId seller, string? sellerNumber, Supply supply, CancellationToken cancellationToken)
    {
        if (sellerNumber is null)
        {
            return null;
        }

        var (at, day) = (supply.At, supply.Day);
        var notice = await database.Set<RegistrationNotice>().AsNoTracking()
            .Where(x => x.OperatorId == seller && x.NotifiedAt <= at && x.From <= day && (x.RevokedAt == null || x.RevokedAt > at))
            .OrderByDescending(x => x.NotifiedAt).FirstOrDefaultAsync(cancellationToken);
        return notice?.SellerInvoiceNumber == sellerNumber && await PlatformOnAsync(day, cancellationToken) is { RegistrationNumber: not null } platform ? platform : null;
    }

    /// <summary>What the platform says of itself on that day; null when it has said nothing yet.</summary>
    public Task<PlatformIssuer?> PlatformOnAsync(DateOnly day, CancellationToken cancellationToken) => database.Set<PlatformIssuer>().AsNoTracking()
        .Where(x => x.From <= day).OrderByDescending(x => x.From).FirstOrDefaultAsync(cancellationToken);
}
