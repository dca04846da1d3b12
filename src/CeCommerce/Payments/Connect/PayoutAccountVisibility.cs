using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Connect;

/// <summary>An account is for its operator's own staff and for the platform.</summary>
internal static class PayoutAccountVisibility
{
    public static IQueryable<PayoutAccount> VisibleTo(this IQueryable<PayoutAccount> accounts, Caller caller)
    {
        if (caller.Role == Role.Platform)
        {
            return accounts;
        }

        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return accounts.Where(x => own != null && x.OperatorId == own);
    }

    internal static async Task<IReadOnlyDictionary<PayoutAccountId, PayoutAccount>> NodesAsync(
        IReadOnlyCollection<PayoutAccountId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<PayoutAccount>().AsNoTracking()
            .VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, cancellationToken);
}

/// <summary>The accounts of many operators at the processor in use, in one statement.</summary>
internal sealed class AccountsOfOperators(CommerceDatabase database, IAccountGateway gateway) : BatchLoader<OperatorId, PayoutAccount>
{
    protected override async Task<IReadOnlyDictionary<OperatorId, PayoutAccount>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation) =>
        await database.Set<PayoutAccount>().AsNoTracking()
            .Where(x => x.Gateway == gateway.Name && keys.Contains(x.OperatorId) && x.ClosedAt == null)
            .ToDictionaryAsync(x => x.OperatorId, cancellation);
}
