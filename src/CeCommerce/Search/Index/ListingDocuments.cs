using System.Runtime.CompilerServices;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Search.Index;

/// <summary>Reads published listings as the index wants them.</summary>
internal sealed class ListingDocuments(CommerceDatabase database)
{
    private const int Chunk = 1_000;

    public Task<int> CountAsync(CancellationToken cancellationToken) => Published().CountAsync(cancellationToken);

    /// <summary>Those of the ids that are on the shelf now.</summary>
    public async Task<List<ListingDocument>> FindAsync(IReadOnlyCollection<ListingId> ids, CancellationToken cancellationToken) =>
        (await Rows(Published().Where(x => ids.Contains(x.Id))).ToListAsync(cancellationToken)).ConvertAll(row => row.AsDocument());

    /// <summary>The ids of everything that an operator has on the shelf.</summary>
    public Task<List<ListingId>> OfOperatorAsync(Operators.OperatorId id, CancellationToken cancellationToken) =>
        Published().Where(x => x.OperatorId == id).Select(x => x.Id).ToListAsync(cancellationToken);

    /// <summary>Everything on the shelf, in chunks by id so that no statement stays open for long.</summary>
    public async IAsyncEnumerable<ListingDocument> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (true)
        {
            var ids = await database.PublishedAfterAsync(after, Chunk, cancellationToken);
            foreach (var document in await FindAsync([.. ids.Select(ListingId.From)], cancellationToken))
            {
                yield return document;
            }

            if (ids.Count < Chunk)
            {
                yield break;
            }

            after = ids[^1];
        }
    }

    private IQueryable<Listing> Published() => database.Set<Listing>().AsNoTracking().Where(x => x.State == ListingState.Published);

    private static IQueryable<Row> Rows(IQueryable<Listing> listings) => listings.Select(x => new Row
    {
        Id = x.Id,
        ItemId = x.ItemId,
        OperatorId = x.OperatorId,
        OperatorProfile = x.Operator.Profile,
        Kind = x.Kind,
        Title = x.Title,
        Description = x.Description,
        Price = x.Price,
        Sharing = x.Sharing,
        Category = x.Item.Model.Category,
        Brand = x.Item.Model.Brand,
        ModelNumber = x.Item.Model.ModelNumber,
        Gtin = x.Item.Model.Gtin,
        Functional = x.Item.Condition.Functional,
        Cosmetic = x.Item.Condition.Cosmetic,
        Prefecture = x.Item.Prefecture,
        Verdict = x.ComplianceVerdict,
        PublishedAt = x.PublishedAt,
        Version = x.Version,
    });

    private sealed class Row
    {
        public required ListingId Id { get; init; }

        public required Items.ItemId ItemId { get; init; }

        public required Operators.OperatorId OperatorId { get; init; }

        public required Operators.OperatorProfile OperatorProfile { get; init; }

        public required ListingKind Kind { get; init; }

        public required string Title { get; init; }

        public required string Description { get; init; }

        public required Money? Price { get; init; }

        public required SharingTerms? Sharing { get; init; }

        public required string Category { get; init; }

        public required string? Brand { get; init; }

        public required string? ModelNumber { get; init; }

        public required string? Gtin { get; init; }

        public required FunctionalGrade? Functional { get; init; }

        public required CosmeticGrade? Cosmetic { get; init; }

        public required string? Prefecture { get; init; }

        public required AssessmentVerdict? Verdict { get; init; }

        public required DateTimeOffset? PublishedAt { get; init; }

        public required uint Version { get; init; }

        public ListingDocument AsDocument() => new()
        {
            Id = Id.Value,
            ItemId = ItemId.Value,
            OperatorId = OperatorId.Value,
            OperatorName = OperatorProfile.TradeName ?? OperatorProfile.LegalName,
            Kind = Terms<ListingKind>.Of(Kind).Code,
            SharingModel = Sharing is null ? null : Terms<SharingModel>.Of(Sharing.Model).Code,
            CategoryCode = Category,
            CategoryName = ProductCategories.TryGet(Category, out var category) ? category.Name : new(Category, Category),
            Brand = Brand,
            ModelNumber = ModelNumber,
            Gtin = Gtin,
            Title = Title,
            Description = Description,
            FunctionalGrade = Functional?.ToString(),
            CosmeticGrade = Cosmetic?.ToString(),
            Price = Price ?? Sharing?.Rates.Select(rate => rate.Price).MinBy(price => price.Amount) ?? Money.Jpy(0),
            DailyRate = Sharing?.RateFor(RateUnit.Day) is { } rate ? Money.Jpy(rate) : null,
            Prefecture = Prefecture,
            Compliance = Terms<AssessmentVerdict>.Of(Verdict ?? AssessmentVerdict.Unknown).Code,
            PublishedAt = PublishedAt ?? DateTimeOffset.UnixEpoch,
            Version = Version,
        };
    }
}
