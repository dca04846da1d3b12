using System.Globalization;
using System.Text.RegularExpressions;
using CeCommerce.Platform;

namespace CeCommerce.Orders.Messages;

/// <summary>What is wrong with a message.</summary>
public enum MessageFlaw
{
    /// <summary>Nothing is written in it.</summary>
    Empty,

    /// <summary>More characters than are kept.</summary>
    TooLong,

    /// <summary>Control characters other than line breaks, marks that turn the direction of writing, or half characters.</summary>
    ControlCharacters,

    /// <summary>A tag of HTML: messages are plain text.</summary>
    Html,
}

/// <summary>Which texts are sent: plain ones that every app can show as they are.</summary>
internal static partial class MessageText
{
    /// <summary>In UTF-16 code units, as in all texts of orders.</summary>
    public const int Most = 2_000;

    /// <summary>Null when it may be sent.</summary>
    public static MessageFlaw? FlawOf(string text) =>
        string.IsNullOrWhiteSpace(text) ? MessageFlaw.Empty
        : text.Length > Most ? MessageFlaw.TooLong
        : !StorableText.Is(text) || text.Any(IsControl) ? MessageFlaw.ControlCharacters
        : Tag().IsMatch(text) ? MessageFlaw.Html
        : null;

    private static bool IsControl(char c) => (char.IsControl(c) && c != '\n')
        || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff'
        || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>"3 &lt; 5" and "&lt;3" are none.</summary>
    [GeneratedRegex("<(/?[a-z][^<>]*|!--.*)>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Tag();
}
