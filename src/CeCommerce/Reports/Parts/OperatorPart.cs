using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts.Ordinances;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>Who the operator is, what it does, and what it holds, as on record at the as-of instant. Nothing of whom to write to.</summary>
internal sealed class OperatorPart(ReportContext context, Dealings dealings) : IReportPart
{
    private static readonly LocalText Record = new("基準時点の事業者の登録", "The operator's record as of the instant");

    private static readonly LocalText AsRecorded = new("登録のとおりです。", "As recorded.");

    private static readonly TableShape Identity = new(
        "operator_identity", new("事業者", "Identity"), new("項目", "Item"), [new("value", new("登録", "On record"), ReportUnit.Text)])
    {
        Formula = AsRecorded,
        Source = Record,
        Empty = new("登録がありません。", "Nothing is on record."),
        Caution = new("法人番号と登録番号は検査数字だけを確かめており、公的な登録簿とは照合していません。", "Of numbers only the check digits are verified; they are not looked up in public registers."),
    };

    private readonly TableShape _permits = new(
        "dealers_permits", new("古物商許可", "Second-hand dealer's permits"), new("許可証番号", "Permit"),
        [
            new("commission", new("公安委員会", "Commission"), ReportUnit.Text), new("name", new("許可証の氏名・名称", "Registered name"), ReportUnit.Text),
            new("categories", new("古物の区分", "Categories of goods"), ReportUnit.Text), new("from", new("有効開始日", "Valid from"), ReportUnit.Day),
            new("to", new("最終日", "Last day"), ReportUnit.Day), new("holds", new("基準日に有効", "Holds on the day"), ReportUnit.Text),
        ])
    {
        Formula = new("登録のとおりです。「基準日に有効」は、基準時点の日(日本)が有効期間に入ることをいいます。過去の許可も示します。", "As recorded. A permit holds when the day of the as-of instant, in Japan, lies in its days; past ones are shown too."),
        Source = Record,
        Empty = new("古物商許可は登録されていません。許可がないことを意味しません。", "No permit is on record, which does not mean that none is held."),
    };

    private readonly TableShape _urls = new(
        "notified_urls", new("公安委員会に届け出たURL", "Addresses notified to the commission"), new("URL", "Address"),
        [new("from", new("有効開始日", "Valid from"), ReportUnit.Day), new("to", new("最終日", "Last day"), ReportUnit.Day), new("holds", new("基準日に有効", "Holds on the day"), ReportUnit.Text)])
    {
        Formula = new("古物営業法5条1項6号の届出として登録されたURLです。", "Addresses that are on record as notified under 古物営業法 5(1)vi."),
        Source = Record,
        Empty = new("届け出たURLは登録されていません。", "No notified address is on record."),
    };

    private readonly TableShape _auditors = new(
        "auditors", new("割り当てられた監査人", "Auditors assigned"), new("監査人のアプリ", "Auditor's app"), [new("assigned", new("基準日に割当て", "Assigned on the day"), ReportUnit.Text)])
    {
        Formula = new("基準時点の日に、この事業者の内容を見ることができた監査人のアプリです。", "Auditors' apps that could look into this operator on the day of the as-of instant."),
        Source = new("監査人の割当て", "Assignments of auditors"),
        Empty = new("割り当てられた監査人はいません。", "No auditor was assigned."),
    };

    private readonly TableShape _ownRules = new(
        "own_rules", new("事業者独自の規則", "The operator's own rules"), new("版", "Version"),
        [new("rules", new("条項の数", "Clauses"), ReportUnit.Count), new("digest", new("ファイルのSHA-256", "SHA-256 of the file"), ReportUnit.Text)])
    {
        Formula = new("プラットフォームの規則に加えて出品の判定に使われていた、事業者自身の規則です。", "Rules of the operator's own by which its listings were judged beside those of the edition."),
        Source = new("事業者の登録と規則のファイル", "The operator's record and the file of rules"),
        Empty = new("独自の規則は使われていません。", "No rules of its own were in use."),
    };

    private readonly OperatorTypes _types = new(context);
    private readonly RolesTable _roles = new(context, dealings);

    public void Add(ReportedListing listing) => dealings.Add(listing);

