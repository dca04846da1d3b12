using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Passports.Graph;

/// <summary>What GraphQL shows of an event of a passport.</summary>
internal sealed class PassportEventGraphType : ObjectGraphType<PassportEvent>
{
    public PassportEventGraphType()
    {
        Name = "PassportEvent";
        Description = "Something that happened to a unit, as it was written down and hashed.";
        Field(x => x.Id).Description("Global id, `pev_…`.");
        Field(x => x.Seq).Description("1 and so on for each passport.");
        Field(x => x.Type).Description("What happened.");
        Field(x => x.OccurredAt).Description("When; the start of a day in Tokyo where only the day is known, see `occurredOn`.");
        Field<DateScalar>("occurredOn").Description("The day, where only the day is known.")
            .Resolve(x => ShownValues.DayOf(x.Source));
        Field(x => x.RecordedAt).Description("When the passport wrote it down.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceObjectType<PassportValue>>>>>("values")
            .Description("What it says, value by value. What people typed is hidden: the event holds a digest of it alone.")
            .Resolve(x => ShownValues.Of(x.Source));
        Field(x => x.Content).Description("What is hashed, byte by byte (RFC 8785): the `event` of {\"event\":…,\"prev\":previousHash,\"seq\":…}, whose SHA-256 is `hash`; without `prev` where seq is 1.");
        Field<StringGraphType>("previousHash").Description("SHA-256 of the event before it, 64 lower-case hex digits; null for the first.")
            .Resolve(x => x.Source.PrevHash is { } hash ? Convert.ToHexStringLower(hash) : null);
        Field<NonNullGraphType<StringGraphType>>("hash").Description("SHA-256 of it and, through it, of all before, 64 lower-case hex digits; its leaf in the log of all passports is made of it.")
            .Resolve(x => Convert.ToHexStringLower(x.Source.Hash));
    }
}

/// <summary>One value of an event.</summary>
/// <param name="Path">JSON pointer into the event's data.</param>
/// <param name="Value">The value as text; null when it is hidden.</param>
/// <param name="IsHidden">Whether the event holds a digest alone.</param>
internal sealed record PassportValue(string Path, string? Value, bool IsHidden);
