using System.Globalization;
using CeCommerce.Platform.Database;

namespace CeCommerce.Invoices;

/// <summary>A number of one issuer's series of one year.</summary>
internal readonly record struct SeriesNumber(Guid Issuer, int Year, int Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Sequence:D6}");
}

/// <summary>
/// Numbers without gaps: the next one is taken by changing the row of the series in the transaction that issues the document. The row stays locked until that
/// commits, so the next waits; a transaction that comes to nothing gives its number back by that.
/// </summary>
internal sealed class InvoiceNumbers(CommerceDatabase database)
{
    public async Task<SeriesNumber> NextAsync(Guid issuer, int year, CancellationToken cancellationToken)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is only taken in the transaction that issues its document.");
        }

        var taken = await database.SendAsync<int>(
            $"""
            INSERT INTO invoices.series AS s (issuer_id, year, last) VALUES ({issuer}, {year}, 1)
            ON CONFLICT (issuer_id, year) DO UPDATE SET last = s.last + 1 RETURNING last
            """,
            cancellationToken);
        return new(issuer, year, taken[0]);
    }
}
