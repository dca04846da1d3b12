using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Standards.Subjects;

/// <summary>What can be stated of a subject that has no record of its own yet.</summary>
/// <param name="Index">Its place in the catalogue.</param>
/// <param name="Name">camelCase and unique.</param>
/// <param name="Subjects">Of what it can be stated.</param>
/// <param name="Min">Smallest integer.</param>
/// <param name="Max">Largest integer.</param>
/// <param name="Choices">The allowed values of a choice; empty otherwise.</param>
public sealed record StatedFact(
    int Index, string Name, LocalText Label, FactKind Kind, IReadOnlyList<Subject> Subjects, LocalText? Unit, long Min, long Max, IReadOnlyList<FactChoice> Choices)
{
    private const int MostText = 2_000;

    /// <summary>What a text says; null when it cannot be that fact.</summary>
    internal FactValue? Read(string text)
    {
        var plain = PlainText.Normalized(text);
        return Kind switch
        {
            FactKind.Text => text.Length is > 0 and <= MostText && PlainText.IsStorable(text) && !string.IsNullOrWhiteSpace(text) ? new(0, text.Trim()) : null,
            FactKind.Boolean => plain.ToLowerInvariant() switch { "true" => new(1, null), "false" => new(0, null), _ => null },
            FactKind.Integer => long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max ? new(number, null) : null,
            FactKind.Date => DateOnly.TryParseExact(plain, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(day.DayNumber, null) : null,
            FactKind.Choice => Choices.FirstOrDefault(choice => choice.Code == plain) is { } chosen ? new(chosen.Value, chosen.Code) : null,
            _ => throw new InvalidOperationException($"No way to read {Name}."),
        };
    }

    /// <summary>What may be stated, for who stated something else.</summary>
    internal LocalText Shape => Kind switch
    {
        FactKind.Text => new("2,000文字までの文を入れます。", "A text of at most 2,000 characters."),
        FactKind.Boolean => new("true か false を入れます。", "true or false."),
        FactKind.Integer => new(string.Create(CultureInfo.InvariantCulture, $"{Min}〜{Max} の整数を入れます。"), string.Create(CultureInfo.InvariantCulture, $"An integer from {Min} to {Max}.")),
        FactKind.Date => new("2026-04-01 のような日付を入れます。", "A day such as 2026-04-01."),
        FactKind.Choice => new($"{string.Join("、", Choices.Select(choice => choice.Code))} のいずれかを入れます。", $"One of {string.Join(", ", Choices.Select(choice => choice.Code))}."),
        _ => throw new InvalidOperationException($"No words for {Kind}."),
    };
}

/// <summary>A stated value.</summary>
/// <param name="Number">The integer; 0 or 1; the day number; the place of a choice.</param>
/// <param name="Text">The text, or the code of a choice; null otherwise.</param>
internal readonly record struct FactValue(long Number, string? Text);
