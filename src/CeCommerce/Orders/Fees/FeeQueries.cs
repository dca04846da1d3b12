using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Fees;

/// <summary>Reading fee rules.</summary>
internal sealed class FeeQueries
{
    private static readonly Keyset<FeeRule> Newest = Keyset.For<FeeRule>("fee-rules").Descending(x => x.Id);

    /// <summary>Fee rules, past and coming ones included, the last set first: all for the platform, for an operator those that are for all and its own.</summary>
    /// <param name="operatorId">Only those for this operator.</param>
    [Allow(Role.Operator, Role.Platform, Scope = FeeScopes.Read)]
    public static Task<Page<FeeRule>> FeeRules(OperatorId? operatorId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(
            database.Set<FeeRule>().AsNoTracking().Include(x => x.Operator).VisibleTo(caller).Where(x => operatorId == null || x.OperatorId == operatorId),
            page, Cursor.Fingerprint(operatorId), cancellationToken);

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<FeeRuleId, FeeRule>> NodesAsync(IReadOnlyCollection<FeeRuleId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<FeeRule>().AsNoTracking().Include(x => x.Operator)
            .VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, cancellationToken);
}
