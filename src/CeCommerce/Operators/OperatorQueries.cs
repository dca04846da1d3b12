using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators;

/// <summary>Reading operators; whom one deals with is public by law.</summary>
internal sealed class OperatorQueries
{
    private static readonly Keyset<Operator> ByCode = Keyset.For<Operator>("operators").Ascending(x => x.Code).ThenAscending(x => x.Id);

    /// <summary>All operators by their short names.</summary>
    [Public]
    public static Task<Page<Operator>> Operators(PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        ByCode.PageAsync(database.Set<Operator>().AsNoTracking(), page, cancellation: cancellationToken);

    /// <summary>One operator.</summary>
    /// <param name="id">`opr_…`.</param>
    [Public]
    public static Task<Operator?> Operator(OperatorId id, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>One operator by its short name.</summary>
    /// <param name="code">E.g. `demo-refurbisher`.</param>
    [Public]
    public static Task<Operator?> OperatorByCode(string code, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, cancellationToken);
}
