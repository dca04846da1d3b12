using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CeCommerce.Platform.Database;

/// <summary>Immutable records kept whole in one <c>jsonb</c> column: read and written together, compared by their JSON.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
        where T : class? => property
            .HasColumnType("jsonb")
            .HasConversion(
                new ValueConverter<T, string>(value => Write(value), text => Read<T>(text)),
                new ValueComparer<T>(
                    (left, right) => ReferenceEquals(left, right) || (left != null && right != null && Write(left) == Write(right)),
                    value => value == null ? 0 : Write(value).GetHashCode(StringComparison.Ordinal),
                    value => value));

    /// <summary>As <see cref="HasJson"/>, parsed when somebody looks at it.</summary>
    public static PropertyBuilder<LazyJson<T>?> HasLazyJson<T>(this PropertyBuilder<LazyJson<T>?> property)
        where T : class => property
            .HasColumnType("jsonb")
            .HasConversion(
                new ValueConverter<LazyJson<T>?, string?>(value => value!.Text(), text => LazyJson<T>.Stored(text!)),
                new ValueComparer<LazyJson<T>?>(
                    (left, right) => ReferenceEquals(left, right) || (left != null && right != null && Write(left.Value) == Write(right.Value)),
                    value => value == null ? 0 : Write(value.Value).GetHashCode(StringComparison.Ordinal),
                    value => value));

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, CommerceJson.Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, CommerceJson.Options)!;
}
