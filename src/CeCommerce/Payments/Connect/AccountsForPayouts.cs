using CeCommerce.Operators;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Connect;

/// <summary>Operators are paid to the account that the processor has enabled for them, and to none otherwise.</summary>
internal sealed class AccountsForPayouts(CommerceDatabase database, IAccountGateway gateway) : IPayoutAccounts
{
    public Task<string?> FindAsync(OperatorId whose, CancellationToken cancellationToken) => database.Set<PayoutAccount>().AsNoTracking()
        .Where(account => account.OperatorId == whose && account.Gateway == gateway.Name && account.ClosedAt == null && account.State == PayoutAccountState.Enabled && account.PayoutsEnabled)
        .Select(account => account.ProcessorId)
        .SingleOrDefaultAsync(cancellationToken);
}
