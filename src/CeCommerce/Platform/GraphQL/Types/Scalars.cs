using System.Globalization;
using System.Numerics;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>The scalar ID: text outside; typed identifiers are written with their prefix. GraphQL lets it be sent as a whole number, which is its digits.</summary>
internal sealed class GlobalIdType : IdGraphType
{
    public GlobalIdType() => Name = "ID";

    public override object? ParseLiteral(GraphQLValue value) =>
        value is GraphQLIntValue number ? number.Value.ToString() : base.ParseLiteral(value);

    public override object? ParseValue(object? value) =>
        value is int or long or BigInteger ? Convert.ToString(value, CultureInfo.InvariantCulture) : base.ParseValue(value);

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        string text => text,
        _ => TypedIdText.Write(value) ?? base.Serialize(value),
    };
}

/// <summary>Text scalars share one way in: a string, strictly in the documented form.</summary>
internal abstract class TextScalar<T> : ScalarGraphType
    where T : struct
{
    protected abstract bool TryRead(string text, out T value);

    protected abstract string Write(T value);

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => ParseValue(text.Value.ToString()),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value, Description),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        T typed => typed,
        string text when TryRead(text, out var read) => read,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        T typed => Write(typed),
        _ => ThrowSerializationError(value),
    };

    public override GraphQLValue ToAST(object? value) => value is T typed
        ? new GraphQLStringValue(Write(typed))
        : base.ToAST(value);
}

/// <summary>The scalar Date.</summary>
internal sealed class DateScalar : TextScalar<DateOnly>
{
    public DateScalar()
    {
        Name = "Date";
        Description = "A calendar day, `yyyy-MM-dd` (ISO 8601).";
    }

    protected override bool TryRead(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override string Write(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The scalar DateTime.</summary>
internal sealed class DateTimeScalar : TextScalar<DateTimeOffset>
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "A moment with its offset from UTC, `2026-11-20T09:00:00+09:00` or `…Z` (ISO 8601); text without an offset is refused.";
    }

    protected override bool TryRead(string text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length);

    protected override string Write(DateTimeOffset value) => value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
}

/// <summary>The scalar Long.</summary>
internal sealed class LongScalar : LongGraphType
{
    public LongScalar()
    {
        Name = "Long";
        Description = "A whole number of up to 64 bits.";
    }
}
