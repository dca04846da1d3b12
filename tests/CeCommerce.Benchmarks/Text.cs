using System.Globalization;

namespace CeCommerce.Benchmarks;

/// <summary>Numbers as the table shows them, the same on every machine.</summary>
internal static class Text
{
    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static double Median(this IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
