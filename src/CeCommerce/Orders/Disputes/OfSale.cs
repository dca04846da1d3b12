using CeCommerce.Platform;
using static CeCommerce.Orders.Disputes.EvidenceGathering;

namespace CeCommerce.Orders.Disputes;

/// <summary>What was sold, as it was shown and agreed, and what it was found to be.</summary>
internal static class OfSale
{
    public static IEnumerable<EvidencePart> Parts(Order order)
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
        foreach (var line in order.Lines)
        {
            yield return Listing(line);
            yield return Verdict(line);
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

    private static EvidencePart Verdict(OrderLine line)
    {
        var condition = line.Snapshot.Condition;
        var missing = new List<LocalText>();
        if (line.PackVersion is null)
        {
            missing.Add(new($"明細{line.Number}の出品時の適合判定", $"the verdict by which line {line.Number} was on the shelf"));
        }

        if (condition.Functional is null && condition.Cosmetic is null)
        {
            missing.Add(new($"明細{line.Number}の検査・等級", $"inspection and grade of line {line.Number}"));
        }

        return new(
            new($"明細{line.Number}: 適合判定と検査", $"Line {line.Number}: verdict and inspection"),
            [
                new(new("適合判定のルール版", "Passed the rules of version"), line.PackVersion ?? "—"),
                new(new("機能等級", "Functional grade"), condition.Functional?.ToString() ?? "—"),
                new(new("外観等級", "Cosmetic grade"), condition.Cosmetic?.ToString() ?? "—"),
                new(new("等級基準", "Grade scheme"), condition.Scheme?.ToString() ?? "—"),
            ],
            missing);
    }
}
