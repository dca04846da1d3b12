using System.Text.Json;

namespace CeCommerce.Platform.Events;

/// <summary>Tells which fields of a thing are other than before.</summary>
internal static class ChangedFields
{
    /// <summary>The names, as JSON writes them, of the outermost fields that differ.</summary>
    public static string[] Between<T>(T before, T after)
    {
        var (old, now) = (JsonSerializer.SerializeToElement(before, CommerceJson.Options), JsonSerializer.SerializeToElement(after, CommerceJson.Options));
        return [.. old.EnumerateObject().Select(field => field.Name).Union(now.EnumerateObject().Select(field => field.Name), StringComparer.Ordinal)
            .Where(name => Text(old, name) != Text(now, name))];
    }

    private static string? Text(JsonElement thing, string name) => thing.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
