using CeCommerce.Platform;

namespace CeCommerce.Orders.Fees;

/// <summary>A fee and the consumption tax on top of it.</summary>
/// <param name="Amount">Without tax, in minor units.</param>
/// <param name="Tax">On the amount, in minor units.</param>
internal readonly record struct FeeAmount(long Amount, long Tax)
{
    /// <summary>Standard rate of consumption tax, which a fee bears whatever was sold.</summary>
    public const int TaxPercent = 10;

    private const int Whole = 10_000;

    public long Total => checked(Amount + Tax);

    public bool IsZero => Amount == 0 && Tax == 0;

    /// <summary>M1: percentage of the price with tax, rounded down, and the fixed part; the tax on both, rounded down. For each line by itself.</summary>
    public static FeeAmount Of(Money price, FeeTerms terms)
    {
        var amount = checked((long)((Int128)price.Amount * terms.BasisPoints / Whole) + terms.Fixed.Amount);
        return new(amount, (long)((Int128)amount * TaxPercent / 100));
    }

    /// <summary>M2: what of it is given back by the time when so much of the price is: rounded down once over all refunds, so that many end where one does.</summary>
    public FeeAmount GivenBack(long refunded, long price) => price == 0 ? default : new(Part(Amount, refunded, price), Part(Tax, refunded, price));

    public static FeeAmount operator +(FeeAmount left, FeeAmount right) => new(checked(left.Amount + right.Amount), checked(left.Tax + right.Tax));

    public static FeeAmount operator -(FeeAmount left, FeeAmount right) => new(checked(left.Amount - right.Amount), checked(left.Tax - right.Tax));

    private static long Part(long amount, long refunded, long price) => (long)((Int128)amount * refunded / price);
}
