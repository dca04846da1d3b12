using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items;

public readonly record struct ItemId(Guid Value) : ITypedId<ItemId>
{
    public static string Prefix => "itm";

    public static ItemId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// The physical unit: one thing that can be in one place and belong to one buyer. It keeps its identity through sale,
/// rental, repair and resale; offers come and go over it.
/// </summary>
public sealed class Item
{
    private readonly List<ItemSerial> _serials = [];

    private Item()
    {
    }

    public ItemId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public ProductModel Model { get; private set; } = ProductModel.Empty;

    public ItemCondition Condition { get; private set; } = ItemCondition.Unknown;

    /// <summary>What is known about this unit that rules and buyers need, each with its source and day.</summary>
    public ItemFacts Facts { get; private set; } = ItemFacts.Empty;

    /// <summary>Prefecture of storage, JIS X 0401 code <c>01</c> to <c>47</c>.</summary>
    public string? Prefecture { get; private set; }

    /// <summary>The owner's own number for it (管理番号), unique for the operator.</summary>
    public string? SourceId { get; private init; }

    public IReadOnlyList<ItemSerial> Serials => _serials;

    public DateTimeOffset CreatedAt { get; private init; }

    public uint Version { get; private set; }

    public static Item Register(ItemId id, OperatorId owner, string? sourceId, ItemDescription description, DateTimeOffset now)
    {
        var item = new Item { Id = id, OperatorId = owner, SourceId = sourceId, CreatedAt = now };
        item.Describe(description);
        return item;
    }

    public ItemDescription AsDescription() => new(Model, Condition, Facts, Prefecture, [.. _serials.Select(serial => serial.Number)]);

    public void Describe(ItemDescription description)
    {
        (Model, Condition, Facts, Prefecture) = (description.Model, description.Condition, description.Facts, description.Prefecture);
        _serials.RemoveAll(serial => !description.Serials.Contains(serial.Number));
        foreach (var number in description.Serials.Where(number => _serials.TrueForAll(serial => serial.Number != number)))
        {
            _serials.Add(new ItemSerial(Id, OperatorId, number));
        }
    }
}

/// <summary>Everything about a unit that its owner states; the part of an item that changes as a whole.</summary>
public sealed record ItemDescription(
    ProductModel Model, ItemCondition Condition, ItemFacts Facts, string? Prefecture, IReadOnlyList<SerialNumber> Serials);

/// <summary>What kind of product the unit is.</summary>
/// <param name="Gtin">GS1 GTIN-8, -12, -13 or -14 with a right check digit; null for a one-off.</param>
/// <param name="Category">Code of a <see cref="ProductCategory"/>.</param>
public sealed record ProductModel(string? Gtin, string? Brand, string Name, string? ModelNumber, string Category)
{
    public static readonly ProductModel Empty = new(null, null, "", null, "");
}

/// <summary>The grade of a unit and the scheme whose definitions it follows.</summary>
public sealed record ItemCondition(FunctionalGrade? Functional, CosmeticGrade? Cosmetic, GradeScheme? Scheme)
{
    public static readonly ItemCondition Unknown = new(null, null, null);
}
