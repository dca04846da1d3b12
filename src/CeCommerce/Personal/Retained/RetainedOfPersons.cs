using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal.Retained;

/// <summary>What waits of an erased person, since the law wants it kept.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many.</param>
/// <param name="Until">The last day on which any of them is kept, in Japan; each goes after its own.</param>
internal sealed record RetainedPersonalData(RetainedKind Kind, int Count, DateOnly Until)
{
    /// <summary>Why it waits, in a sentence.</summary>
    public LocalText Message => Kind switch
    {
        RetainedKind.NamedInvoice => new(
            $"適格請求書の写しは7年間の保存義務があるため（消費税法57条の4第6項、同法施行令70条の13）、宛名は {Until:yyyy-MM-dd} までに順次消去されます。",
            $"Copies of qualified invoices must be kept for seven years (Consumption Tax Act 57-4(6), Order 70-13); the names on them are erased one by one, the last after {Until:yyyy-MM-dd}."),
    };
}

/// <summary>For many persons in one statement, by the digests that name them; empty where nothing waits.</summary>
internal sealed class RetainedOfPersons(CommerceDatabase database) : BatchLoader<Sha256Digest, IReadOnlyList<RetainedPersonalData>>
{
    protected override async Task<IReadOnlyDictionary<Sha256Digest, IReadOnlyList<RetainedPersonalData>>> LoadAsync(IReadOnlyCollection<Sha256Digest> keys, CancellationToken cancellation)
    {
        List<byte[]> persons = [.. keys.Select(key => key.ToBytes())];
        var kept = await database.Set<RetainedText>().AsNoTracking().Where(x => persons.Contains(x.Person) && x.Sealed != null)
            .Select(x => new { x.Person, x.Kind, x.RetainedUntil }).ToListAsync(cancellation);
        var byPerson = kept.ToLookup(text => Sha256Digest.From(text.Person));
        return keys.ToDictionary(
            key => key,
            key => (IReadOnlyList<RetainedPersonalData>)[.. byPerson[key].GroupBy(text => text.Kind).Select(ofKind => new RetainedPersonalData(ofKind.Key, ofKind.Count(), ofKind.Max(text => text.RetainedUntil)))]);
    }
}
