using System.Text.Json;

namespace CeCommerce.Platform.Events;

/// <summary>A line of the log as its readers see it.</summary>
public sealed record LoggedEvent(EventPosition Position, string Kind, Guid SubjectId, Guid? OperatorId, string Data, DateTimeOffset At)
{
    /// <summary>The order of writing; names the line before it has a position.</summary>
    public long Sequence { get; init; }

    /// <inheritdoc cref="EventRecord.SubjectKind"/>
    public string SubjectKind { get; init; } = "";

    /// <inheritdoc cref="EventRecord.Audience"/>
    public EventAudience Audience { get; init; }

    /// <inheritdoc cref="EventRecord.ClientId"/>
    public string? ClientId { get; init; }

    /// <inheritdoc cref="EventRecord.Version"/>
    public int Version { get; init; } = 1;

    /// <inheritdoc cref="EventRecord.Changed"/>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>A member of its data that is a word.</summary>
    internal T Member<T>(string name)
        where T : struct, Enum => MemberOf<T>(Data, name);

    /// <inheritdoc cref="Member{T}"/>
    internal static T MemberOf<T>(string data, string name)
        where T : struct, Enum
    {
        using var read = JsonDocument.Parse(data);
        return Enum.Parse<T>(read.RootElement.GetProperty(name).GetString()!, ignoreCase: true);
    }
}
