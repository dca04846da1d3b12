using System.Text.Json.Nodes;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Passports.Chain;

/// <summary>Something that happened to a unit, before it stands in the chain.</summary>
/// <param name="Item">Its passport is opened when there is none.</param>
/// <param name="Data">Public from the first day to the last: nothing that people typed but what belongs to the model.</param>
internal sealed record NewPassportEvent(ItemId Item, PassportEventType Type, Occurrence Occurred, PassportActor Actor, JsonObject Data)
{
    /// <summary>Whose line it is.</summary>
    public required OperatorId Operator { get; init; }

    public required EventSource Source { get; init; }

    /// <summary>Where the unit is kept, JIS X 0401; null when that is not said.</summary>
    public string? Prefecture { get; init; }

    /// <summary>What of the data stands in the chain as a digest alone.</summary>
    public IReadOnlyList<HiddenText> Hidden { get; init; } = [];

    /// <summary>Whether the operator answers for the unit from now on.</summary>
    public bool TakesOver { get; init; }
}

/// <summary>When something happened: an instant, or a day in Tokyo.</summary>
internal readonly record struct Occurrence(DateTimeOffset At, bool DayOnly)
{
    public static Occurrence On(DateOnly day) => new(Tokyo.StartOf(day), true);

    public static Occurrence AtInstant(DateTimeOffset at) => new(Milliseconds.Of(at), false);
}

/// <summary>Who did it. Never a person.</summary>
/// <param name="Party"><c>opr_…</c>; null for the platform.</param>
internal sealed record PassportActor(string Role, string? Party)
{
    public static readonly PassportActor Platform = new("PLATFORM", null);

    public static PassportActor Of(OperatorId id) => new("OPERATOR", id.ToString());
}

/// <summary>The line of the log that an event was made from.</summary>
/// <param name="Kind">The kind of line.</param>
/// <param name="Id">The act or listing behind it; null when it is the item itself.</param>
/// <param name="At">When the platform wrote it.</param>
/// <param name="Sequence">The line.</param>
/// <param name="Part">Of several events of one line.</param>
internal sealed record EventSource(string Kind, string? Id, DateTimeOffset At, long Sequence, short Part);

/// <summary>A text that people typed, and its place in the data.</summary>
/// <param name="Path">JSON pointer.</param>
internal sealed record HiddenText(string Path, string Value);

/// <summary>What is hashed knows no smaller part of a second.</summary>
internal static class Milliseconds
{
    public static DateTimeOffset Of(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
