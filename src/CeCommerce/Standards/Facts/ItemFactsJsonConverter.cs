using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CeCommerce.Standards;

/// <summary>
/// Writes and reads facts as stored. Reading checks the shape, the kind and the choices; it does not apply today's bounds again, because what
/// was true when it was stored stays stored. What it cannot read was written by a newer version of the product, beside which this one runs
/// while servers are updated: it is kept as it is (<see cref="ItemFacts.Later"/>).
/// </summary>
public sealed class ItemFactsJsonConverter : JsonConverter<ItemFacts>
{
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    private static readonly JsonEncodedText ObservedOn = JsonEncodedText.Encode("observedOn");
    private static readonly JsonEncodedText[] Sources = [.. Terms<FactSource>.All.Select(term => JsonEncodedText.Encode(term.Code))];

    public override void Write(Utf8JsonWriter writer, ItemFacts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var fact in value.All)
        {
            writer.WriteStartObject(FactCatalogue.Of(fact.Code).EncodedName);
            WriteValue(writer, fact);
            writer.WriteString(Source, Sources[(int)fact.Source]);
            WriteDay(writer, ObservedOn, fact.ObservedOn);
            writer.WriteEndObject();
        }

        foreach (var later in value.Later)
        {
            writer.WritePropertyName(later.Name);
            writer.WriteRawValue(later.Json);
        }

        writer.WriteEndObject();
    }

    public override ItemFacts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartObject, "Facts are an object.");
        var facts = new List<Fact>(16);
        var later = new List<LaterFact>(0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = TextOf(ref reader);
            reader.Read();
            if (FactCatalogue.TryFind(name, out var definition) && TryReadFact(ref reader, definition, out var fact))
                facts.Add(fact);
            else
                later.Add(new(name, RawOf(ref reader)));
        }

        return ItemFacts.Of(facts, later);
    }

    /// <summary>False when it is of no shape that is known here; the reader then stands where it stood.</summary>
    private static bool TryReadFact(ref Utf8JsonReader reader, FactDefinition definition, out Fact fact)
    {
        var start = reader;
        try
        {
            fact = ReadFact(ref reader, definition);
            return true;
        }
        catch (JsonException)
        {
            reader = start;
            fact = default;
            return false;
        }
    }

    private static string RawOf(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    private static void WriteValue(Utf8JsonWriter writer, Fact fact)
    {
        switch (FactCatalogue.Of(fact.Code).Kind)
        {
            case FactKind.Integer:
                writer.WriteNumber(Value, fact.Number);
                break;
            case FactKind.Boolean:
                writer.WriteBoolean(Value, fact.Number != 0);
                break;
            case FactKind.Date:
                WriteDay(writer, Value, DateOnly.FromDayNumber((int)fact.Number));
                break;
            default:
                writer.WriteString(Value, fact.Text);
                break;
        }
    }

    private static void WriteDay(Utf8JsonWriter writer, JsonEncodedText name, DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        writer.WriteString(name, text);
    }

    private static Fact ReadFact(ref Utf8JsonReader reader, FactDefinition definition)
    {
        Require(reader.TokenType == JsonTokenType.StartObject, "A fact is an object with value, source and observedOn.");
        (long Number, string? Text)? value = null;
        FactSource? source = null;
        DateOnly? on = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isValue = reader.ValueTextEquals(Value.EncodedUtf8Bytes);
            var isSource = reader.ValueTextEquals(Source.EncodedUtf8Bytes);
            Require(isValue || isSource || reader.ValueTextEquals(ObservedOn.EncodedUtf8Bytes), "A fact has value, source and observedOn only.");
            reader.Read();
            if (isValue)
                value = ReadValue(ref reader, definition);
            else if (isSource)
                source = ReadSource(ref reader);
            else
                on = ReadDay(ref reader);
        }

        return value is { } given && source is { } who && on is { } day
            ? new(definition.Code, given.Number, given.Text, who, day)
            : throw new JsonException($"{definition.WireName} needs value, source and observedOn.");
    }

    private static (long Number, string? Text) ReadValue(ref Utf8JsonReader reader, FactDefinition definition)
    {
        switch (definition.Kind)
        {
            case FactKind.Integer:
                Require(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _), $"{definition.WireName} is a whole number.");
                return (reader.GetInt64(), null);
            case FactKind.Boolean:
                Require(reader.TokenType is JsonTokenType.True or JsonTokenType.False, $"{definition.WireName} is true or false.");
                return (reader.GetBoolean() ? 1 : 0, null);
            case FactKind.Date:
                return (ReadDay(ref reader).DayNumber, null);
            case FactKind.Choice:
                return ReadChoice(TextOf(ref reader), definition);
            default:
                return (0, TextOf(ref reader));
        }
    }

    private static (long Number, string? Text) ReadChoice(string code, FactDefinition definition)
    {
        foreach (var choice in definition.Choices)
        {
            if (choice.Code == code)
                return (choice.Value, choice.Code);
        }

        throw new JsonException($"{definition.WireName} has no such choice.");
    }

    private static FactSource ReadSource(ref Utf8JsonReader reader)
    {
        Require(reader.TokenType == JsonTokenType.String, "A source is one of the source codes.");
        for (var i = 0; i < Sources.Length; i++)
        {
            if (reader.ValueTextEquals(Sources[i].EncodedUtf8Bytes))
                return (FactSource)i;
        }

        throw new JsonException("There is no such source of facts.");
    }

    private static DateOnly ReadDay(ref Utf8JsonReader reader) =>
        DateOnly.TryParseExact(TextOf(ref reader), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new JsonException("A day is written 2026-11-20.");

    private static string TextOf(ref Utf8JsonReader reader)
    {
        Require(reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName, "A text was expected.");
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The text holds half a character.", exception);
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new JsonException(message);
    }
}
