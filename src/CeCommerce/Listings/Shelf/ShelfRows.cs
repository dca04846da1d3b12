using CeCommerce.Items;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Shelf;

/// <summary>A listing on the shelf, as far as it has to be judged anew.</summary>
/// <param name="Owner">Shared by the rows of an operator.</param>
/// <param name="KnownDigest">Of the verdict that stands; null of one from before digests were kept.</param>
/// <param name="Known">The verdict itself, where it has no digest.</param>
internal sealed record ShelfRow(ListingId Id, Operator Owner, long? KnownDigest, LazyJson<Compliance>? Known, ListingFacts Facts, IReadOnlyList<Waiver> Waivers)
{
    /// <summary>Whether the rules come to something else than the verdict that stands.</summary>
    public bool IsOtherBy(StandardsEngine standards)
    {
        var assessment = standards.Assess(Facts);
        var digest = assessment.CanPublish ? Compliance.DigestOf(assessment) : Compliance.Of(assessment, standards).WaivedBy(Waivers).Digest;
        return digest != (KnownDigest ?? Known?.Value.Digest);
    }
}

/// <summary>Reads the shelf by the thousand, no more of it than the rules look at.</summary>
internal sealed class ShelfRows(CommerceDatabase database)
{
    /// <summary>The next listings behind one, by id; fewer than asked for when there are no more.</summary>
    public async Task<IReadOnlyList<ShelfRow>> AfterAsync(ListingId after, int most, DateOnly today, CancellationToken cancellationToken)
    {
        var read = await database.Set<Listing>().AsNoTracking()
            .Where(x => x.State == ListingState.Published && x.Id > after)
            .OrderBy(x => x.Id)
            .Take(most)
            .Select(x => new
            {
                x.Id,
                x.OperatorId,
                x.VerdictDigest,
                Known = x.VerdictDigest == null ? x.StoredCompliance : null,
                Offer = new Offer(x.Kind, x.Title, x.Description, x.Price, x.Sharing, x.Terms, x.Photos) { LeaseDisclosure = x.LeaseDisclosure },
                OfferFacts = x.Facts,
                x.Item.Model,
                x.Item.Condition,
                ItemFacts = x.Item.Facts,
                Serials = x.Item.Serials.Select(serial => new { serial.OperatorId, serial.Namespace, serial.Value }).ToList(),
            })
            .AsSingleQuery()
            .ToListAsync(cancellationToken);
        var ids = read.Select(row => row.OperatorId).Distinct().ToList();
        var owners = (await database.Set<Operator>().AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken))
            .ToDictionary(owner => owner.Id, owner => (Operator: owner, Facts: FactsOfListing.Of(owner)));
        var items = read.ConvertAll(row => new ItemDescription(
            row.Model, row.Condition, row.ItemFacts, Prefecture: null,
            [.. row.Serials.Select(serial => (serial.OperatorId, Number: new SerialNumber(serial.Namespace, serial.Value)))
                .Where(serial => serial.OperatorId == row.OperatorId || !serial.Number.IsOfOneOperator).Select(serial => serial.Number)]));
        var waivers = await database.WaiversAsync(ids, [.. read.Select(row => row.Id)], today, cancellationToken);
        var recalls = await database.RecallsOfAsync(items.Select(FactsOfListing.RecallSubjectOf), today, cancellationToken);
        return [.. read.Zip(items, (row, item) => new ShelfRow(
            row.Id, owners[row.OperatorId].Operator, row.VerdictDigest, row.Known,
            FactsOfListing.From(owners[row.OperatorId].Facts, item, row.Offer with { Facts = row.OfferFacts ?? ItemFacts.Empty }, today, recalls), waivers.Of(row.OperatorId, row.Id)))];
    }
}
