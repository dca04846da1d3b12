using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Platform.Identity;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Partners;

/// <summary>Reading partner apps, for those who run the platform.</summary>
internal sealed class PartnerAppQueries
{
    private static readonly Keyset<PartnerApp> Newest = Keyset.For<PartnerApp>("partner-apps").Descending(app => app.RegisteredAt).ThenDescending(app => app.Id);

    /// <summary>All partner apps, newest first, revoked ones included.</summary>
    [Allow(Role.Platform, Scope = Scopes.Platform)]
    public static Task<Page<PartnerApp>> PartnerApps(PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(database.Set<PartnerApp>().AsNoTracking(), page, cancellation: cancellationToken);

    /// <summary>For <c>node(id)</c>: nothing at all for everyone else.</summary>
    internal static async Task<IReadOnlyDictionary<PartnerAppId, PartnerApp>> FindAsync(
        IReadOnlyCollection<PartnerAppId> ids, CommerceUserContext context, CancellationToken cancellationToken)
    {
        if (context.Caller.Role != Role.Platform || !context.Caller.Scopes.Contains(Scopes.Platform))
        {
            return new Dictionary<PartnerAppId, PartnerApp>();
        }

        var values = ids.Select(id => id.Value).ToArray();
        return await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<PartnerApp>().AsNoTracking()
            .Where(app => values.Contains(app.Id))
            .ToDictionaryAsync(app => new PartnerAppId(app.Id), cancellationToken);
    }
}
