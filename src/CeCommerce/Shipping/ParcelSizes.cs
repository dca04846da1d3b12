using System.Globalization;
using System.Text.RegularExpressions;
using CeCommerce.Platform;

namespace CeCommerce.Shipping;

/// <summary>Size classes from dimensions as operators write them.</summary>
internal static partial class ParcelSizes
{
    private const int LongestText = 100;
    private const decimal MillimetresInCentimetre = 10;

    /// <summary>Of three sides with a unit (<c>幅70×奥行30×高さ25cm</c>, <c>700x300x250 mm</c>); null for anything else: nothing is guessed.</summary>
    public static ParcelSize? Of(string? dimensions)
    {
        if (dimensions is not { Length: <= LongestText } || Sides().Match(NormalForm.Compatible(dimensions)) is not { Success: true } match)
        {
            return null;
        }

        List<string> units = [.. match.Groups["unit"].Captures.Select(unit => unit.Value.ToLowerInvariant()).Distinct()];
        if (units is not [var unit])
        {
            return null;
        }

        var sum = match.Groups["side"].Captures.Sum(side => decimal.Parse(side.Value, CultureInfo.InvariantCulture)) / (unit == "mm" ? MillimetresInCentimetre : 1);
        return sum <= 0 ? null : Enum.GetValues<ParcelSize>().First(size => sum <= (int)size || size == ParcelSize.Large);
    }

    [GeneratedRegex(
        @"\A[^\d×x*]{0,10}(?<side>\d{1,5}(?:\.\d{1,2})?)\s?(?<unit>mm|cm)?\s?[×x*][^\d×x*]{0,10}(?<side>\d{1,5}(?:\.\d{1,2})?)\s?(?<unit>mm|cm)?\s?[×x*][^\d×x*]{0,10}(?<side>\d{1,5}(?:\.\d{1,2})?)\s?(?<unit>mm|cm)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Sides();
}
