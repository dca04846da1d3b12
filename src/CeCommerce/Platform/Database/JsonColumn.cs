using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CeCommerce.Platform.Database;

/// <summary>Immutable records kept whole in one <c>jsonb</c> column: read and written together, compared by their JSON.</summary>
internal static class JsonColumn
{
    /// <summary>camelCase, enums by name, Japanese as it is, nothing written for nulls.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
        where T : class? => property
            .HasColumnType("jsonb")
            .HasConversion(
                new ValueConverter<T, string>(value => Write(value), text => Read<T>(text)),
                new ValueComparer<T>(
                    (left, right) => ReferenceEquals(left, right) || (left != null && right != null && Write(left) == Write(right)),
                    value => value == null ? 0 : Write(value).GetHashCode(StringComparison.Ordinal),
                    value => value));

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json)!;
}
