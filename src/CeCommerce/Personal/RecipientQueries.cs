using CeCommerce.Personal.Places;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>Looking for recipients.</summary>
internal sealed class RecipientQueries
{
    private static readonly Keyset<Recipient> Newest = Keyset.For<Recipient>("recipients").Descending(x => x.Id);

    /// <summary>The caller's own recipients, newest first.</summary>
    [Allow(Role.Consumer, Scope = RecipientScopes.Read)]
    public static Task<Page<Recipient>> Recipients(PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken)
    {
        var all = database.Set<Recipient>().AsNoTracking();
        return Newest.PageAsync(Person.Of(caller) is { } person ? all.OwnedBy(person) : all.Where(_ => false), page, cancellation: cancellationToken);
    }

    /// <summary>
    /// One recipient: the consumer's own, an operator's where something of theirs refers to it, any for the platform; null when there is none or the caller may not
    /// know of it.
    /// </summary>
    /// <param name="id">`rcp_…`.</param>
    [Allow(Role.Consumer, Role.Operator, Role.Platform, Scope = RecipientScopes.Read)]
    public static async Task<Recipient?> Recipient(RecipientId id, Caller caller, [FromServices] RecipientReader reader, CancellationToken cancellationToken) =>
        (await reader.FindAsync([id], caller, cancellationToken)).GetValueOrDefault(id);

    /// <summary>Where a postal code lies, to fill in an address with; see `asOf` for the day of the data.</summary>
    /// <param name="postalCode">7 digits; hyphen, 〒 and full width are read.</param>
    [Allow(Role.Consumer, Scope = RecipientScopes.Read)]
    public static AddressCandidates AddressCandidates(string postalCode) => Places.AddressCandidates.Of(postalCode);
}
