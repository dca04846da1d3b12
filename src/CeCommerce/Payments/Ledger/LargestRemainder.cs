using CeCommerce.Platform;

namespace CeCommerce.Payments.Ledger;

/// <summary>M4: splits an amount by weights so that the parts add up to it: each rounded down, and what is left one by one to the largest remainders, of equal ones to the earlier.</summary>
internal static class LargestRemainder
{
    /// <param name="amount">Not negative.</param>
    /// <param name="weights">Not negative, and not all zero unless the amount is; in the order of the parts.</param>
    public static IReadOnlyList<Money> Split(Money amount, IReadOnlyList<long> weights)
    {
        if (amount.Amount < 0)
        {
            throw new ArgumentException("What is split is not negative.", nameof(amount));
        }

        if (weights.Any(weight => weight < 0))
        {
            throw new ArgumentException("A weight is not negative.", nameof(weights));
        }

        var sum = weights.Aggregate((Int128)0, (total, weight) => total + weight);
        if (sum == 0)
        {
            return amount.Amount == 0 ? [.. weights.Select(_ => amount)] : throw new ArgumentException("Nobody is there to bear it.", nameof(weights));
        }

        var parts = weights.Select((weight, place) => (Place: place, Whole: (long)((Int128)amount.Amount * weight / sum), Over: (Int128)amount.Amount * weight % sum)).ToList();
        var more = parts.OrderByDescending(part => part.Over).ThenBy(part => part.Place).Take((int)(amount.Amount - parts.Sum(part => part.Whole))).Select(part => part.Place).ToHashSet();
        return [.. parts.Select(part => amount with { Amount = part.Whole + (more.Contains(part.Place) ? 1 : 0) })];
    }
}
