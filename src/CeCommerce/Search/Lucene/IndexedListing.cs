using CeCommerce.Search.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace CeCommerce.Search.Lucene;

/// <summary>
/// A listing as Lucene keeps it: three searched fields without positions, columns for filters and orders, nothing stored.
/// One instance is filled again for every document, so one thread uses it.
/// </summary>
internal sealed class IndexedListing : IDisposable
{
    public const string Id = "id";
    public const string Title = "title";
    public const string Named = "named";
    public const string Description = "description";
    public const string IdHigh = "id_high";
    public const string IdLow = "id_low";
    public const string Version = "version";
    public const string Price = "price";
    public const string Published = "published";

    private const int NameLimit = 512;
    private const int DescriptionLimit = 4096;

    private static readonly FieldType _searched = Frozen(new FieldType
    {
        IsIndexed = true,
        IsTokenized = true,
        IndexOptions = IndexOptions.DOCS_AND_FREQS,
    });

    private readonly TermStream _title = new();
    private readonly TermStream _named = new();
    private readonly TermStream _description = new();

    public static Term Key(Guid id) => new(Id, id.ToString("N"));

    public Document Fill(ListingDocument listing)
    {
        var (high, low) = Halves(listing.Id);
        Analyse(listing);
        var document = new Document
        {
            new StringField(Id, listing.Id.ToString("N"), Field.Store.NO),
            new Field(Title, _title, _searched),
            new Field(Named, _named, _searched),
            new Field(Description, _description, _searched),
            new NumericDocValuesField(IdHigh, high),
            new NumericDocValuesField(IdLow, low),
            new NumericDocValuesField(Version, listing.Version),
            new NumericDocValuesField(Price, listing.Price.Amount),
            new NumericDocValuesField(Published, listing.PublishedAt.ToUnixTimeMilliseconds()),
        };
        foreach (var facet in Columns.Labelled)
        {
            if (Value(listing, facet) is { } value)
            {
                document.Add(new SortedDocValuesField(Columns.Name(facet), new BytesRef(value)));
            }
        }

        return document;
    }

    public void Dispose()
    {
        _title.Dispose();
        _named.Dispose();
        _description.Dispose();
    }

    /// <summary>Two halves of the id whose signed order is the order of the id's bytes.</summary>
    public static (long High, long Low) Halves(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) ^ long.MinValue,
            System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes[8..]) ^ long.MinValue);
    }

    public static Guid Whole(long high, long low)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, high ^ long.MinValue);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], low ^ long.MinValue);
        return new Guid(bytes, bigEndian: true);
    }

    private void Analyse(ListingDocument listing)
    {
        _title.Terms.Clear();
        _named.Terms.Clear();
        _description.Terms.Clear();
        IndexTerms.Add(_title.Terms, listing.Title, NameLimit);
        foreach (var name in (ReadOnlySpan<string?>)[listing.Brand, listing.ModelNumber, listing.CategoryName.Ja, listing.CategoryName.En, listing.Gtin])
        {
            IndexTerms.Add(_named.Terms, name, NameLimit);
        }

        IndexTerms.Add(_description.Terms, listing.Description, DescriptionLimit);
        IndexTerms.Add(_description.Terms, listing.OperatorName, NameLimit);
    }

    private static string? Value(ListingDocument listing, ListingFacet facet) => facet switch
    {
        ListingFacet.Kind => listing.Kind,
        ListingFacet.SharingModel => listing.SharingModel,
        ListingFacet.Category => listing.CategoryCode,
        ListingFacet.Brand => listing.Brand,
        ListingFacet.FunctionalGrade => listing.FunctionalGrade,
        ListingFacet.CosmeticGrade => listing.CosmeticGrade,
        ListingFacet.Operator => listing.OperatorId.ToString(),
        ListingFacet.Prefecture => listing.Prefecture,
        ListingFacet.Compliance => listing.Compliance,
        _ => null,
    };

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }
}
