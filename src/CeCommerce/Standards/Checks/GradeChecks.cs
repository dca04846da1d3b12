namespace CeCommerce.Standards.Checks;

/// <summary>A grade means something only with its scheme and definition.</summary>
internal static class GradeChecks
{
    private static readonly ReasonKind NoFunctional = new("no-functional-grade", "functionalGrade");
    private static readonly ReasonKind NoCosmetic = new("no-cosmetic-grade", "cosmeticGrade");
    private static readonly ReasonKind NoScheme = new("no-scheme", "gradeScheme");
    private static readonly ReasonKind NoDefinition = new("no-definition", "operator.gradeDefinition");
    private static readonly ReasonKind DefectiveF6 = new("defective-f6", "functionalGrade");
    private static readonly ReasonKind WarrantyDays = new("warranty-days", "warrantyDays", "days");
    private static readonly ReasonKind WarrantyClaimed = new("warranty-claimed", "description", "where:field", "words");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("grade.defined")
        {
            Inputs = [Inputs.FunctionalGrade, Inputs.CosmeticGrade, Inputs.GradeScheme, Inputs.GradeDefinition],
            Reasons = [NoFunctional, NoCosmetic, NoScheme, NoDefinition],
            Check = Definition,
        },
        new("grade.no-f6-with-defects")
        {
            Inputs = [Inputs.FunctionalGrade, Inputs.Of(FactCode.Defects)],
            Reasons = [DefectiveF6],
            Check = static context => !context.Facts.Has(FactCode.Defects) ? Check.NotApplicable
                : context.Listing.FunctionalGrade == FunctionalGrade.F6 ? Check.Fail(DefectiveF6) : Check.Pass,
        },
        new("grade.junk-explained")
        {
            Inputs = [Inputs.CosmeticGrade],
            Parameters = [Parameter.Facts("facts")],
            Make = static told =>
            {
                var facts = told.Facts("facts");
                return context => IsJunk(context) ? FactChecks.Stated(context.Facts, facts) : Check.NotApplicable;
            },
        },
        new("grade.junk-without-warranty")
        {
            Inputs = [Inputs.CosmeticGrade, Inputs.WarrantyDays, Inputs.Title, Inputs.Description],
            Reasons = [WarrantyDays, WarrantyClaimed],
            Check = static context => !IsJunk(context) ? Check.NotApplicable
                : context.Offer.WarrantyDays > 0 ? Check.Fail(WarrantyDays.With(context.Offer.WarrantyDays))
                : context.Claims.HasFlag(Claims.MakerWarranty) ? Check.Fail(context.Quote(Claims.MakerWarranty).As(WarrantyClaimed)) : Check.Pass,
        },
    ];

    private static bool IsJunk(RuleContext context) => context.Listing.CosmeticGrade == CosmeticGrade.J;

    private static Check Definition(RuleContext context)
    {
        var listing = context.Listing;
        if (listing.FunctionalGrade is null)
            return Check.Unknown(NoFunctional);
        if (listing.CosmeticGrade is null)
            return Check.Unknown(NoCosmetic);
        if (listing.GradeScheme is null)
            return Check.Unknown(NoScheme);
        return listing.GradeScheme == GradeScheme.Shop && string.IsNullOrWhiteSpace(context.Operator.GradeDefinition) ? Check.Unknown(NoDefinition) : Check.Pass;
    }
}
