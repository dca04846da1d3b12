using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts.Ordinances;

namespace CeCommerce.Reports.Parts;

/// <summary>The sections of an operator's report, in their order.</summary>
internal static class ReportParts
{
    public static IReadOnlyList<IReportPart> Of(ReportContext context)
    {
        var dealings = new Dealings(context);
        return
        [
            new OperatorPart(context, dealings),
            new ListingsPart(context),
            new VerdictsPart(context),
            new EffectsPart(context),
            new FindingsPart(context),
            new OrdinancesPart(context, dealings),
            new SelfAssessmentsPart(context),
        ];
    }
}
