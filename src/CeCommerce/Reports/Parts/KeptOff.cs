using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>Why a verdict keeps a listing off the shelf; what weighs most where several clauses do.</summary>
internal sealed record KeptOff(string Code, LocalText Name)
{
    public static readonly KeptOff ByLaw = new("by_law", new("法令により", "By law"));

    public static readonly KeptOff ByPolicy = new("by_policy", new("方針により", "By policy"));

    public static readonly KeptOff DataMissing = new("data_missing", new("データ不足により", "Data missing"));

    public static readonly IReadOnlyList<KeptOff> All = [ByLaw, ByPolicy, DataMissing];

    public static readonly LocalText Order = new(
        "不適合の条項が法令によるものなら「法令」、なければ方針によるものなら「方針」、不適合がなく判断に要するデータが足りないだけなら「データ不足」に、一件を一度だけ数えます。",
        "Each counts once: by law when a clause of law is broken, else by policy when a clause of policy is, and as data missing when none is broken and only facts are missing.");

    public static readonly IReadOnlyList<ReportColumn> Columns =
        [new(Kinds.Total, new("合計", "Total"), ReportUnit.Count), .. All.Select(why => new ReportColumn(why.Code, why.Name, ReportUnit.Count))];

    /// <summary>Null when it may be published.</summary>
    public static KeptOff? Of(Compliance verdict)
    {
        if (verdict.MayPublish)
        {
            return null;
        }

        var broken = verdict.Findings.Where(finding => finding.KeepsOff && finding.Verdict == RuleVerdict.Fail).ToList();
        return broken.Count == 0 ? DataMissing : broken.Exists(finding => finding.Effect == FindingEffect.LegalBlock) ? ByLaw : ByPolicy;
    }
}
