using System.Globalization;

namespace CeCommerce.Platform;

/// <summary>
/// An amount in minor units (JPY has none, so 79700 is ￥79,700; USD 1050 is $10.50) with its ISO 4217 currency.
/// Arithmetic over two currencies throws: that is a bug, never bad input.
/// </summary>
public readonly record struct Money(long Amount, string Currency)
{
    public const string Yen = "JPY";

    public static Money Jpy(long amount) => new(amount, Yen);

    public static Money operator +(Money left, Money right) => new(checked(left.Amount + Same(left, right).Amount), left.Currency);

    public static Money operator -(Money left, Money right) => new(checked(left.Amount - Same(left, right).Amount), left.Currency);

    public static Money operator *(Money money, long factor) => new(checked(money.Amount * factor), money.Currency);

    /// <summary>Consumption tax contained in the amount at a rate; a fraction of a minor unit is cut off.</summary>
    public Money TaxIncluded(int ratePercent) => this with { Amount = checked(Amount * ratePercent) / (100 + ratePercent) };

    public override string ToString() => Currency == Yen
        ? string.Create(CultureInfo.InvariantCulture, $"￥{Amount:N0}")
        : string.Create(CultureInfo.InvariantCulture, $"{Currency} {Amount}");

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} do not add up; convert first.");
}
