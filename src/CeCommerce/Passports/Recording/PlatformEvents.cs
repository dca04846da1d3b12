using System.Collections.Frozen;
using CeCommerce.Passports.Chain;

namespace CeCommerce.Passports.Recording;

/// <summary>Which lines of the platform's log are part of a unit's history, and what they say there. Kinds that are not here are no part of it.</summary>
internal static class PlatformEvents
{
    private static readonly FrozenDictionary<string, Func<UnitLine, IEnumerable<NewPassportEvent>>> ByKind = new Dictionary<string, Func<UnitLine, IEnumerable<NewPassportEvent>>>(StringComparer.Ordinal)
    {
        ["item.registered"] = DescribingLines.Registered,
        ["item.described"] = DescribingLines.Described,
        ["item.custody_changed"] = DescribingLines.Transferred,
        ["item.inspected"] = ActLines.Inspected,
        ["item.erased"] = ActLines.Erased,
        ["item.repaired"] = ActLines.Repaired,
        ["listing.published"] = ListingLines.Offered,
        ["listing.paused"] = ListingLines.NotOffered,
        ["listing.withdrawn"] = ListingLines.NotOffered,
        ["listing.suspended"] = ListingLines.NotOffered,
        ["listing.sold"] = ListingLines.Sold,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string kind) => ByKind.ContainsKey(kind);

    /// <summary>What the line says of its unit, in the order in which it stands in the chain.</summary>
    public static IEnumerable<NewPassportEvent> Of(UnitLine line) => ByKind[line.Line.Kind](line).Select((said, part) => said with { Source = said.Source with { Part = (short)part } });
}
