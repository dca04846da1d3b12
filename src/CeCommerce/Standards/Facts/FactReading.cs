using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>Who observed a fact and when; <paramref name="Today"/> (Asia/Tokyo) bounds years and days.</summary>
public readonly record struct Observation(FactSource Source, DateOnly ObservedOn, DateOnly Today);

/// <summary>Why a value cannot be that fact.</summary>
public enum FactProblem
{
    /// <summary>Nothing was given.</summary>
    Empty,

    /// <summary>It cannot be read as what the fact is.</summary>
    NotReadable,

    /// <summary>It is none of the choices.</summary>
    NotAChoice,

    /// <summary>It is too small, too large or in the future.</summary>
    OutOfBounds,

    /// <summary>It is too long.</summary>
    TooLong,

    /// <summary>It has control characters.</summary>
    NotStorable,
}

/// <summary>A value that cannot be the fact it was given for.</summary>
/// <param name="Given">The start of what was given, at most 60 characters.</param>
/// <param name="Fact">Which fact.</param>
/// <param name="Problem">What is wrong with the value.</param>
/// <param name="Today">The day by which it was judged.</param>
public sealed record FactRefused(FactCode Fact, FactProblem Problem, string Given, DateOnly Today) : UserError("facts", FactCatalogue.Of(Fact).WireName)
{
    public override string Code => "FACT_REFUSED";

    public override LocalText Message => FactCatalogue.Explain(this);
}

