using System.Globalization;
using System.Text.Json;

namespace CeCommerce.Passports.Graph;

/// <summary>Reads what an event says out of its text.</summary>
internal static class ShownValues
{
    public static IReadOnlyList<PassportValue> Of(PassportEvent one)
    {
        using var content = JsonDocument.Parse(one.Content);
        var values = Of(content.RootElement.GetProperty("data"), "").ToList();
        if (content.RootElement.TryGetProperty("hidden", out var hidden))
        {
            values.AddRange(hidden.EnumerateObject().Select(member => new PassportValue(member.Name, null, true)));
        }

        return values;
    }

    /// <summary>Null where the moment is known.</summary>
    public static DateOnly? DayOf(PassportEvent one)
    {
        using var content = JsonDocument.Parse(one.Content);
        return DateOnly.TryParseExact(content.RootElement.GetProperty("occurredAt").GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static IEnumerable<PassportValue> Of(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Of(member.Value, $"{path}/{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((member, number) => Of(member, string.Create(CultureInfo.InvariantCulture, $"{path}/{number}"))),
        JsonValueKind.String => [new(path, element.GetString(), false)],
        _ => [new(path, element.GetRawText(), false)],
    };
}
