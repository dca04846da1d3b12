using System.Globalization;
using CeCommerce.Items.Acts;
using CeCommerce.Standards;
using static CeCommerce.Orders.Disputes.EvidenceGathering;

namespace CeCommerce.Orders.Disputes;

/// <summary>What was done to a unit, line by line.</summary>
internal static class OfWork
{
    public static EvidenceFact Fact(Act act)
    {
        var day = act.PerformedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (ja, en) = act.Kind switch
        {
            ActKind.Inspection => ("検査", "Inspection"),
            ActKind.Erasure => ("データ消去", "Erasure of data"),
            ActKind.Repair => ("修理", "Repair"),
        };
        return new(new($"{day} {ja}", $"{day} {en}"), string.Join('\n', Lines(act)));
    }

    private static IEnumerable<string> Lines(Act act)
    {
        yield return $"{(act.Result == ActResult.Succeeded ? "合格・完了 / passed" : "不合格・未完了 / failed")}  {EvidenceWords.Of(act.Performer)}{(act.Tool is { } tool ? $"  {tool}" : "")}  ({When(act.RecordedAt)})";
        var details = act.Details;
        foreach (var check in details.Checklist)
        {
            yield return $"{(check.Passed ? "○" : "×")} {check.Name}";
        }

        foreach (var measured in details.Measurements)
        {
            yield return $"{measured.Name}: {measured.Value}{(measured.Unit is { } unit ? $" {unit}" : "")}";
        }

        foreach (var part in details.Parts)
        {
            yield return $"{part.Name} × {part.Quantity.ToString(CultureInfo.InvariantCulture)}  {EvidenceWords.Of(part.Origin)}";
        }

        if (details.ErasureMethod is { } method)
        {
            yield return $"{EvidenceWords.Of(method)} {details.ErasureStandard}";
        }

        if (details.Work is { } work)
        {
            yield return work;
        }

        foreach (var fact in act.Found.All)
        {
            var of = FactCatalogue.Of(fact.Code);
            yield return $"{EvidenceWords.Both(of.Label)}: {fact.Shown}{(of.Unit is { } counted ? $" {EvidenceWords.Both(counted)}" : "")}";
        }
    }
}
