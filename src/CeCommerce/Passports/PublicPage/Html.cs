using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CeCommerce.Platform;

namespace CeCommerce.Passports.PublicPage;

/// <summary>Pieces of the page.</summary>
internal static class Html
{
    /// <summary>Japanese stays as it is.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(text);

    /// <summary>A line of a list of terms; nothing for nothing. What was typed may turn the direction of writing; it ends where it stands.</summary>
    public static string Row(string name, string? value) => string.IsNullOrWhiteSpace(value) ? "" : $"<dt>{name}</dt><dd><bdi>{Text(value)}</bdi></dd>\n";

    public static string Day(DateTimeOffset at) => Tokyo.DayOf(at).ToString("O", CultureInfo.InvariantCulture);

    public static string Yen(long amount) => string.Create(CultureInfo.InvariantCulture, $"¥{amount:N0}");

    /// <summary>With its sign.</summary>
    public static string Share(long amount) => $"{(amount < 0 ? "−" : "+")}{Yen(Math.Abs(amount))}";
}
