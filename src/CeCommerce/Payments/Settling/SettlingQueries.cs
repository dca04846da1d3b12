using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>Reading terms of settling.</summary>
internal sealed class SettlingQueries
{
    private static readonly Keyset<SettlementTerms> Newest = Keyset.For<SettlementTerms>("settlement-terms").Descending(x => x.Id);

    /// <summary>Terms of settling, past and coming ones included, the last set first: all for the platform, its own for an operator.</summary>
    /// <param name="operatorId">Only those with this operator.</param>
    [Allow(Role.Operator, Role.Platform, Scope = SettlingScopes.Read)]
    public static Task<Page<SettlementTerms>> SettlementTerms(OperatorId? operatorId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(
            database.Set<SettlementTerms>().AsNoTracking().Include(x => x.Operator).VisibleTo(caller).Where(x => operatorId == null || x.OperatorId == operatorId),
            page, Cursor.Fingerprint(operatorId), cancellationToken);

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<SettlementTermsId, SettlementTerms>> TermsAsync(IReadOnlyCollection<SettlementTermsId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<SettlementTerms>().AsNoTracking().Include(x => x.Operator).VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<PayoutId, Payout>> PayoutsAsync(IReadOnlyCollection<PayoutId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Payout>().AsNoTracking().Include(x => x.Operator).VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
}
