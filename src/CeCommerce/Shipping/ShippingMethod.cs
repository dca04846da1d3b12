using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Shipping;

public readonly record struct ShippingMethodId(Guid Value) : ITypedId<ShippingMethodId>
{
    public static string Prefix => "shm";

    public static ShippingMethodId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>A way in which an operator gets what it sells to its buyers. Set again it keeps its id; what was agreed by it stands in the contract.</summary>
public sealed class ShippingMethod
{
    private ShippingMethod()
    {
    }

    public ShippingMethodId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    public ShippingTerms Terms { get; private set; } = ShippingTerms.None;

    /// <summary>Counts how often it was set, from 1 on.</summary>
    public int Number { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>From when on nothing is sold by it any more; null while it is in use.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public uint Version { get; private set; }

    internal static ShippingMethod Of(ShippingMethodId id, Operator owner, ShippingTerms terms, DateTimeOffset now) => new()
    {
        Id = id,
        OperatorId = owner.Id,
        Operator = owner,
        Terms = terms,
        Number = 1,
        CreatedAt = now,
        UpdatedAt = now,
    };

    internal void Set(ShippingTerms terms, DateTimeOffset now) => (Terms, Number, UpdatedAt) = (terms, Number + 1, now);

    internal void Retire(DateTimeOffset now) => (RetiredAt, UpdatedAt) = (now, now);
}
