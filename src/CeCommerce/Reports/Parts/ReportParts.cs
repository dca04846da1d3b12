using CeCommerce.Reports.Drawing;

namespace CeCommerce.Reports.Parts;

/// <summary>The sections of an operator's report, in their order.</summary>
internal static class ReportParts
{
    public static IReadOnlyList<IReportPart> Of(ReportContext context) =>
    [
        new VerdictsPart(context),
    ];
}
