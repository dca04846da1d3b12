using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CeCommerce.Platform;

/// <summary>
/// JSON in the one form of RFC 8785 (JCS), with every number that a double holds: <see cref="CanonicalJson"/> refuses fractions, and its digests
/// must stay what they are.
/// </summary>
internal static class Jcs
{
    /// <summary>Throws <see cref="JsonException"/> for what has no such form: a name given twice, half a surrogate pair, a number beyond a double.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var to = new ArrayBufferWriter<byte>(Math.Max(json.Length, 16));
        try
        {
            reader.Read();
            Write(ref reader, to);
            return reader.Read() ? throw new JsonException("There is more than one value.") : to.WrittenSpan.ToArray();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new JsonException(unreadable.Message, unreadable);
        }
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static string Of(JsonNode node) => Encoding.UTF8.GetString(Of(JsonSerializer.SerializeToUtf8Bytes(node)));

    /// <summary>A number as ECMAScript writes it (ECMA-262 Number::toString).</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new JsonException("The number is beyond a double.");
        }

        if (value == 0)
        {
            return "0";
        }

        // The shortest digits that read back as the same double, laid out anew.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var whole = shortest[0].Split('.');
        var digits = string.Concat(whole).TrimStart('0');
        var point = whole[0].Length - (string.Concat(whole).Length - digits.Length) + (shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        return (value < 0 ? "-" : "") + Laid(digits, point);
    }

    private static string Laid(string digits, int point)
    {
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}";
        }

        if (point is > -6 and <= 0)
        {
            return $"0.{new string('0', -point)}{digits}";
        }

        var (sign, size) = (point > 0 ? "+" : "-", Math.Abs(point - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{sign}{size}");
    }

    private static void Write(ref Utf8JsonReader reader, ArrayBufferWriter<byte> to)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, to);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, to);
                break;
            case JsonTokenType.String:
                WriteString(reader.GetString()!, to);
                break;
            case JsonTokenType.Number:
                to.Write(Encoding.ASCII.GetBytes(Number(reader.GetDouble())));
                break;
            default:
                to.Write(reader.ValueSpan);
                break;
        }
    }

    private static void WriteObject(ref Utf8JsonReader reader, ArrayBufferWriter<byte> to)
    {
        // Names in the order of their UTF-16 units.
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, value) = (reader.GetString()!, new ArrayBufferWriter<byte>());
            reader.Read();
            Write(ref reader, value);
            if (!members.TryAdd(name, value.WrittenSpan.ToArray()))
            {
                throw new JsonException("A name stands twice in one object.");
            }
        }

        var first = true;
        to.Write("{"u8);
        foreach (var (name, value) in members)
        {
            to.Write(first ? ""u8 : ","u8);
            WriteString(name, to);
            to.Write(":"u8);
            to.Write(value);
            first = false;
        }

        to.Write("}"u8);
    }

    private static void WriteArray(ref Utf8JsonReader reader, ArrayBufferWriter<byte> to)
    {
        var first = true;
        to.Write("["u8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            to.Write(first ? ""u8 : ","u8);
            Write(ref reader, to);
            first = false;
        }

        to.Write("]"u8);
    }

    private static void WriteString(string value, ArrayBufferWriter<byte> to)
    {
        var text = new StringBuilder(value.Length + 2);
        CanonicalJson.WriteString(value, text);
        to.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