public static partial class FactCatalogue
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d"];
    private static readonly SearchValues<string> Yes = SearchValues.Create(["true", "yes",
        "y", "1", "はい", "あり", "有", "有り", "済", "済み", "○", "〇", "◯"], StringComparison.Ordinal);
    private static readonly SearchValues<string> No = SearchValues.Create(["false",
        "no", "n", "0", "いいえ", "なし", "無", "無し", "未", "×"], StringComparison.Ordinal);

    // After folding: full width, half width and capital letters are written as here.
    private static readonly FrozenSet<string> NoneWords = FrozenSet.ToFrozenSet(
        ["なし", "ナシ", "無し", "無", "無い", "ない", "特になし", "特に無し", "該当なし", "ありません", "none", "no", "nothing", "n/a", "na", "-", "‐", "–", "—", "―", "ー"], StringComparer.Ordinal);

    /// <summary>Whether a fact says only that there is nothing of it, where that is no answer: なし as the name of an erasure standard.</summary>
    internal static bool SaysNone(Fact fact) => fact.Text is { Length: <= 12 } text && Of(fact.Code).NoneMeansAbsent && NoneWords.Contains(PlainText.Folded(text).TrimEnd('。', '.'));

    /// <summary>
    /// Reads what a person or a stock list wrote: 全角 digits, a unit behind a number, the Japanese or English name of a choice.
    /// Dates are ISO or with slashes (the importer knows eras). Refuses what is unreadable, out of bounds or not storable.
    /// </summary>
    public static Outcome<Fact> TryRead(FactCode code, string? raw, Observation observed)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return Refuse(code, FactProblem.Empty, "", observed);
        if (raw.Length > FactDefinition.MaxTextLength)
            return Refuse(code, FactProblem.TooLong, raw, observed);
        if (!PlainText.IsStorable(raw))
            return Refuse(code, FactProblem.NotStorable, raw, observed);
        var definition = Of(code);
        if (definition.Kind == FactKind.Text)
            return new Fact(code, 0, raw.Trim(), observed.Source, observed.ObservedOn);
        return ReadNumber(definition, raw) is { } number
            ? Bounded(definition, number, raw, observed)
            : Refuse(code, definition.Kind == FactKind.Choice ? FactProblem.NotAChoice : FactProblem.NotReadable, raw, observed);
    }

    /// <summary>Reads a JSON value: a number, a boolean, or any text that the other overload reads.</summary>
    public static Outcome<Fact> TryRead(FactCode code, JsonElement value, Observation observed)
    {
        var definition = Of(code);
        return value.ValueKind switch
        {
            JsonValueKind.String => TextOf(value) is { } text ? TryRead(code, text, observed) : Refuse(code, FactProblem.NotStorable, "", observed),
            JsonValueKind.Number when definition.Kind == FactKind.Integer && value.TryGetInt64(out var number) => Bounded(definition, number, value.GetRawText(), observed),
            JsonValueKind.True or JsonValueKind.False when definition.Kind == FactKind.Boolean =>
                new Fact(code, value.ValueKind == JsonValueKind.True ? 1 : 0, null, observed.Source, observed.ObservedOn),
            JsonValueKind.Null or JsonValueKind.Undefined => Refuse(code, FactProblem.Empty, "", observed),
            _ => Refuse(code, FactProblem.NotReadable, value.GetRawText(), observed),
        };
    }

    internal static LocalText Explain(FactRefused refused)
    {
        var definition = Of(refused.Fact);
        var (ja, en) = (definition.Label.Ja, definition.Label.En);
        return refused.Problem switch
        {
            FactProblem.Empty => new($"「{ja}」の値がありません。分からない場合は項目ごと省いてください。", $"'{en}' has no value; leave the field out when it is not known."),
            FactProblem.NotReadable => new($"「{refused.Given}」は「{ja}」として読めません。{Shape(definition).Ja}",
                $"'{refused.Given}' cannot be read as '{en}'. {Shape(definition).En}"),
            FactProblem.NotAChoice => new($"「{refused.Given}」は「{ja}」の選択肢にありません。{Shape(definition).Ja}",
                $"'{refused.Given}' is no choice of '{en}'. {Shape(definition).En}"),
            FactProblem.OutOfBounds => new($"「{ja}」の値 {refused.Given} は範囲外です。{Bounds(definition, refused.Today).Ja}",
                $"{refused.Given} is out of bounds for '{en}'. {Bounds(definition, refused.Today).En}"),
            FactProblem.TooLong => new($"「{ja}」は {FactDefinition.MaxTextLength} 文字までです。",
                $"'{en}' takes at most {FactDefinition.MaxTextLength} characters."),
            FactProblem.NotStorable => new($"「{ja}」に保存できない文字(制御文字や壊れた文字)があります。", $"'{en}' contains control characters or broken text."),
            _ => throw new InvalidOperationException($"No sentence for {refused.Problem}."),
        };
    }

    private static long? ReadNumber(FactDefinition definition, string raw)
    {
        if (definition.Kind == FactKind.Choice)
            return definition.ReadChoice(raw);
        var text = PlainText.Normalized(raw);
        if (definition.Kind == FactKind.Date)
            return DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null;
        if (definition.Kind == FactKind.Boolean)
            return Yes.Contains(text.ToLowerInvariant()) ? 1 : No.Contains(text.ToLowerInvariant()) ? 0 : null;
        return long.TryParse(WithoutUnit(text, definition.Unit), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static ReadOnlySpan<char> WithoutUnit(string text, LocalText? unit)
    {
        foreach (var word in (ReadOnlySpan<string?>)[unit?.Ja, unit?.En])
        {
            if (word is { Length: > 0 } && text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                return text.AsSpan(0, text.Length - word.Length).TrimEnd();
        }

        return text;
    }

    private static Outcome<Fact> Bounded(FactDefinition definition, long number, string raw, Observation observed) =>
        number < definition.Min || number > Highest(definition, observed.Today)
            ? Refuse(definition.Code, FactProblem.OutOfBounds, raw, observed)
            : new Fact(definition.Code, number, definition.ChoiceOf(number)?.Code, observed.Source, observed.ObservedOn);

    private static long Highest(FactDefinition definition, DateOnly today) => definition switch
    {
        { Max: { } max } => max,
        { Kind: FactKind.Date } => today.DayNumber,
        { Quantity: FactQuantity.Year } => today.Year,
        _ => long.MaxValue,
    };

    private static LocalText Bounds(FactDefinition definition, DateOnly today) => definition.Kind == FactKind.Date
        ? new("2000年1月1日から今日までの日付を入れてください。", "Give a day from 2000-01-01 to today.")
        : new($"{definition.Min} から {Highest(definition, today)} までです。", $"It goes from {definition.Min} to {Highest(definition, today)}.");

    private static LocalText Shape(FactDefinition definition) => definition.Kind switch
    {
        FactKind.Integer => new("整数を入れてください。", "Give a whole number."),
        FactKind.Text => new("文字列を入れてください。", "Give a text."),
        FactKind.Boolean => new("true か false(または 済・○・なし)を入れてください。", "Give true or false."),
        FactKind.Date => new("2026-11-20 の形で入れてください。", "Give a day as 2026-11-20."),
        FactKind.Choice => new(
            $"使える値: {string.Join("、", definition.Choices.Select(choice => $"{choice.Code}({choice.Name.Ja})"))}。",
            $"Choose one of {string.Join(", ", definition.Choices.Select(choice => choice.Code))}."),
        _ => throw new InvalidOperationException($"No shape for {definition.Kind}."),
    };

    private static Outcome<Fact> Refuse(FactCode code, FactProblem problem, string raw, Observation observed) =>
        new FactRefused(code, problem, Shortened(raw), observed.Today);

    // The excerpt goes into answers and reports, so it must be storable itself.
    private static string Shortened(string raw)
    {
        var shown = Excerpt.Of(raw);
        return PlainText.IsStorable(shown) ? shown : string.Concat(shown.Where(c => PlainText.IsStorable([c])));
    }

    // System.Text.Json throws for "\ud800" only when the text is asked for.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
