using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CeCommerce.Platform.GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Paging;

/// <summary>
/// Writes and reads cursors: base64url of the name of the order, a fingerprint of the filter, and the key values of a row. Opaque for
/// clients, not secret and not signed: whoever makes one up only chooses where a list starts that the query itself allows.
/// </summary>
public static class Cursor
{
    /// <summary>Room for the longest texts that lists are ordered by.</summary>
    private const int Longest = 4_096;

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A short fingerprint of whatever a list is filtered by; equal parts in equal order give equal text.</summary>
    public static string Fingerprint(params IEnumerable<object?> parts)
    {
        var text = string.Join('\u001f', parts.Select(part => part switch
        {
            null => "∅",
            string one => one,
            System.Collections.IEnumerable many => string.Join('\u001e', many.Cast<object?>()),
            _ => Convert.ToString(part, CultureInfo.InvariantCulture),
        }));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }

    /// <summary>Keys may be text, whole numbers, decimals, doubles, booleans, enums, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>, Guids or typed ids.</summary>
    public static string Write(string order, string filter, params IEnumerable<object?> keys)
    {
        object?[] parts = [order, filter, .. keys.Select(Plain)];
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts, Json));
    }

    /// <summary>The key values, of the types asked for. Throws a <see cref="RequestFault"/> when the cursor is not one of this list.</summary>
    public static object?[] Read(string cursor, string order, string filter, params IReadOnlyList<Type> types)
    {
        try
        {
            using var document = JsonDocument.Parse(cursor.Length <= Longest ? Base64Url.DecodeFromChars(cursor) : throw new FormatException("No cursor of ours is so long."));
            JsonElement[] parts = [.. document.RootElement.EnumerateArray()];
            if (parts.Length == types.Count + 2 && parts[0].GetString() == order && parts[1].GetString() == filter)
            {
                return [.. parts.Skip(2).Zip(types, Typed)];
            }
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException or ArgumentException or OverflowException)
        {
            // Falls through to the same refusal: what was wrong inside an opaque text helps nobody.
        }

        throw Invalid();
    }

    private static RequestFault Invalid() => new("CURSOR_INVALID", new LocalText(
        "このカーソルは、この一覧（同じ並び順と絞り込み条件）のものではありません。カーソルなしで最初から取得してください。",
        "This cursor does not belong to this list with this order and filter; start again without a cursor."));

    private static object? Plain(object? key) => key switch
    {
        DateTimeOffset moment => moment.UtcTicks,
        DateOnly day => day.DayNumber,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        Enum choice => choice.ToString(),
        null or string or bool or short or int or long or double or float or Guid => key,
        _ => TypedIdText.Value(key) ?? throw new NotSupportedException($"A cursor cannot hold a {key.GetType().Name}."),
    };

    private static object? Typed(JsonElement part, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return part.ValueKind == JsonValueKind.Null ? NullFor(declared)
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(part.GetInt64(), TimeSpan.Zero)
            : type == typeof(DateOnly) ? DateOnly.FromDayNumber(part.GetInt32())
            : type == typeof(decimal) ? decimal.Parse(part.GetString()!, CultureInfo.InvariantCulture)
            : type.IsEnum ? Choice(type, part.GetString()!)
            : TypedIdText.IsTypedId(type) ? TypedIdText.From(type, part.GetGuid())
            : type == typeof(string) ? Text(part.GetString()!)
            : part.Deserialize(type);
    }

    // Enum.Parse alone also reads numbers and lists of names.
    private static object Choice(Type type, string name) =>
        Enum.IsDefined(type, name) ? Enum.Parse(type, name) : throw new FormatException("A key is none of the choices.");

    /// <summary>What the cursor's text could not hold itself must not reach the database out of its inside.</summary>
    private static string Text(string text) => StorableText.Is(text) ? text : throw new FormatException("A key is no text.");

    private static object? NullFor(Type declared) => !declared.IsValueType || Nullable.GetUnderlyingType(declared) is not null
        ? null
        : throw new FormatException("A key that is never null was null.");
}
