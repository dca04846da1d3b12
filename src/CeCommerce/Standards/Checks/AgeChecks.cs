namespace CeCommerce.Standards.Checks;

/// <summary>Goods that become dangerous with age.</summary>
internal static class AgeChecks
{
    private static readonly ReasonKind BeyondPeriod = new("beyond-period", "designStandardUsePeriod", "age", "period");
    private static readonly ReasonKind TooOld = new("too-old", "manufactureYear", "age", "limit");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        // The label came on 2009-04-01; goods of 2009 may be older than it, so 'labelledSince' is the year after.
        new("age.within-standard-period")
        {
            Inputs = [Inputs.Of(FactCode.ManufactureYear), Inputs.Of(FactCode.DesignStandardUsePeriod)],
            Parameters = [Parameter.Integer("labelledSince", 1950, 2100)],
            Reasons = [BeyondPeriod],
            Make = static told =>
            {
                var labelledSince = told.Integer("labelledSince");
                return context => StandardPeriod(context, labelledSince);
            },
        },
        // Our own pack says 15 years: our limit at the end of AEHA's 10 to 15 years.
        new("age.at-most")
        {
            Inputs = [Inputs.Of(FactCode.ManufactureYear)],
            Parameters = [Parameter.Integer("years", 1, 200)],
            Reasons = [TooOld],
            Make = static told =>
            {
                var years = told.Integer("years");
                return context => AtMost(context.Age, years);
            },
        },
    ];

    private static Check StandardPeriod(RuleContext context, long labelledSince)
    {
        if (context.Age is not { } age)
            return Check.Missing(FactCode.ManufactureYear);
        if (context.Facts.Integer(FactCode.DesignStandardUsePeriod) is { } period)
            return age > period ? Check.Fail(BeyondPeriod.With(age, period)) : Check.Pass;
        return context.Facts.Integer(FactCode.ManufactureYear) >= labelledSince ? Check.Missing(FactCode.DesignStandardUsePeriod) : Check.NotApplicable;
    }

    private static Check AtMost(long? age, long years)
    {
        if (age is not { } known)
            return Check.Missing(FactCode.ManufactureYear);
        return known > years ? Check.Fail(TooOld.With(known, years)) : Check.Pass;
    }
}
