using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text.Json;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Listings.Shelf;

/// <summary>A listing on the shelf as it was read, its JSON unread.</summary>
internal sealed class ShelfLine
{
    private byte[]? _known;
    private string _kind = "";
    private string _title = "";
    private string _description = "";
    private Money? _price;
    private byte[]? _sharing;
    private byte[] _terms = [];
    private byte[] _photos = [];
    private byte[]? _disclosure;
    private byte[]? _offerFacts;
    private ProductModel _model = ProductModel.Empty;
    private string? _functional;
    private string? _cosmetic;
    private string? _scheme;
    private byte[] _itemFacts = [];
    private bool _hasMakerSerial;
    private bool _hasImei;

    /// <summary>What is read of a listing; <see cref="Read"/> takes the columns in this order.</summary>
    public static Expression<Func<Listing, object>> Columns { get; } = x => new
    {
        x.Id,
        x.OperatorId,
        x.VerdictDigest,
        Known = x.VerdictDigest == null ? x.StoredCompliance : null,
        x.Kind,
        x.Title,
        x.Description,
        x.Sharing,
        x.Terms,
        x.Photos,
        x.LeaseDisclosure,
        x.Facts,
        x.Item.Model.Brand,
        x.Item.Model.ModelNumber,
        x.Item.Model.Category,
        x.Item.Condition.Functional,
        x.Item.Condition.Cosmetic,
        x.Item.Condition.Scheme,
        ItemFacts = x.Item.Facts,
        HasMakerSerial = x.Item.Serials.Any(serial => EF.Functions.Like(serial.Namespace, SerialNumber.MakerPrefix + "%") || (EF.Functions.Like(serial.Namespace, SerialNumber.UnbrandedPrefix + "%") && serial.OperatorId == x.OperatorId)),
        HasImei = x.Item.Serials.Any(serial => serial.Namespace == SerialNumber.ImeiNamespace),
        Amount = x.Price == null ? (long?)null : x.Price.Value.Amount,
        Currency = x.Price == null ? null : x.Price.Value.Currency,
    };

    public ListingId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    /// <summary>Of the verdict that stands; null of one from before digests were kept.</summary>
    public long? KnownDigest { get; private init; }

    /// <summary>What recalls ask of the unit; which serial it has is left to whoever looks at it closer.</summary>
    public RecallSubject Unit => new(_model.Brand, _model.ModelNumber, [], null);

    public static ShelfLine Read(NpgsqlDataReader row) => new()
    {
        Id = new(row.GetGuid(0)),
        OperatorId = new(row.GetGuid(1)),
        KnownDigest = row.IsDBNull(2) ? null : row.GetInt64(2),
        _known = Json(row, 3),
        _kind = row.GetString(4),
        _title = row.GetString(5),
        _description = row.GetString(6),
        _sharing = Json(row, 7),
        _terms = Json(row, 8)!,
        _photos = Json(row, 9)!,
        _disclosure = Json(row, 10),
        _offerFacts = Json(row, 11),
        _model = new(null, Text(row, 12), "", Text(row, 13), row.GetString(14)),
        _functional = Text(row, 15),
        _cosmetic = Text(row, 16),
        _scheme = Text(row, 17),
        _itemFacts = Json(row, 18)!,
        _hasMakerSerial = row.GetBoolean(19),
        _hasImei = row.GetBoolean(20),
        _price = row.IsDBNull(21) ? null : new Money(row.GetInt64(21), row.GetString(22)),
    };

    public long? DigestOfKnown() => KnownDigest ?? (_known is null ? null : Value<Compliance>(_known).Digest);

    /// <param name="terms">Read already.</param>
    public ListingFacts AsFacts(OperatorFacts owner, KnownTerms terms, DateOnly today)
    {
        var offer = new Offer(
            Enum.Parse<ListingKind>(_kind), _title, _description, _price, Optional<SharingTerms>(_sharing), terms.Of(_terms), _photos is [(byte)'[', (byte)']'] ? [] : Value<IReadOnlyList<Photo>>(_photos))
        {
            LeaseDisclosure = Optional<StatedDisclosure>(_disclosure),
            Facts = Optional<ItemFacts>(_offerFacts) ?? ItemFacts.Empty,
        };
        var condition = new ItemCondition(Named<FunctionalGrade>(_functional), Named<CosmeticGrade>(_cosmetic), Named<GradeScheme>(_scheme));
        var facts = FactsOfListing.From(owner, new(_model, condition, Value<ItemFacts>(_itemFacts), Prefecture: null, []), offer, today, KnownRecalls.None);
        return facts with { HasMakerSerial = _hasMakerSerial, HasImei = _hasImei };
    }

    private static byte[]? Json(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static T Value<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, CommerceJson.Options)!;

    private static T? Optional<T>(byte[]? json)
        where T : class => json is null ? null : Value<T>(json);

    private static T? Named<T>(string? name)
        where T : struct, Enum => name is null ? null : Enum.Parse<T>(name);
}

/// <summary>A listing on the shelf with what else bears on its verdict.</summary>
/// <param name="Owner">Shared by the rows of an operator, as are <paramref name="OwnerFacts"/>.</param>
/// <param name="Terms">Of the part of the shelf, as are <paramref name="Recalls"/>.</param>
/// <param name="Waivers">That may excuse it.</param>
internal sealed record ShelfRow(ShelfLine Line, Operator Owner, OperatorFacts OwnerFacts, KnownTerms Terms, KnownRecalls Recalls, IReadOnlyList<Waivers.Waiver> Waivers, DateOnly Today)
{
    public ListingId Id => Line.Id;

    /// <summary>As the rules see it. A recall is held against it by brand and model alone.</summary>
    public ListingFacts Facts() => Line.AsFacts(OwnerFacts, Terms, Today) with { Recalls = Recalls.Of(Line.Unit) };

    /// <summary>Whether the rules may come to something else than the verdict that stands; a unit of a recalled model is looked at closer in any case.</summary>
    public bool IsOtherBy(StandardsEngine standards)
    {
        if (!Recalls.IsEmpty && Recalls.Of(Line.Unit) is not null)
        {
            return true;
        }

        var assessment = standards.Assess(Line.AsFacts(OwnerFacts, Terms, Today));
        var digest = assessment.CanPublish ? Compliance.DigestOf(assessment) : Compliance.Of(assessment, standards).WaivedBy(Waivers).Digest;
        return digest != Line.DigestOfKnown();
    }
}

/// <summary>Terms of sale that were read already: most listings of an operator have the same few.</summary>
internal sealed class KnownTerms : IEqualityComparer<byte[]>
{
    private readonly ConcurrentDictionary<byte[], SaleTerms> _read;

    public KnownTerms() => _read = new(this);

    public SaleTerms Of(byte[] json) => _read.GetOrAdd(json, static text => JsonSerializer.Deserialize<SaleTerms>(text, CommerceJson.Options)!);

    bool IEqualityComparer<byte[]>.Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    int IEqualityComparer<byte[]>.GetHashCode(byte[] json)
    {
        var hash = default(HashCode);
        hash.AddBytes(json);
        return hash.ToHashCode();
    }
}
