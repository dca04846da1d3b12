using CeCommerce.Platform;

namespace CeCommerce.Orders.Fees;

/// <summary>The platform's fee for one unit of an order, frozen when the contract was concluded, and what has become of it.</summary>
public sealed class LineFee
{
    private LineFee()
    {
    }

    public OrderId OrderId { get; private init; }

    public int Line { get; private init; }

    /// <summary>The rule that held.</summary>
    public FeeRuleId RuleId { get; private init; }

    public int BasisPoints { get; private init; }

    /// <summary>Minor units, without tax.</summary>
    public long FixedAmount { get; private init; }

    /// <summary>Rate of consumption tax on the fee.</summary>
    public int TaxPercent { get; private init; }

    public bool ReturnedOnRefund { get; private init; }

    /// <summary>Of the unit, with tax, in minor units.</summary>
    public long Price { get; private init; }

    public string Currency { get; private init; } = "";

    /// <summary>The whole fee without tax, in minor units.</summary>
    public long Amount { get; private init; }

    /// <summary>On the whole fee.</summary>
    public long Tax { get; private init; }

    /// <summary>When the unit was completed and the fee charged; null before, and when it never is.</summary>
    public DateTimeOffset? ChargedAt { get; private set; }

    /// <summary>What was charged then: the fee less the part of what had gone back to the buyer by then.</summary>
    public long ChargedAmount { get; private set; }

    public long ChargedTax { get; private set; }

    /// <summary>What was given back since.</summary>
    public long GivenBackAmount { get; private set; }

    public long GivenBackTax { get; private set; }

    public uint Version { get; private set; }

    internal FeeAmount Whole => new(Amount, Tax);

    internal FeeAmount Charged => new(ChargedAmount, ChargedTax);

    internal FeeAmount GivenBack => new(GivenBackAmount, GivenBackTax);

    internal static LineFee Of(OrderLine line, OrderId order, FeeRule rule)
    {
        var terms = new FeeTerms(rule.BasisPoints, rule.Fixed, rule.ReturnedOnRefund);
        var fee = FeeAmount.Of(line.Price, terms);
        return new()
        {
            OrderId = order,
            Line = line.Number,
            RuleId = rule.Id,
            BasisPoints = rule.BasisPoints,
            FixedAmount = rule.Fixed.Amount,
            TaxPercent = FeeAmount.TaxPercent,
            ReturnedOnRefund = rule.ReturnedOnRefund,
            Price = line.Price.Amount,
            Currency = line.Price.Currency,
            Amount = fee.Amount,
            Tax = fee.Tax,
        };
    }

    /// <summary>M1: at completion; what went back before bears none, wholly or by M2's part.</summary>
    /// <param name="refunded">Minor units of the price that were decided to go back so far.</param>
    internal FeeAmount Charge(long refunded, DateTimeOffset now)
    {
        if (ChargedAt is not null)
        {
            return default;
        }

        var charged = refunded >= Price ? default : Whole - BackBy(refunded);
        (ChargedAt, ChargedAmount, ChargedTax) = (now, charged.Amount, charged.Tax);
        return Charged;
    }

    /// <summary>M2: what is to be given back now that so much of the price was decided to go back, over all refunds; nothing before it was charged.</summary>
    internal FeeAmount GiveBack(long refunded)
    {
        if (ChargedAt is null)
        {
            return default;
        }

        var back = BackBy(refunded) - (Whole - Charged) - GivenBack;
        (GivenBackAmount, GivenBackTax) = (GivenBackAmount + back.Amount, GivenBackTax + back.Tax);
        return back;
    }

    private FeeAmount BackBy(long refunded) => ReturnedOnRefund ? Whole.GivenBack(refunded, Price) : default;
}

public readonly record struct FeeReturnId(Guid Value) : ITypedId<FeeReturnId>
{
    public static string Prefix => "fre";

    public static FeeReturnId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>Part of a fee that was given back after it had been charged.</summary>
public sealed class FeeReturn
{
    private FeeReturn()
    {
    }

    public FeeReturnId Id { get; private init; }

    public OrderId OrderId { get; private init; }

    public int Line { get; private init; }

    /// <summary>The refund, or whatever else took money of the unit back; once for each.</summary>
    public Guid Cause { get; private init; }

    /// <summary>Without tax, in minor units.</summary>
    public long Amount { get; private init; }

    public long Tax { get; private init; }

    public string Currency { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    internal static FeeReturn Of(LineFee fee, FeeAmount back, Guid cause, DateTimeOffset now) => new()
    {
        Id = TypedId.New<FeeReturnId>(now),
        OrderId = fee.OrderId,
        Line = fee.Line,
        Cause = cause,
        Amount = back.Amount,
        Tax = back.Tax,
        Currency = fee.Currency,
        At = now,
    };
}
