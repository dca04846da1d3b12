using System.Runtime.CompilerServices;
using CeCommerce.Listings;
using CeCommerce.Listings.Oversight;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Reports.Reading;

/// <summary>Reads the verdicts of some listings, one after the other.</summary>
internal sealed class ReportedVerdicts(CommerceDatabase database)
{
    private readonly VerdictReader _reader = new();

    /// <summary>In the order of the listings' ids, those of each from the oldest on. Only in a transaction, with whose connection it reads.</summary>
    public async IAsyncEnumerable<(ListingId Listing, ReportedVerdict Verdict)> ReadAsync(IEnumerable<ListingId> listings, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (ids, bound) = (listings.ToList(), VerdictIds.LeastSince(until.AddMilliseconds(1)));

        // The statement is the model's, its rows are taken as the wire brings them: a year has a million, and of each one little is looked at.
        await using var command = (NpgsqlCommand)database.Set<StoredAssessment>().AsNoTracking()
            .Where(x => ids.Contains(x.ListingId) && x.Id < bound)
            .OrderBy(x => x.ListingId).ThenBy(x => x.Id)
            .Select(x => new { x.ListingId, x.Id, x.At, x.Occasion, x.PackVersion, x.StoredResult })
            .CreateDbCommand();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            yield return (new(rows.GetGuid(0)), new(rows.GetGuid(1), rows.GetFieldValue<DateTimeOffset>(2), Enum.Parse<AssessmentOccasion>(rows.GetString(3)), rows.GetString(4), _reader.Read(rows.GetFieldValue<byte[]>(5))));
        }
    }
}
