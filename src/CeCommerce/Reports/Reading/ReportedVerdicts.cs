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
    // Not through the model: a year has a million of them, and of each one little is looked at.
    private const string Sql =
        "SELECT listing_id, id, at, occasion, pack_version, result FROM listings.assessments WHERE listing_id = ANY ($1) AND id < $2 ORDER BY listing_id, id";

    private readonly VerdictReader _reader = new();

    /// <summary>In the order of the listings' ids, those of each from the oldest on. Only in a transaction, with whose connection it reads.</summary>
    public async IAsyncEnumerable<(ListingId Listing, ReportedVerdict Verdict)> ReadAsync(IEnumerable<ListingId> listings, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, (NpgsqlConnection)database.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. listings.Select(id => id.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = VerdictIds.LeastSince(until.AddMilliseconds(1)) });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            yield return (new(rows.GetGuid(0)), new(rows.GetGuid(1), rows.GetFieldValue<DateTimeOffset>(2), Enum.Parse<AssessmentOccasion>(rows.GetString(3)), rows.GetString(4), _reader.Read(rows.GetFieldValue<byte[]>(5))));
        }
    }
}
