using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>One allowed value of a choice: its wire code, its name, and the member of the enum behind it.</summary>
/// <param name="Code">What to send.</param>
/// <param name="Name">In the language of the request.</param>
/// <param name="Value">Its place among the choices.</param>
public sealed record FactChoice(string Code, LocalText Name, int Value);

/// <summary>What one fact means and which values it takes; forms are built from it and every input is read by it.</summary>
/// <param name="Unit">Shown after an integer; null when it counts nothing.</param>
/// <param name="Min">Smallest integer, or earliest day as a day number.</param>
/// <param name="Max">Largest integer; null: no bound, or this year for a year. Days are never after today.</param>
/// <param name="Groups">Product groups that the fact is asked for; empty: all goods.</param>
public sealed record FactDefinition(FactCode Code, LocalText Label, FactKind Kind, LocalText? Unit, long Min, long? Max, IReadOnlyList<FactChoice> Choices, IReadOnlyList<string> Groups)
{
    /// <summary>The longest text that a fact takes, in UTF-16 units.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>camelCase: <c>manufactureYear</c>.</summary>
    public string WireName { get; } = JsonNamingPolicy.CamelCase.ConvertName(Code.ToString());

    internal JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(Code.ToString()));

    /// <summary>Whether a text such as なし says that there is nothing of it: no warranty document, no defect. Of stains and accessories it is an answer.</summary>
    internal bool NoneMeansAbsent { get; init; }

    public FactAbout About { get; init; }

    /// <summary>Whether recorded erasures, repairs, tests and cleanings say it.</summary>
    internal bool FollowsFromActs { get; init; }

    /// <summary>Whether it comes with the make and holds from the first day on.</summary>
    internal bool IsLasting { get; init; }

    internal FactQuantity Quantity { get; init; }

    internal Func<string, int?> ReadChoice { get; init; } = static _ => null;

    public bool AppliesTo(ProductCategory category) => Groups.Count == 0 || Groups.Contains(category.Group.Code);

    /// <summary>The choice with that enum value; null when the fact has no such choice.</summary>
    public FactChoice? ChoiceOf(long value) => value >= 0 && value < Choices.Count ? Choices[(int)value] : null;
}
