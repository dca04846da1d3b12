using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>The words for one value of the vocabulary, written next to the value itself; they describe it in the schema too.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class TermAttribute(string ja, string en) : DescriptionAttribute
{
    public override string Description => MeaningEn.Length > 0 ? $"{En} ({Ja}). {MeaningEn}" : $"{En} ({Ja}).";

    public string Ja { get; } = ja;

    public string En { get; } = en;

    /// <summary>What the word means, in our own words; empty when the name says it all.</summary>
    public string MeaningJa { get; init; } = "";

    public string MeaningEn { get; init; } = "";

    /// <summary>Other words that stock lists write for it.</summary>
    public string[] Aliases { get; init; } = [];
}

/// <summary>Where an enum of the vocabulary comes from and how sure we are of it.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class TermSourceAttribute(string source) : Attribute
{
    public string Source { get; } = source;
}

/// <summary>One value of the vocabulary with its wire code (<c>INVENTORY_REUSE</c>), names and meaning.</summary>
public sealed record Term<T>(T Value, string Code, LocalText Name, LocalText Meaning, IReadOnlyList<string> Aliases)
    where T : struct, Enum;

/// <summary>All values of one vocabulary enum, with their words; every member must carry a <see cref="TermAttribute"/>.</summary>
public static class Terms<T>
    where T : struct, Enum
{
    public static IReadOnlyList<Term<T>> All { get; } = [.. Enum.GetValues<T>().Select(Read)];

    /// <summary>Where the words come from: the law, a guideline or a proposal of our own.</summary>
    public static string Source { get; } = typeof(T).GetCustomAttribute<TermSourceAttribute>()?.Source ?? "";

    public static Term<T> Of(T value)
    {
        foreach (var term in All)
        {
            if (EqualityComparer<T>.Default.Equals(term.Value, value))
                return term;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "The vocabulary has no such value.");
    }

    /// <summary>Reads the wire code, the member name, one of the two names or an alias, whatever the case and width of the letters.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out T value)
    {
        value = default;
        if (PlainText.Folded(text) is not { Length: > 0 } wanted)
            return false;
        foreach (var term in All)
        {
            if (Is(term.Code) || Is(term.Value.ToString()) || Is(term.Name.Ja) || Is(term.Name.En) || term.Aliases.Any(Is))
            {
                value = term.Value;
                return true;
            }
        }

        return false;

        bool Is(string word) => wanted == PlainText.Folded(word);
    }

    private static Term<T> Read(T value)
    {
        var name = value.ToString();
        var term = typeof(T).GetField(name)!.GetCustomAttribute<TermAttribute>()
            ?? throw new InvalidOperationException($"{typeof(T).Name}.{name} has no words.");
        return new(value, ConstantCase.Of(name), new(term.Ja, term.En), new(term.MeaningJa, term.MeaningEn), term.Aliases);
    }
}
