using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using CeCommerce.Platform.GraphQL.Documents;
using GraphQL;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>The values of a request, out of JSON.</summary>
internal static class RequestValues
{
    private const int Deepest = 32;

    public static Inputs Variables(JsonElement? variables) =>
        variables is { } given && given.EnumerateObject().MoveNext() ? new Inputs(Map(given, 0)) : Inputs.Empty;

    private static GivenMap Map(JsonElement map, int depth)
    {
        var values = new GivenMap();
        foreach (var member in map.EnumerateObject())
        {
            values[member.Name] = Value(member.Value, depth);
        }

        return values;
    }

    private static object? Value(JsonElement value, int depth) => depth > Deepest
        ? throw RequestBody.Malformed($"variables の入れ子は{Deepest}段までです。", $"variables may be nested at most {Deepest} levels deep.")
        : value.ValueKind switch
        {
            JsonValueKind.Object => Map(value, depth + 1),
            JsonValueKind.Array => new GivenList(value.EnumerateArray().Select(item => Value(item, depth + 1))),
            JsonValueKind.String => Storable(value),
            JsonValueKind.Number => Number(value),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    public static string Storable(JsonElement value)
    {
        var text = value.GetString()!;
        return StorableText.Is(text) ? text : throw new RequestRefused(DocumentShape.Unstorable());
    }

    /// <summary>No scalar has more digits; turning longer ones into a number, or back into text, would cost the square of their length.</summary>
    public static void RequireShortNumbers(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when JsonMarshal.GetRawUtf8Value(value).Length > DocumentShape.LongestNumber || !double.IsFinite(value.GetDouble()):
                throw RequestBody.Malformed(
                    $"数値が大きすぎます。{DocumentShape.LongestNumber}文字までの有限の数値にしてください。", $"A number is too large; it may have {DocumentShape.LongestNumber} characters and must be finite.");
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    RequireShortNumbers(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    RequireShortNumbers(item);
                }

                break;
        }
    }

    private static object Number(JsonElement value) => value.TryGetInt32(out var small) ? small
        : value.TryGetInt64(out var large) ? large
        : IsWhole(value) && BigInteger.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var huge) ? huge
        : value.TryGetDecimal(out var exact) ? exact
        : value.GetDouble();

    /// <summary>In a sentence about a value GraphQL.NET names it by its ToString.</summary>
    private sealed class GivenMap() : Dictionary<string, object?>(StringComparer.Ordinal)
    {
        public override string ToString() => "{…}";
    }

    private sealed class GivenList(IEnumerable<object?> items) : List<object?>(items)
    {
        public override string ToString() => "[…]";
    }

    private static bool IsWhole(JsonElement value) => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;
}
