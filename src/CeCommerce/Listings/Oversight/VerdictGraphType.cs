using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Standards;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace CeCommerce.Listings.Oversight;

/// <summary>What GraphQL shows of a stored verdict.</summary>
internal sealed class VerdictGraphType : ObjectGraphType<StoredAssessment>
{
    private const int Usual = 20;

    public VerdictGraphType()
    {
        Name = "ListingVerdict";
        Description = "A verdict of the standards over a listing as it was given, never altered. A look that said the same as the one before left none.";
        Field(x => x.At).Description("The recorded moment up to which offer, unit and operator were read; pass it as `before` to read on from here.");
        Field(x => x.Occasion).Description("Why the standards looked.");
        Field<StringGraphType>("by").Description("The partner app and the role that made them look, e.g. `system/Platform`; null of verdicts from before that was kept.")
            .Resolve(x => AppAndRole(x.Source.Actor));
        Field("edition", x => x.PackVersion).Description("The edition of the rules that gave it.");
        Field<StringGraphType>("inputsSha256").Description("SHA-256 of everything that went in, 64 lower-case hex digits; null of verdicts from before that was kept.")
            .Resolve(x => x.Source.InputsDigest is { } digest ? Convert.ToHexStringLower(digest) : null);
        Field<NonNullGraphType<BooleanGraphType>>("inputsKnown").Description("Whether what went in is still on record.")
            .Resolve(x => new Shown(InputsOf(x), inputs => inputs is not null));
        Field<ListGraphType<NonNullGraphType<ReadFactGraphType>>>("facts")
            .Description("The facts of the unit and of the offer as they were read then, by code; null when they are not on record.")
            .Resolve(x => new Shown(InputsOf(x), inputs => inputs?.Facts.All.Select(fact => new ReadFact(fact))));
        Field<NonNullGraphType<ComplianceGraphType>>("compliance").Description("What it says.").Resolve(x => x.Source.Result);
    }

    /// <summary>Gives listings their verdicts.</summary>
    public static void AddTo(ObjectGraphType<Listing> graph) => graph.Field<ListGraphType<NonNullGraphType<VerdictGraphType>>>("verdicts")
        .Description("The verdicts that were given over it, newest first, each with what went in; null to others than its operator and those who audit it, with `listings:read`.")
        .Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform)
        .Argument<DateTimeOffset?>("before", nullable: true, argument => argument.Description = "Only those of earlier moments: `at` of the last one that was read. One in the future is refused with `BEFORE_IN_FUTURE`.")
        .Argument<IntGraphType>("first", argument =>
        {
            argument.Description = "How many, 1 to 50; others are refused with `PAGE_ARGUMENTS_INVALID` or `PAGE_TOO_LARGE`.";
            argument.DefaultValue = Usual;
        })
        .Resolve(VerdictsOf);

    private static object? VerdictsOf(IResolveFieldContext<Listing> field)
    {
        var services = field.RequestServices!;
        var wanted = WantedVerdicts.Checked(
            field.Source.Id, field.GetArgument<DateTimeOffset?>("before"), field.GetArgument<int?>("first") ?? Usual, services.GetRequiredService<TimeProvider>().GetUtcNow());
        return CommerceUserContext.Of(field).Caller.SeesInside(field.Source.OperatorId.Value, ListingScopes.Read)
            ? services.GetRequiredService<VerdictsOfListings>().Require(wanted)
            : null;
    }

    private static IDataLoaderResult<ListingFacts?> InputsOf(IResolveFieldContext<StoredAssessment> field) =>
        field.RequestServices!.GetRequiredService<InputsOfVerdicts>().Load(field.Source);

    // Behind them stands whose the app acts for, which may be a consumer.
    private static string? AppAndRole(string? actor) => actor is null ? null : string.Join('/', actor.Split('/').Take(2));

    /// <summary>A part of the inputs, when the batch that asks for them is answered.</summary>
    private sealed class Shown(IDataLoaderResult<ListingFacts?> inputs, Func<ListingFacts?, object?> show) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => show(await inputs.GetResultAsync(cancellationToken));
    }
}

/// <summary>A fact as a verdict read it.</summary>
internal sealed record ReadFact(Fact Fact);

/// <summary>What GraphQL shows of a fact as a verdict read it.</summary>
internal sealed class ReadFactGraphType : ObjectGraphType<ReadFact>
{
    public ReadFactGraphType()
    {
        Name = "ReadFact";
        Description = "A value as it was on record when a verdict was given.";
        Field("code", x => x.Fact.Code).Description("Which fact.");
        Field("label", x => FactCatalogue.Of(x.Fact.Code).Label).Description("Its name in the language of the request.");
        Field("about", x => FactCatalogue.Of(x.Fact.Code).About).Description("Whether it was stated of the unit or of the offer.");
        Field("value", x => x.Fact.Shown).Description("`2022`, `true`, `2026-11-20`, `ROUND`, or text.");
        Field("unit", x => FactCatalogue.Of(x.Fact.Code).Unit, nullable: true).Description("Shown after an integer.");
        Field("source", x => x.Fact.Source).Description("Who observed it.");
        Field("observedOn", x => x.Fact.ObservedOn).Description("On which day.");
    }
}
