using System.Globalization;

namespace CeCommerce.Shipping;

/// <summary>Codes of prefectures, JIS X 0401, <c>01</c> to <c>47</c>.</summary>
internal static class Prefectures
{
    private const int Count = 47;

    public static IReadOnlyList<string> All { get; } = [.. Enumerable.Range(1, Count).Select(Code)];

    public static bool Is(string code) => All.Contains(code, StringComparer.Ordinal);

    public static IEnumerable<string> Of(ShippingRegion region) => (region switch
    {
        ShippingRegion.Hokkaido => [1],
        ShippingRegion.NorthTohoku => [2, 3, 5],
        ShippingRegion.SouthTohoku => [4, 6, 7],
        ShippingRegion.Kanto => [.. Enumerable.Range(8, 7), 19],
        ShippingRegion.Shinetsu => [15, 20],
        ShippingRegion.Hokuriku => [16, 17, 18],
        ShippingRegion.Chubu => Enumerable.Range(21, 4),
        ShippingRegion.Kansai => Enumerable.Range(25, 6),
        ShippingRegion.Chugoku => Enumerable.Range(31, 5),
        ShippingRegion.Shikoku => Enumerable.Range(36, 4),
        ShippingRegion.Kyushu => Enumerable.Range(40, 7),
        ShippingRegion.Okinawa => (IEnumerable<int>)[47],
    }).Select(Code);

    private static string Code(int number) => number.ToString("D2", CultureInfo.InvariantCulture);
}
