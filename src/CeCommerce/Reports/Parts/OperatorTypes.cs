using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts.Ordinances;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>What the operator does, type by type, and what follows from it.</summary>
internal sealed class OperatorTypes(ReportContext context)
{
    private readonly TableShape _shape = new(
        "operator_types", new("CEコマース事業者としての種類", "Types of CE-commerce operator"), new("種類", "Type"),
        [
            new("meaning", new("内容", "What it does"), ReportUnit.Text), new("permit", new("古物商許可を要する種類", "Takes used goods from others"), ReportUnit.Text),
            new("role", new("資源有効利用促進法上の立場", "Role under the Resources Act"), ReportUnit.Text),
        ])
    {
        Formula = new(
            "登録された種類です。古物商許可を要するかは、使用中の規則の一覧(goods-lists)によります。立場はOP-025の条項が種類から導くもので、種類と立場の対応は当方の推論です。",
            "Types as recorded. Whether one takes used goods from others is read from the lists of the edition. Roles are those that the clauses of OP-025 draw from types; that they match is our inference."),
        Source = new("事業者の登録と使用中の規則", "The operator's record and the rules in use"),
        Empty = new("種類は登録されていません。", "No type is on record."),
    };

    public DraftTable Draw() => new(_shape, [.. context.Owner.Profile.Types.Distinct().Order().Select(Row)]);

    private DraftRow Row(OperatorType type)
    {
        var term = Terms<OperatorType>.Of(type);
        return new(term.Code.ToLowerInvariant(), term.Name)
        {
            Cells = new Dictionary<string, ReportCell>
            {
                ["meaning"] = Cells.Of(term.Meaning),
                ["permit"] = Cells.Of(context.Edition.Goods.TakesKobutsu(type, context.Day)),
                ["role"] = Cells.Of(Roles(type)),
            },
        };
    }

    private LocalText Roles(OperatorType type) => Cells.Joined(
    [
        .. ActRoles.LessorTypes(context.Edition).Contains(type) ? [ActRoles.Lessor] : Array.Empty<LocalText>(),
        .. ActRoles.RepairerTypes(context.Edition).Contains(type) ? [ActRoles.Repairer] : Array.Empty<LocalText>(),
    ]);
}
