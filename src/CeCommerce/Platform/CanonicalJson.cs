using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CeCommerce.Platform;

/// <summary>
/// JSON in the one form of RFC 8785 (JCS): keys sorted, no white space, the fewest escapes. Two parties that write the same
/// record get the same bytes, so a digest of them can be checked by anybody. Numbers must be whole.
/// </summary>
internal static class CanonicalJson
{
    public static string Of<T>(T value)
    {
        var text = new StringBuilder(2_048);
        Write(JsonSerializer.SerializeToElement(value, CommerceJson.Options), text);
        return text.ToString();
    }

    /// <summary>SHA-256 of the text's UTF-8 bytes, 64 lower-case hex digits.</summary>
    public static string Digest(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>A text with its quotes and the fewest escapes.</summary>
    internal static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteAll('{', element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal), '}', text, WriteProperty);
                break;
            case JsonValueKind.Array:
                WriteAll('[', element.EnumerateArray(), ']', text, Write);
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(element.GetInt64().ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteAll<T>(char open, IEnumerable<T> parts, char close, StringBuilder text, Action<T, StringBuilder> write)
    {
        text.Append(open);
        var first = true;
        foreach (var part in parts)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            write(part, text);
        }

        text.Append(close);
    }

    private static void WriteProperty(JsonProperty property, StringBuilder text)
    {
        WriteString(property.Name, text);
        text.Append(':');
        Write(property.Value, text);
    }
}
