namespace CeCommerce.Standards.Checks;

/// <summary>
/// What a repairer (修理事業者) makes clear to the client after a repair. Whoever refurbishes own stock has no client, so the ordinances
/// do not bind here: packs ask for it as good practice towards the buyer.
/// </summary>
internal static class RepairChecks
{
    private static readonly ReasonKind NoGrade = new("no-grade", "cosmeticGrade");
    private static readonly ReasonKind NoWarranty = new("no-warranty", "warrantyDays");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        Covered("repair.work-told", [Inputs.Of(FactCode.Repairs), Inputs.Of(FactCode.RefurbishLevel)], [], static context =>
            context.Facts.TryGet(FactCode.Repairs, out _) ? Check.Pass : Known(context, FactCode.RefurbishLevel)),
        Covered(
            "repair.state-told", [Inputs.CosmeticGrade, Inputs.Of(FactCode.TestRecord), Inputs.Of(FactCode.RecallResult), Inputs.Of(FactCode.Cleaned)], [NoGrade],
            static context => context.Listing.CosmeticGrade is null
                ? Check.Unknown(NoGrade)
                : Known(context, FactCode.TestRecord, FactCode.RecallResult, FactCode.Cleaned)),
        Covered("repair.guarantee-told", [Inputs.WarrantyDays], [NoWarranty], static context =>
            context.Offer.WarrantyDays is null ? Check.Unknown(NoWarranty) : Check.Pass),
        Covered("repair.data-told", [Inputs.Of(FactCode.ErasureMethod), Inputs.Of(FactCode.ErasedOn)], [], static context =>
            Known(context, FactCode.ErasureMethod, FactCode.ErasedOn)),
    ];

    /// <summary>Asks of every unit that the scope does not surely leave out.</summary>
    private static NamedCheck Covered(string name, IReadOnlyList<RuleInput> inputs, IReadOnlyList<ReasonKind> reasons, Func<RuleContext, Check> check) => new(name)
    {
        Inputs = inputs,
        Parameters = [Parameter.Scope("scope")],
        Reasons = reasons,
        Make = told =>
        {
            var scope = told.Scope("scope");
            return context => ScopeQuestion.CoverageOf(context, scope).Covers == false ? Check.NotApplicable : check(context);
        },
    };

    private static Check Known(RuleContext context, params ReadOnlySpan<FactCode> codes)
    {
        foreach (var code in codes)
        {
            if (!context.Facts.Has(code))
                return Check.Missing(code);
        }

        return Check.Pass;
    }
}
