using System.Globalization;

namespace CeCommerce.Platform;

/// <summary>The version of a row as clients see it: an opaque text to hand back with a change.</summary>
internal static class RowVersion
{
    public static string Text(uint version) => version.ToString(CultureInfo.InvariantCulture);
}