    public DraftSection Draw() => new(
        "operator", new("事業者", "Operator"),
        [
            new("基準時点に登録されていた内容です。連絡先と担当者の氏名は含みません。", "As on record at the as-of instant. Contact data and names of staff are left out."),
            new("事業者の種類は当プラットフォームの区分で、国が定めた「CEコマース事業者」の一覧は公表されていません。", "Operator types are this platform's own; no official list of types of CE commerce has been published."),
        ],
        [
            new(Identity, IdentityRows()), _types.Draw(), _roles.Draw(), new(_permits, [.. context.Owner.Licences.OrderBy(permit => permit.PermitNumber, StringComparer.Ordinal).Select(Row)]),
            new(_urls, [.. context.Owner.NotifiedUrls.OrderBy(url => url.Url, StringComparer.Ordinal).Select(Row)]),
            new(_auditors, [.. context.Auditors.Select(app => new DraftRow(app, new(app, app)) { Cells = new Dictionary<string, ReportCell> { ["assigned"] = Cells.Of(true) } })]),
            new(_ownRules, OwnRuleRows()),
        ]);

    private List<DraftRow> IdentityRows()
    {
        var profile = context.Owner.Profile;
        return
        [
            Row("legal_name", new("氏名・名称", "Legal name"), Cells.Of(profile.LegalName)),
            Row("trade_name", new("屋号", "Trade name"), Cells.Of(profile.TradeName)),
            Row("form", new("法人・個人", "Form"), Cells.Of(profile.IsCorporation ? new LocalText("法人", "Company") : new LocalText("個人事業者", "Sole proprietor"))),
            Row("corporate_number", new("法人番号", "Corporate number"), Cells.Of(profile.CorporateNumber)),
            Row("taxable", new("消費税の課税事業者", "Owes consumption tax"), Cells.Of(profile.IsTaxable)),
            Row("invoice_number", new("適格請求書発行事業者の登録番号", "Registered invoice issuer"), Cells.Of(profile.InvoiceNumber)),
            Row("shop_url", new("店舗のURL", "Shop"), Cells.Of(profile.ShopUrl)),
            Row("shop_url_since", new("店舗のURLの開始日", "Shop at that address since"), Cells.Of(profile.ShopUrlSince is { } since ? ReportText.Of(since) : null)),
            Row("grade_definition", new("独自の等級の定義", "What its own grades mean"), Cells.Of(profile.GradeDefinition)),
        ];
    }

    private DraftRow Row(DealerLicence permit) => new(permit.PermitNumber, new($"第{permit.PermitNumber}号", $"No. {permit.PermitNumber}"))
    {
        Cells = new Dictionary<string, ReportCell>
        {
            ["commission"] = Cells.Of(permit.CommissionName),
            ["name"] = Cells.Of(permit.RegisteredName),
            ["categories"] = Cells.Of(Cells.Joined(permit.Categories.Order().Select(category => Terms<KobutsuCategory>.Of(category).Name))),
            ["from"] = Cells.Of(permit.ValidFrom),
            ["to"] = Cells.Of(Last(permit.ValidTo)),
            ["holds"] = Cells.Of(((IPermit)permit).HoldsOn(context.Day)),
        },
    };

    private DraftRow Row(NotifiedUrl url) => new(url.Url, new(url.Url, url.Url))
    {
        Cells = new Dictionary<string, ReportCell>
        {
            ["from"] = Cells.Of(url.ValidFrom),
            ["to"] = Cells.Of(Last(url.ValidTo)),
            ["holds"] = Cells.Of(url.ValidFrom <= context.Day && (url.ValidTo is null || context.Day <= url.ValidTo)),
        },
    };

    private List<DraftRow> OwnRuleRows() => context.Owner.OwnRules is not { } used ? [] :
    [
        new(used.Version, new(used.Version, used.Version))
        {
            Cells = new Dictionary<string, ReportCell> { ["digest"] = Cells.Of(used.Digest) },
            Values = context.OwnRules is { } pack ? new Dictionary<string, long> { ["rules"] = pack.Rules.Count } : new Dictionary<string, long>(),
            Missing = context.OwnRules is null
                ? new Dictionary<string, LocalText> { ["rules"] = new("このサーバーでは規則のファイルを読めません。", "This server cannot read the file of the rules.") }
                : new Dictionary<string, LocalText>(),
        },
    ];

    private static DraftRow Row(string code, LocalText title, ReportCell cell) => new(code, title) { Cells = new Dictionary<string, ReportCell> { ["value"] = cell } };

    // The calendar's last day is written for "no end".
    private static DateOnly? Last(DateOnly? day) => day == DateOnly.MaxValue ? null : day;
}
