namespace CeCommerce.Invoices.Content;

/// <summary>Puts what is given back onto the lines that it is given back of.</summary>
internal static class ReturnedLines
{
    /// <summary>Throws when more is given back of a line than it says, less what was given back before.</summary>
    /// <param name="lines">Of the document that is corrected.</param>
    /// <param name="earlier">What was given back before, by the lines' numbers.</param>
    public static IReadOnlyList<InvoiceLine> Of(IReadOnlyList<InvoiceLine> lines, ILookup<int, long> earlier, IReadOnlyList<ReturnedAmount> amounts)
    {
        var left = lines.ToDictionary(line => line.Number, line => line.Amount.Amount - earlier[line.Number].Sum());
        var returned = new SortedDictionary<int, long>();
        foreach (var amount in amounts)
        {
            var rest = amount.Amount.Amount;
            foreach (var line in lines.Where(line => line.Kind == amount.Kind && line.OrderLine == amount.OrderLine && line.Amount.Currency == amount.Amount.Currency))
            {
                var part = Math.Min(rest, left[line.Number]);
                (left[line.Number], rest) = (left[line.Number] - part, rest - part);
                returned[line.Number] = returned.GetValueOrDefault(line.Number) + part;
            }

            if (rest != 0 || amount.Amount.Amount < 0)
            {
                throw new InvalidOperationException("More is given back than the document says was paid.");
            }
        }

        return [.. lines.Where(line => returned.GetValueOrDefault(line.Number) > 0).Select(line => line with { Amount = line.Amount with { Amount = returned[line.Number] } })];
    }
}
