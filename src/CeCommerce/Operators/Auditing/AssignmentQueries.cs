using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Standards;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Auditing;

/// <summary>Reading who audits whom.</summary>
internal sealed class AssignmentQueries
{
    private static readonly Keyset<Assignment> Newest = Keyset.For<Assignment>("assignments").Descending(x => x.Id);

    /// <summary>Assignments of auditors, past ones included, newest first: an auditor's own, those of the caller's operator, all for the platform.</summary>
    /// <param name="operatorId">Only those of this operator.</param>
    [Allow(Role.Operator, Role.Auditor, Role.Platform, Scope = StandardsFeature.ComplianceRead)]
    public static Task<Page<Assignment>> Assignments(
        OperatorId? operatorId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(
            database.Set<Assignment>().AsNoTracking().Include(x => x.Operator).VisibleTo(caller).Where(x => operatorId == null || x.OperatorId == operatorId),
            page, Cursor.Fingerprint(operatorId), cancellationToken);
}
