using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts.Circularity;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>The sections of an operator's report, in their order.</summary>
internal static class ReportParts
{
    public static IReadOnlyList<IReportPart> Of(ReportContext context) =>
    [
        new VerdictsPart(context),
        new CircularityPart(context),
        new ReusePart(context, RoadmapGroups.All),
        new RegionsPart(context),
        new SelfCollectionPart(context),
        new SafetyPart(context),
        new SheetPart(context),
    ];
}
