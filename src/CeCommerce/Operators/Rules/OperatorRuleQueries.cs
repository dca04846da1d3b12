using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Standards;
using CeCommerce.Standards.OperatorRules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Rules;

/// <summary>Reading the rules that an operator sets itself.</summary>
internal sealed class OperatorRuleQueries
{
    private static readonly Keyset<OperatorRulePack> Newest = Keyset.For<OperatorRulePack>("operator-rule-packs").Descending(x => x.AddedAt).ThenDescending(x => x.Version);

    /// <summary>
    /// The versions of an operator's own rules that are stored, in use or not, newest first; empty to others than the operator itself, those who
    /// audit it and the platform. Needs the scope `compliance:read`.
    /// </summary>
    /// <param name="operatorId">`opr_…`.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = StandardsFeature.ComplianceRead)]
    public static Task<Page<OperatorRulePack>> OperatorRulePacks(
        OperatorId operatorId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken)
    {
        var (owner, sees) = (operatorId.Value, caller.SeesInside(operatorId.Value));
        return Newest.PageAsync(
            database.Set<StoredOperatorPack>().AsNoTracking().Where(x => sees && x.OperatorId == owner).Select(x => new OperatorRulePack
            {
                Version = x.Version,
                Digest = x.Digest,
                AddedAt = x.AddedAt,
                AddedBy = x.AddedBy,
            }),
            page,
            Cursor.Fingerprint(operatorId),
            cancellationToken);
    }
}
