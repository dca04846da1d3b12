using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Types;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.OperatorRules;
using CeCommerce.Standards.Packs;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Listings;

/// <summary>What GraphQL shows of a listing.</summary>
internal sealed class ListingGraphType : ObjectGraphType<Listing>
{
    private static readonly Role[] Insiders = [Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform];

    public ListingGraphType()
    {
        Name = "Listing";
        Description = "An offer over one item: to sell it used or refurbished, or to let others use it.";
        Field(x => x.Id).Description("Global id, `lst_…`.");
        Field(x => x.State).Description("Where it stands in its life.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceEnumType<ListingState>>>>>("nextStates")
            .Description("Where the one who asks can take it from here.").Allow(Insiders)
            .Resolve(x => ListingMoves.ActorOf(CommerceUserContext.Of(x).Caller, x.Source) is { } actor ? ListingMoves.From(x.Source.State, actor) : []);
        Field<CommerceObjectType<Suspension>>("suspension")
            .Description("Why and since when the platform keeps it down; null when it does not, and to others than its operator and those who audit.").Allow(Insiders)
            .Resolve(x => x.Source.State == ListingState.Suspended && CommerceUserContext.Of(x).Caller.SeesInside(x.Source.OperatorId.Value, ListingScopes.Read)
                ? x.Source.Suspension
                : null);
        Field(x => x.Kind).Description("Sale of a used or refurbished good, or sharing.");
        Field(x => x.Title).Description("What it is called.");
        Field(x => x.Description).Description("What the operator says of it.");
        Field(x => x.Price, nullable: true);
        Field(x => x.Sharing, nullable: true);
        Field<CommerceObjectType<LeaseDisclosure>>("leaseDisclosure")
            .Description("What a lessor tells a consumer before the lease (資源有効利用促進法に基づく省令の判断の基準), from the offer and where it is silent from the item; null when there is nothing, and for a sale.")
            .Resolve(x => LeaseDisclosure.Of(x.Source));
        Field<ListGraphType<NonNullGraphType<LeaseDisclosureRecordGraphType>>>("leaseDisclosureRecords")
            .Description("Every version of it that was on the shelf, newest first, at most 50 at a time; null to others than its operator and those who audit.").Allow(Insiders)
            .Argument<int?>("before", nullable: true, argument => argument.Description = "Only those with a smaller number: `number` of the last one that was read.")
            .Resolve(x => CommerceUserContext.Of(x).Caller.SeesInside(x.Source.OperatorId.Value, ListingScopes.Read)
                ? x.RequestServices!.GetRequiredService<RecordsOfLeases>().Require(new(x.Source.Id, x.GetArgument<int?>("before")))
                : null);
        Field(x => x.Terms).Description("What 特定商取引法 11 wants stated beside the price.");
        Field("facts", x => (x.Facts ?? ItemFacts.Empty).All).Description("What is stated of this offer that rules ask for, each with its source and day; what is known of the unit is in `item`.");
        Field(x => x.Photos).Description("Photos, at most 30.");
        Field("item", x => x.ItemOffered).Description("The physical unit behind it; once another operator has it, as it was described for this listing.");
        Field<Offered>("whatIsOffered").Description("What of the goods it offers, by which the rules judge it: stated of the item, else proposed from title, category and model number.")
            .Resolve(x => FactsOfListing.WhatIsOffered(x.RequestServices!.GetRequiredService<StandardsEngine>().Edition, x.Source.ItemOffered.Model, x.Source.ItemOffered.Facts, x.Source.Title));
        Field(x => x.Operator).Description("Who offers it.");
        Field<DealerDisplay>("dealerDisplay", nullable: true)
            .Description("The second-hand dealer's name, commission and permit number, to be shown together with the goods (古物営業法 12(3)).")
            .Resolve(x => DealerDisplay.Of(x.Source, x.RequestServices!.GetRequiredService<StandardsEngine>().Edition.Goods, x.RequestServices!.GetRequiredService<TimeProvider>().Today()));
        Field<ComplianceGraphType>("compliance")
            .Description("The verdict of the standards over what the listing says now. With `asOf` the one that stood at that moment, or with `known: NOW` what is known now about that moment: null when there was none, and to others than its operator and those who audit.")
            .Argument<DateTimeOffset?>("asOf", nullable: true, argument => argument.Description = "A moment of the past; one in the future is refused with `AS_OF_IN_FUTURE`.")
            .Argument<NonNullGraphType<CommerceEnumType<KnownAt>>>("known", argument =>
            {
                argument.Description = "With `asOf`: by what was known then, or by what is known now about then.";
                argument.DefaultValue = KnownAt.Then;
            })
            .Resolve(ComplianceOf);
        Field(x => x.AssessedAt, nullable: true).Description("When the standards gave this verdict.");
        Field(x => x.GraceUntil, nullable: true);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PriceChangeGraphType>>>>("priceHistory").Description("Its prices, newest first, at most 50.")
            .Resolve(x => x.RequestServices!.GetRequiredService<PricesOfListings>().Require(x.Source.Id));
        Field<string>("sourceId", nullable: true).Description("The operator's own number (管理番号); null to others.").Allow(Insiders)
            .Resolve(x => CommerceUserContext.Of(x).Caller.SeesInside(x.Source.OperatorId.Value, ListingScopes.Read) ? x.Source.SourceId : null);
        Field(x => x.PublishedAt, nullable: true).Description("When it was last put on the shelf.");
        Field(x => x.UpdatedAt).Description("When it last changed.");
        Field("version", x => RowVersion.Text(x.Version)).Description("Opaque; hand it back with a change.");
    }

    private static object? ComplianceOf(IResolveFieldContext<Listing> field)
    {
        if (field.GetArgument<DateTimeOffset?>("asOf") is not { } asOf)
        {
            return field.Source.Compliance;
        }

        var services = field.RequestServices!;
        CompliancesAsOf.Check(asOf, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (!CommerceUserContext.Of(field).Caller.SeesInside(field.Source.OperatorId.Value, ListingScopes.Read))
        {
            return null;
        }

        var then = new PastListing(field.Source.Id, asOf);
        return field.GetArgument<KnownAt>("known") == KnownAt.Then
            ? services.GetRequiredService<CompliancesAsOf>().Load(then)
            : services.GetRequiredService<CompliancesKnownNow>().Load(then);
    }
}

/// <summary>What a second-hand dealer must show together with the goods on the internet (古物営業法 12(3)).</summary>
/// <param name="Name">Registered name.</param>
/// <param name="Commission">The public safety commission that granted the permit.</param>
/// <param name="PermitNumber">12 digits.</param>
public sealed record DealerDisplay(string Name, string Commission, string PermitNumber)
{
    internal static DealerDisplay? Of(Listing listing, GoodsLists goods, DateOnly day) =>
        listing.Operator.LicenceOn(day, goods.KobutsuOf(listing.ItemOffered.Model.Category, day)) is { } licence ? new(licence.RegisteredName, licence.CommissionName.Ja, licence.PermitNumber) : null;
}

/// <summary>What GraphQL shows of a line of the price history.</summary>
internal sealed class PriceChangeGraphType : ObjectGraphType<PriceChange>
{
    public PriceChangeGraphType()
    {
        Name = "PriceChange";
        Description = "One line of a listing's price history.";
        Field(x => x.Price).Description("Sale price, or the first line of the rate card.");
        Field(x => x.Sharing, nullable: true);
        Field(x => x.From).Description("Since when.");
    }
}

/// <summary>What GraphQL shows of a version of what was told before a lease.</summary>
internal sealed class LeaseDisclosureRecordGraphType : ObjectGraphType<LeaseDisclosureRecord>
{
    public LeaseDisclosureRecordGraphType()
    {
        Name = "LeaseDisclosureRecord";
        Description = "What was told before a lease from one moment on, until the next version began or the listing left the shelf. Never altered or removed.";
        Field("number", x => x.Version).Description("1 and so on.");
        Field(x => x.From).Description("Since when.");
        Field("points", x => x.Content).Description("What was told; empty when from then on nothing was.");
        Field("sha256", x => x.Digest).Description("SHA-256 of the points as canonical JSON (RFC 8785), 64 lower-case hex digits.");
    }
}

/// <summary>What GraphQL shows of a verdict.</summary>
internal sealed class ComplianceGraphType : ObjectGraphType<Compliance>
{
    public ComplianceGraphType()
    {
        Name = "Compliance";
        Description = "The verdict of the standards over what the listing says now.";
        Field(x => x.Verdict);
        Field(x => x.PackVersion);
        Field(x => x.MayPublish);
        Field(x => x.GraceUntil, nullable: true);
        Field("ownRulesVersion", x => x.OwnRules == null ? null : x.OwnRules.Version, nullable: true)
            .Description("Version of the operator's own rules that were asked after those of the edition; null when it had none.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ComplianceFindingGraphType>>>>("findings").Description("The clauses that applied, by rule id.")
            .Argument<NonNullGraphType<BooleanGraphType>>("unmetOnly", argument =>
            {
                argument.Description = "Only what is not met.";
                argument.DefaultValue = false;
            })
            .ResolveAsync(async x =>
            {
                // The words of the findings are those of this edition and of the operator's own rules.
                var edition = await x.RequestServices!.GetRequiredService<RuleEditions>().FindAsync(x.Source.PackVersion, x.CancellationToken);
                if (x.Source.OwnRules is { } own)
                {
                    await x.RequestServices!.GetRequiredService<OperatorPacks>().FindAsync(own.Digest, x.CancellationToken);
                }

                return x.GetArgument<bool>("unmetOnly") ? x.Source.Findings : x.Source.AllIn(edition);
            });
    }
}

/// <summary>What GraphQL shows of a finding.</summary>
internal sealed class ComplianceFindingGraphType : ObjectGraphType<ComplianceFinding>
{
    private static readonly Role[] Insiders = [Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform];

    public ComplianceFindingGraphType()
    {
        Name = "ComplianceFinding";
        Description = "What one clause of the rules says of a listing.";
        Field<Rule>("rule", nullable: true).Description("The clause with its source, of a verdict that blocks or warns as it was then; null when the rules in use no longer have it.")
            .Resolve(x => x.Source.Own is { } own
                ? OwnOf(x, own)?.Find(x.Source.Rule, x.Source.Clause)
                : EditionOf(x, x.Source.Reason?.Edition).Find(x.Source.Rule, x.Source.Clause) ?? EditionOf(x, null).Find(x.Source.Rule, x.Source.Clause));
        Field("ruleId", x => x.Rule).Description("Rule id, e.g. `LS-006`.");
        Field(x => x.Clause);
        Field(x => x.Verdict).Description("Met, not met, or not answered.");
        Field(x => x.Effect).Description("What that does to the listing.");
        Field<NonNullGraphType<BooleanGraphType>>("isWaived").Description("Whether an auditor's waiver excuses it: it stays not met and does not keep the listing off the shelf.")
            .Resolve(x => x.Source.Waiver is not null);
        Field<WaiverGraphType>("waiver").Description("What excuses it; null when nothing does, and to others than its operator and those who audit.").Allow(Insiders)
            .Resolve(x => x.Source.Waiver is { } waiver && CommerceUserContext.Of(x).Caller is var caller && caller.Scopes.Contains(ListingScopes.Read)
                ? x.RequestServices!.GetRequiredService<WaiversById>().Load(waiver.Id, caller)
                : null);
        Field(x => x.Field, nullable: true);
        Field("fact", x => InputPath.FactOf(x.Field), nullable: true).Description("The fact to look at; null when met, and when what is to be looked at is no fact.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("path")
            .Description("The input that mends it, e.g. `[\"item\", \"facts\", \"pseMark\"]` or `[\"offer\", \"price\"]` as `draftListing` has them, or `[\"operator\", …]` for what the operator says of itself; empty when met, and when no input mends it.")
            .Resolve(x => InputPath.Of(x.Source.Field));
        Field<StringGraphType>("message").Description("Why it is not met; null when met.").Resolve(x => WordsOf(x)?.Message.In(CommerceUserContext.Of(x).Language));
        Field<StringGraphType>("remedy").Description("What to do; null when met.").Resolve(x => WordsOf(x)?.Remedy.In(CommerceUserContext.Of(x).Language));
        Field(x => x.Facts);
    }

    private static FindingWords? WordsOf(IResolveFieldContext<ComplianceFinding> x) => x.Source.WordsIn(version => EditionOf(x, version), own => OwnOf(x, own));

    private static RulePack? OwnOf(IResolveFieldContext<ComplianceFinding> x, OperatorRulesInUse own) => x.RequestServices!.GetRequiredService<OperatorPacks>().Known(own.Digest);

    /// <summary>The edition in use where that one is not named or not known.</summary>
    private static RuleEdition EditionOf(IResolveFieldContext<ComplianceFinding> x, string? version) =>
        (version is null ? null : x.RequestServices!.GetRequiredService<RuleEditions>().Known(version)) ?? x.RequestServices!.GetRequiredService<StandardsEngine>().Edition;
}
