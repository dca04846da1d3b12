using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using CeCommerce.Platform.Database;

namespace CeCommerce.Platform.Events;

/// <summary>A kind of line: who may be told, and the shape of its data. Declared by the feature that writes it; <c>docs/events.md</c> lists them all.</summary>
/// <param name="Name">Our own word, e.g. <c>listing.published</c>; never reused for something else.</param>
/// <param name="SubjectKind">Prefix of the subject's identifier.</param>
/// <param name="Audience">Whom it may be told at most; a line may say fewer.</param>
/// <param name="Says">What happened, for those who follow the log.</param>
public abstract record EventKind(string Name, string SubjectKind, EventAudience Audience, string Says)
{
    /// <summary>Of the data's shape; goes up when a reader that knows the older one would misread it. A new field that may be missing changes nothing.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The record whose JSON is the data.</summary>
    public abstract Type Data { get; }

    /// <summary>Each field of the data with what it is.</summary>
    public IReadOnlyList<string> Fields => [.. Properties.Select(Field)];

    /// <summary>The words that fields of the data choose from.</summary>
    public IEnumerable<Type> Choices => Properties.Select(TypeOf).Where(type => type.IsEnum);

    private PropertyInfo[] Properties => Data.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static Type TypeOf(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static string Field(PropertyInfo property)
    {
        var type = TypeOf(property);
        var what = property.GetCustomAttribute<DescriptionAttribute>()?.Description
            ?? (type.IsEnum ? $"`{type.Name}`" : type == typeof(int) || type == typeof(long) ? "number" : "text");
        return $"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}: {what}";
    }
}

/// <inheritdoc/>
public sealed record EventKind<TId, TData>(string Name, EventAudience Audience, string Says) : EventKind(Name, TId.Prefix, Audience, Says)
    where TId : struct, ITypedId<TId>
    where TData : notnull
{
    public override Type Data => typeof(TData);

    /// <summary>A line of this kind, to be stored with the change that it tells of.</summary>
    public EventRecord Of(TId subject, TData data, EventFrame frame) => new(this, subject.Value, JsonColumn.Write(data), frame);
}

/// <summary>Data of a kind that says all by its name.</summary>
public sealed record NoEventData
{
    public static readonly NoEventData Instance = new();
}

/// <summary>When a line was written and whom it concerns.</summary>
/// <param name="At">The moment of the change.</param>
/// <param name="OperatorId">The tenant it belongs to.</param>
public sealed record EventFrame(DateTimeOffset At, Guid? OperatorId)
{
    /// <summary>Fewer than the kind's audience; null for that.</summary>
    public EventAudience? Audience { get; init; }

    /// <inheritdoc cref="EventRecord.ClientId"/>
    public string? ClientId { get; init; }

    /// <inheritdoc cref="EventRecord.Changed"/>
    public string[] Changed { get; init; } = [];
}

/// <summary>All kinds that the features declare.</summary>
internal sealed class EventCatalogue(IEnumerable<EventKind> kinds)
{
    public IReadOnlyDictionary<string, EventKind> Kinds { get; } = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
}
