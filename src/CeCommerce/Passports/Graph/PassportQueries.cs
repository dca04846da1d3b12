using CeCommerce.Passports.Identity;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports.Graph;

/// <summary>Finding histories by what stands on the unit.</summary>
internal sealed class PassportQueries
{
    /// <summary>
    /// The passport of the unit that a GS1 Digital Link names, whatever host it begins with; null when it names no unit that was offered here. `DIGITAL_LINK_INVALID` when it is no such link.
    /// </summary>
    /// <param name="digitalLink">As a scanner reads it, e.g. `https://example.jp/01/04912345678904/21/…`.</param>
    [Public]
    public static async Task<Passport?> Passport(string digitalLink, [FromServices] PassportLinks links, [FromServices] CommerceDatabase database, CancellationToken cancellationToken)
    {
        if (!DigitalLink.Parse(digitalLink).Try(out var link, out var error))
        {
            throw new RequestFault(error.Code, error.Message);
        }

        return await links.FindAsync(link, cancellationToken) is { } id ? await database.Set<Passport>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken) : null;
    }
}
