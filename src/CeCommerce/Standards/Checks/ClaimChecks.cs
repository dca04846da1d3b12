namespace CeCommerce.Standards.Checks;

/// <summary>
/// Claims that the goods cannot bear are misleading (景品表示法 5); terms that exclude every liability have no effect against consumers
/// (消費者契約法 8).
/// </summary>
internal static class ClaimChecks
{
    private static readonly ReasonKind CalledNew = Quoting("called-new");
    private static readonly ReasonKind NoGrade = Quoting("no-grade");
    private static readonly ReasonKind GradeTooLow = Quoting("grade-too-low");
    private static readonly ReasonKind NoWarrantyDocument = Quoting("no-warranty-document");
    private static readonly ReasonKind NoTestRecord = Quoting("no-test-record");
    private static readonly ReasonKind NotTested = Quoting("not-tested");
    private static readonly ReasonKind CalledCheapest = Quoting("called-cheapest");
    private static readonly ReasonKind NoMethod = Quoting("no-method");
    private static readonly ReasonKind LiabilityExcluded = Quoting("liability-excluded");
    private static readonly ReasonKind ExcludedByTerms = new("liability-excluded", "facts", "fact:fact");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("claim.not-called-new")
        {
            Inputs = [Inputs.Title, Inputs.Description],
            Reasons = [CalledNew],
            Check = Borne(Claims.New, static _ => false, CalledNew),
        },
        new("claim.like-new-graded")
        {
            Inputs = [Inputs.Title, Inputs.Description, Inputs.CosmeticGrade, Inputs.FunctionalGrade],
            Reasons = [NoGrade, GradeTooLow],
            Check = LikeNew,
        },
        new("claim.maker-warranty-documented")
        {
            Inputs = [Inputs.Title, Inputs.Description, Inputs.Of(FactCode.MakerWarrantyDocument)],
            Reasons = [NoWarrantyDocument],
            Check = Borne(Claims.MakerWarranty, static context => context.Facts.Has(FactCode.MakerWarrantyDocument), NoWarrantyDocument),
        },
        new("claim.tested-on-record")
        {
            Inputs = [Inputs.Title, Inputs.Description, Inputs.FunctionalGrade, Inputs.Of(FactCode.TestRecord)],
            Reasons = [NoTestRecord, NotTested],
            Check = Tested,
        },
        new("claim.not-called-cheapest")
        {
            Inputs = [Inputs.Title, Inputs.Description],
            Reasons = [CalledCheapest],
            Check = Borne(Claims.Cheapest, static _ => false, CalledCheapest),
        },
        new("claim.co2-with-method")
        {
            Inputs = [Inputs.Title, Inputs.Description],
            Reasons = [NoMethod],
            Check = Borne(Claims.Co2, static context => context.Says(context.Reader.Terms.Methods, context.Reader.Terms.GrossOrNet), NoMethod),
        },
        new("claim.liability-not-excluded")
        {
            Inputs = [Inputs.Title, Inputs.Description],
            Reasons = [LiabilityExcluded],
            Check = Borne(Claims.NoLiability, static context => context.Says(context.Reader.Terms.Cures), LiabilityExcluded),
        },
        new("claim.liability-not-excluded-in")
        {
            Parameters = [Parameter.Fact("fact")],
            Reasons = [ExcludedByTerms],
            Make = static told =>
            {
                var terms = told.Fact("fact");
                return context => context.Facts.Text(terms) is { } text ? TermsHold(context.Reader, text, terms) : Check.NotApplicable;
            },
        },
    ];

    private static Check TermsHold(ClaimReader reader, string text, FactCode terms)
    {
        if (!reader.Read(text).HasFlag(Claims.NoLiability) || ClaimReader.Has(text, reader.Terms.Cures))
            return Check.Pass;
        var name = FactCatalogue.Of(terms).WireName;
        return Check.Fail(ExcludedByTerms.At(name, name));
    }

    private static ReasonKind Quoting(string key) => new(key, "description", "where:field", "words");

    private static Func<RuleContext, Check> Borne(Claims claim, Func<RuleContext, bool> isBorne, ReasonKind otherwise) =>
        context => context.Claims.HasFlag(claim) && !isBorne(context) ? Check.Fail(context.Quote(claim).As(otherwise)) : Check.Pass;

    private static Check LikeNew(RuleContext context)
    {
        if (!context.Claims.HasFlag(Claims.LikeNew))
            return Check.Pass;
        return (context.Listing.CosmeticGrade, context.Listing.FunctionalGrade) switch
        {
            (CosmeticGrade.S or CosmeticGrade.A, >= FunctionalGrade.F5) => Check.Pass,
            (null, null) or (null, >= FunctionalGrade.F5) or (CosmeticGrade.S or CosmeticGrade.A, null) =>
                Check.Unknown(context.Quote(Claims.LikeNew).As(NoGrade, "cosmeticGrade")),
            _ => Check.Fail(context.Quote(Claims.LikeNew).As(GradeTooLow)),
        };
    }

    private static Check Tested(RuleContext context)
    {
        if (!context.Claims.HasFlag(Claims.Tested) || context.Facts.Has(FactCode.TestRecord))
            return Check.Pass;
        var words = context.Quote(Claims.Tested);
        return context.Listing.FunctionalGrade < FunctionalGrade.F3
            ? Check.Fail(words.As(NotTested))
            : Check.Unknown(words.As(NoTestRecord, "testRecord"));
    }
}
