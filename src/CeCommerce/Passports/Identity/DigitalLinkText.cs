using System.Buffers;
using System.Globalization;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Passports.Identity;

/// <summary>Takes a link apart. The path is read from its end, since anything may stand before the key.</summary>
internal static class DigitalLinkText
{
    /// <summary>Longer than any with all its attributes that a code on a thing can hold.</summary>
    public const int LongestUri = 2_000;

    private static readonly string[] Schemes = ["https://", "http://", "HTTPS://", "HTTP://"];

    private static readonly SearchValues<char> OfUri =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    private static readonly SearchValues<char> OfHost = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:[]");

    public static Outcome<DigitalLink> Read(string uri)
    {
        if (uri.Length > LongestUri)
            return new DigitalLinkInvalid(DigitalLinkFlaw.TooLong, "");
        if (uri.AsSpan().IndexOfAnyExcept(OfUri) is >= 0)
            return new DigitalLinkInvalid(DigitalLinkFlaw.Characters, "");
        var address = uri.Split('#')[0];
        if (Array.Find(Schemes, scheme => address.StartsWith(scheme, StringComparison.Ordinal)) is not { } scheme)
            return new DigitalLinkInvalid(DigitalLinkFlaw.NotAnAddress, "");
        var (beforeQuery, query) = Cut(address, '?');
        var segments = beforeQuery[scheme.Length..].Split('/');
        if (segments[0].Length == 0 || segments[0].AsSpan().ContainsAnyExcept(OfHost))
            return new DigitalLinkInvalid(DigitalLinkFlaw.NotAnAddress, "");
        return ReadPath(scheme, segments.Length > 1 && segments[^1].Length == 0 ? segments[..^1] : segments).Try(out var link, out var error)
            ? ReadQuery(link, query)
            : Outcome<DigitalLink>.Refused(error);
    }

    private static Outcome<DigitalLink> ReadPath(string scheme, string[] segments)
    {
        var qualifiers = new Stack<AiValue>();
        for (var at = segments.Length - 2; at > 0; at -= 2)
        {
            var ai = segments[at];
            if (Decoded(segments[at + 1]) is not { } value)
                return new DigitalLinkInvalid(DigitalLinkFlaw.Value, AiTable.Find(ai) is null ? "" : ai);
            if (AiTable.Keys.ContainsKey(ai))
                return new DigitalLink(scheme + string.Join('/', segments[..at]), new(ai, value), [.. qualifiers], []);
            if (AiTable.Find(ai) is null)
                break;
            qualifiers.Push(new(ai, value));
        }

        return new DigitalLinkInvalid(DigitalLinkFlaw.NoKey, "");
    }

    private static Outcome<DigitalLink> ReadQuery(DigitalLink link, string query)
    {
        var attributes = new List<AiValue>();
        // What is not a number is of no concern to the identification.
        foreach (var (name, text) in query.Split('&').Select(pair => Cut(pair, '=')).Where(pair => pair.Left.Length > 0 && pair.Left.All(char.IsAsciiDigit)))
        {
            // A plus in a query is a space, which no value holds.
            if (text.Contains('+', StringComparison.Ordinal) || Decoded(text) is not { } value)
                return new DigitalLinkInvalid(DigitalLinkFlaw.Value, AiTable.Find(name) is null ? "" : name);
            attributes.Add(new(name, value));
        }

        return (link with { Attributes = attributes }).Checked();
    }

    /// <summary>Percent-decoded once; null when that gives anything but plain ASCII.</summary>
    private static string? Decoded(string text)
    {
        var value = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
            {
                value.Append(text[at]);
                continue;
            }

            if (at + 2 >= text.Length || !byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0x20 or > 0x7E)
                return null;
            value.Append((char)code);
            at += 2;
        }

        return value.ToString();
    }

    private static (string Left, string Right) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");
}
