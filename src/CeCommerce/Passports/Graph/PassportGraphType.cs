using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Passports.Graph;

/// <summary>What GraphQL shows of a passport: all of it is public once the unit was offered.</summary>
internal sealed class PassportGraphType : ObjectGraphType<Passport>
{
    public PassportGraphType()
    {
        Name = "Passport";
        Description = "The history of a physical unit: what was done to it, whoever had it. Events are added and never altered or removed.";
        Field(x => x.Id).Description("Global id, `psp_…`.");
        Field(x => x.Status).Description("Whether it is open to the public.");
        Field(x => x.StatusSince).Description("Since when it has been so.");
        Field(x => x.OpenedAt).Description("When it was opened here.");
        Field<StringGraphType>("digitalLink").Description("Its GS1 Digital Link, to print as a code on the unit; null before it was first offered, and where it has no GTIN and the platform no company prefix of GS1.")
            .Resolve(x => x.RequestServices!.GetRequiredService<LinksOfPassports>().Load(x.Source.Id, link => link.ToUri()));
        Field<CommerceObjectType<PassportHeadShown>>("head").Description("The end of its chain: who keeps it can prove later that nothing before it was altered. Null before the first event.")
            .Resolve(x => x.Source.HeadHash is { } hash ? new PassportHeadShown(x.Source.HeadSeq, Convert.ToHexStringLower(hash), x.Source.HeadRecordedAt!.Value) : null);
        Field<NonNullGraphType<CommerceObjectType<Coverage>>>("coverage").Description("How complete it is.")
            .Resolve(x => x.RequestServices!.GetRequiredService<Coverages>().Require(x.Source.Id));
        PageArguments.Declare(Field<NonNullGraphType<CommerceObjectType<Page<PassportEvent>>>>("events")
            .Description("What happened to the unit, as it was written down; newest first.")
            .Resolve(x => x.RequestServices!.GetRequiredService<EventsOfPassports>().Require(new(x.Source.Id, PageArguments.Read(x)))).FieldType);
    }
}

/// <summary>The end of a chain.</summary>
/// <param name="Seq">The number of its last event, which is how many there are.</param>
/// <param name="Hash">SHA-256 of that event and, through it, of all before, 64 lower-case hex digits.</param>
/// <param name="RecordedAt">When it was written down.</param>
internal sealed record PassportHeadShown(long Seq, string Hash, DateTimeOffset RecordedAt);
