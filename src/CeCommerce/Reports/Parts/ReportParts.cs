using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts.Circularity;
using CeCommerce.Reports.Parts.Measures;
using CeCommerce.Reports.Parts.Ordinances;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>The sections of a report, in their order.</summary>
internal static class ReportParts
{
    public static IReadOnlyList<IReportPart> Of(ReportContext context) => context.Scope.Kind == ReportKind.Platform ? [new PlatformPart(context)] : OfOperator(context, new(context));

    private static IReadOnlyList<IReportPart> OfOperator(ReportContext context, Dealings dealings) =>
    [
        new OperatorPart(context, dealings),
        new ListingsPart(context),
        new VerdictsPart(context),
        new EffectsPart(context),
        new FindingsPart(context),
        new OrdinancesPart(context, dealings),
        new SelfAssessmentsPart(context),
        new CircularityPart(context),
        new ReusePart(context, RoadmapGroups.All),
        new RegionsPart(context),
        new SelfCollectionPart(context),
        new SafetyPart(context),
        new SheetPart(context),
    ];
}
