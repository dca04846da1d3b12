using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards;

/// <summary>A listing with what several rules ask about it worked out once.</summary>
internal sealed class RuleContext(ListingFacts listing, JudgedGoods goods, Offered offered, ClaimReader reader) : IFactReader
{
    public ListingFacts Listing { get; } = listing;

    public ItemFacts Facts { get; } = listing.Facts;

    public OfferTerms Offer { get; } = listing.Offer;

    public OperatorFacts Operator { get; } = listing.Operator;

    /// <summary>Null for goods that the catalogue does not know.</summary>
    public ProductCategory? Category { get; } = goods.Category;

    /// <summary>The category of a dealer's permit that the goods are in; null for goods that the catalogue does not know.</summary>
    public KobutsuCategory? Kobutsu { get; } = goods.Kobutsu;

    /// <summary>What is offered of the goods.</summary>
    public Offered Offered { get; } = offered;

    public DateOnly Today => Listing.Today;

    /// <summary>Of the unit's facts.</summary>
    public bool TryRead(int key, out FactValue value)
    {
        var found = Facts.TryGet((FactCode)key, out var fact);
        value = new(fact.Number, fact.Text);
        return found;
    }

    /// <summary>Names the category of the goods whenever a permit that holds does.</summary>
    public LicenceFacts? Licence { get; } = listing.ShownLicence(goods.Kobutsu);

    public Claims Claims { get; } = reader.Read(listing.Title) | reader.Read(listing.Description);

    /// <summary>Reads other texts for claims.</summary>
    public ClaimReader Reader => reader;

    /// <summary>Whether a consumer reads something of that point before the lease, in the listing or from the unit's own facts.</summary>
    public bool Discloses(DisclosurePoint point) => ShownDisclosure.Of(point, Listing.LeaseDisclosure, Facts) is not null;

    /// <summary>The words of a claim that the listing makes.</summary>
    public ClaimQuote Quote(Claims claim) => ClaimQuote.Of(reader, Listing, claim);

    /// <summary>Whether title or description has a word of each list.</summary>
    public bool Says(params ReadOnlySpan<WordList> lists)
    {
        foreach (var words in lists)
        {
            if (!ClaimReader.Has(Listing.Description, words) && !ClaimReader.Has(Listing.Title, words))
                return false;
        }

        return true;
    }

    /// <summary>Whether the goods are on a list today.</summary>
    public bool Is(GoodsList list) => goods.Lists[(int)list];

    /// <summary>Full calendar years since the year of manufacture, as buyers and the AEHA count them; null when it is not known.</summary>
    public long? Age => Facts.Integer(FactCode.ManufactureYear) is { } year ? Today.Year - year : null;
}
