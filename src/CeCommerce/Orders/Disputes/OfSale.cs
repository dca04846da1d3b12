using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;
using static CeCommerce.Orders.Disputes.EvidenceGathering;

namespace CeCommerce.Orders.Disputes;

/// <summary>What was sold, as it was shown and agreed, and what it was found to be.</summary>
internal static class OfSale
{
    /// <param name="order">With its units.</param>
    /// <param name="records">One for each unit.</param>
    public static IEnumerable<EvidencePart> Parts(Order order, IReadOnlyList<SaleRecord> records)
    {
        yield return new(
            new($"契約 {order.Id}", $"Contract {order.Id}"),
            [
                new(new("注文日時", "Placed"), When(order.PlacedAt)),
                new(new("支払日時", "Paid"), order.PaidAt is { } paid ? When(paid) : "—"),
                new(new("支払総額", "Total"), order.Total.ToString()),
                new(new("最終確認の SHA-256", "SHA-256 of the final confirmation"), order.ConfirmationDigest),
            ],
            []);
        foreach (var (line, record) in order.Lines.Zip(records))
        {
            yield return Listing(line);
            yield return Verdict(line, record);
            yield return Work(line, record);
        }
    }

    private static EvidencePart Listing(OrderLine line)
    {
        var shown = line.Snapshot;
        string?[] model = [shown.Model.Brand, shown.Model.Name, shown.Model.ModelNumber, shown.Model.Gtin];
        return new(
            new($"明細{line.Number}: 購入時の商品表示", $"Line {line.Number}: the listing as it was bought"),
            [
                new(new("商品名", "Title"), shown.Title),
                new(new("説明", "Description"), shown.Description),
                new(new("型番等", "Model"), string.Join(' ', model.OfType<string>())),
                new(new("価格（税込）", "Price with tax"), line.Price.ToString()),
                new(new("返品の条件", "Terms of return"), shown.Terms.ReturnPolicy ?? "—"),
                new(new("写真", "Photos"), shown.Photos.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ],
            shown.Photos.Count == 0 ? [new($"明細{line.Number}の商品写真", $"photos of line {line.Number}")] : []);
    }

    /// <summary>Clause by clause, in the order of the rules.</summary>
    private static EvidencePart Verdict(OrderLine line, SaleRecord record)
    {
        var version = record.Verdict?.PackVersion ?? line.PackVersion;
        return new(
            new($"明細{line.Number}: 出品時の適合判定", $"Line {line.Number}: the verdict by which it was on the shelf"),
            [
                new(new("ルールの版", "Version of the rules"), version ?? "—"),
                .. record.Verdict is { } verdict ? Findings(verdict, record) : [],
            ],
            version is null ? [new($"明細{line.Number}の出品時の適合判定", $"the verdict by which line {line.Number} was on the shelf")] : []);
    }

    private static IEnumerable<EvidenceFact> Findings(StoredAssessment verdict, SaleRecord record) => verdict.Result.AllIn(record.Edition)
        .Select(finding => (Finding: finding, Rule: record.Edition?.Find(finding.Rule, finding.Clause)))
        .Select(each => new EvidenceFact(
            new(each.Finding.Name, each.Finding.Name),
            $"{EvidenceWords.Of(each.Finding.Verdict)}{(each.Rule is { } rule ? $"\n{EvidenceWords.Both(rule.Title)}" : "")}"))
        .Prepend(new(new("判定", "Verdict"), $"{EvidenceWords.Of(verdict.Verdict)}  ({When(verdict.At)})"));

    private static string Grade(Enum? grade, LocalText? meaning) => $"{EvidenceWords.Of(grade)}{(meaning is { } said ? $"\n{EvidenceWords.Both(said)}" : "")}";

    /// <summary>Grades as they were shown, and what was done and measured.</summary>
    private static EvidencePart Work(OrderLine line, SaleRecord record)
    {
        var condition = line.Snapshot.Condition;
        var inspected = record.Acts.Any(act => act is { Kind: ActKind.Inspection, Result: ActResult.Succeeded });
        return new(
            new($"明細{line.Number}: 等級・検査・修理", $"Line {line.Number}: grade, inspection and repair"),
            [
                new(new("機能等級", "Functional grade"), Grade(condition.Functional, condition is { Scheme: { } scheme, Functional: { } functional } ? GradeDefinitions.Of(scheme, functional) : null)),
                new(new("外観等級", "Cosmetic grade"), Grade(condition.Cosmetic, condition is { Scheme: { } by, Cosmetic: { } cosmetic } ? GradeDefinitions.Of(by, cosmetic) : null)),
                new(new("等級基準", "Grade scheme"), EvidenceWords.Of(condition.Scheme)),
                .. record.Acts.Select(OfWork.Fact),
            ],
            [
                .. condition.Functional is null && condition.Cosmetic is null ? [new LocalText($"明細{line.Number}の等級", $"a grade of line {line.Number}")] : Array.Empty<LocalText>(),
                .. inspected ? Array.Empty<LocalText>() : [new LocalText($"明細{line.Number}の検査の記録", $"a record of an inspection of line {line.Number}")],
            ]);
    }
}
