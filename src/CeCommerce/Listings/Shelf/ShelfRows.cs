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

/// <summary>A part of the shelf, by id.</summary>
/// <param name="After">The listing before it.</param>
/// <param name="Most">How many listings at most.</param>
/// <param name="Today">The day by which they are judged.</param>
/// <param name="Owner">Only those of that operator; null: of all.</param>
internal sealed record ShelfPart(ListingId After, int Most, DateOnly Today, OperatorId? Owner = null);

/// <summary>Reads the shelf by the thousand, no more of it than the rules look at.</summary>
internal sealed class ShelfRows(CommerceDatabase database)
{
    /// <summary>Fewer than asked for when there are no more.</summary>
    public async Task<IReadOnlyList<ShelfRow>> ReadAsync(ShelfPart part, CancellationToken cancellationToken)
    {
        var today = part.Today;
        var read = await ListingsOf(part)
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

    /// <summary>The listings alone, where one of them cannot be read.</summary>
    public Task<List<ListingId>> IdsAsync(ShelfPart part, CancellationToken cancellationToken) => ListingsOf(part).Select(x => x.Id).ToListAsync(cancellationToken);

    private IQueryable<Listing> ListingsOf(ShelfPart part)
    {
        var (after, shelf) = (part.After, database.Set<Listing>().AsNoTracking().Where(x => x.State == ListingState.Published));
        shelf = part.Owner is { } owner ? shelf.Where(x => x.OperatorId == owner) : shelf;
        return shelf.Where(x => x.Id > after).OrderBy(x => x.Id).Take(part.Most);
    }
}
