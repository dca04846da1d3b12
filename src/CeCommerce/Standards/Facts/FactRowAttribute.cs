using System.ComponentModel;
using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>A row of the table of facts, written next to the code; it describes the code in the schema too.</summary>
[AttributeUsage(AttributeTargets.Field)]
public abstract class FactRowAttribute(string ja, string en) : DescriptionAttribute
{
    public override string Description => $"{En} ({Ja}).";

    public string Ja { get; } = ja;

    public string En { get; } = en;

    /// <summary>Codes of product groups with spaces between; empty: it is asked for with all goods.</summary>
    public string AskedOf { get; init; } = "";

    public FactAbout About { get; init; }

    /// <summary>Whether recorded erasures, repairs, tests and cleanings say it, so that an inspection does not.</summary>
    public bool FollowsFromActs { get; init; }

    /// <summary>Whether it comes with the make and holds from the first day on, whenever somebody sees it: a year, a mark, a size.</summary>
    public bool IsLasting { get; init; }

    internal FactDefinition Define(FactCode code) => Complete(
        new(code, new(Ja, En), Kind, null, 0, null, [], AskedOf.Split(' ', StringSplitOptions.RemoveEmptyEntries)) { About = About, FollowsFromActs = FollowsFromActs, IsLasting = IsLasting });

    private protected abstract FactKind Kind { get; }

    private protected virtual FactDefinition Complete(FactDefinition definition) => definition;
}

/// <summary>A text; なし is an answer.</summary>
public class TextFactAttribute(string ja, string en) : FactRowAttribute(ja, en)
{
    private protected override FactKind Kind => FactKind.Text;
}

/// <summary>A text that proves something or names something bad: なし says that there is nothing of it.</summary>
public sealed class EvidenceFactAttribute(string ja, string en) : TextFactAttribute(ja, en)
{
    private protected override FactDefinition Complete(FactDefinition definition) => definition with { NoneMeansAbsent = true };
}

/// <summary>Yes or no.</summary>
public sealed class FlagFactAttribute(string ja, string en) : FactRowAttribute(ja, en)
{
    private protected override FactKind Kind => FactKind.Boolean;

    private protected override FactDefinition Complete(FactDefinition definition) => definition with { Max = 1 };
}

/// <summary>A day from 2000-01-01 on.</summary>
public sealed class DayFactAttribute(string ja, string en) : FactRowAttribute(ja, en)
{
    private protected override FactKind Kind => FactKind.Date;

    private protected override FactDefinition Complete(FactDefinition definition) => definition with { Min = new DateOnly(2000, 1, 1).DayNumber };
}

/// <summary>A whole number within bounds.</summary>
public sealed class NumberFactAttribute : FactRowAttribute
{
    /// <summary>With no upper bound, or this year for a year.</summary>
    public NumberFactAttribute(string ja, string en, long min)
        : base(ja, en) => Min = min;

    public NumberFactAttribute(string ja, string en, long min, long max)
        : base(ja, en) => (Min, Max) = (min, max);

    public long Min { get; }

    public long? Max { get; }

    /// <summary>Shown after the number in Japanese, in English <see cref="UnitEn"/>.</summary>
    public string UnitJa { get; init; } = "";

    public string UnitEn { get; init; } = "";

    public FactQuantity Quantity { get; init; }

    private protected override FactKind Kind => FactKind.Integer;

    private protected override FactDefinition Complete(FactDefinition definition) => definition with
    {
        Min = Min,
        Max = Max,
        Quantity = Quantity,
        Unit = UnitJa.Length + UnitEn.Length == 0 ? null : new LocalText(UnitJa, UnitEn),
    };
}

/// <summary>One of the terms of a vocabulary.</summary>
public sealed class ChoiceFactAttribute<T>(string ja, string en) : FactRowAttribute(ja, en)
    where T : struct, Enum
{
    private protected override FactKind Kind => FactKind.Choice;

    private protected override FactDefinition Complete(FactDefinition definition)
    {
        FactChoice[] choices = [.. Terms<T>.All.Select((term, value) => new FactChoice(term.Code, term.Name, value))];
        return definition with
        {
            Max = choices.Length - 1,
            Choices = choices,
            ReadChoice = static text => Terms<T>.TryRead(text, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null,
        };
    }
}
