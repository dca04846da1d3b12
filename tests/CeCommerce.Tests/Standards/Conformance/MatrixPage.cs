using System.Globalization;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>The matrix for people, in one language: <c>docs/standards/README.md</c> and <c>README.ja.md</c>.</summary>
internal sealed class MatrixPage(Language language)
{
    private static readonly OperatorType[] Takers = [.. RuleEdition.Current.Goods.KobutsuOperators.SelectMany(entry => entry.Types).Distinct()];

    private readonly StringBuilder _page = new();

    public string Text()
    {
        Introduction();
        foreach (var subject in MatrixRow.All.GroupBy(row => MatrixSection.Of(row.Id)).OrderBy(group => MatrixSection.All.ToList().IndexOf(group.Key)))
        {
            Heading(subject.Key.Name);
            _page.Table(
                [
                    Say("条項", "Clause"), Say("パック", "Pack"), Say("求めること", "What is required"), Say("確かめる値", "What is checked"), Say("満たさないとき", "When unmet"),
                    Say("修正方法", "What to do"), Say("根拠", "Basis"), Say("適用日", "In force from"), Say("対象", "About"), Say("試験", "Tests"),
                ],
                subject.Select(Cells));
        }

        Sources();
        Goods();
        return _page.ToString().TrimEnd('\n') + "\n";
    }

    private void Introduction()
    {
        _page.Append("# ").Append(Say("事業者基準の適合表", "What the operator standards require")).Append("\n\n")
            .Append(Say("規則の版", "Edition of the rules")).Append(" `").Append(RuleEdition.Current.Version).Append("`. ")
            .Append(Say(
                "`scripts/standards` が規則と試験から書き出したものです。手で直さないでください。[English](README.md)",
                "Written by `scripts/standards` from the rules and their tests; not to be edited by hand. [日本語](README.ja.md)"))
            .Append("\n\n");
        foreach (var line in Lines())
            _page.Append("* ").Append(line).Append('\n');
        _page.Append('\n');
    }

    private IEnumerable<string> Lines() =>
    [
        Say("1行が1条項です。同じ内容は機械で読める形で [matrix.json](matrix.json) にもあります。",
            "One row a clause. The same for machines is in [matrix.json](matrix.json)."),
        Say("「確かめる値」は判定の名前と、それが見る値です。名前の意味は変わりません。",
            "*What is checked* is the name of the check and the values that it looks at. What a name means never changes."),
        Say("答えがなければ「不明」で、満たさないときと同じ効果になります。", "An answer that nobody gave is *unknown* and has the same effect as a breach."),
        Say("法令により掲載不可とするのは、条文か公的な説明を確かめた法律だけです。方針により掲載不可とするのは当プラットフォームの判断です。ほかは掲載を妨げません。",
            "Only law whose text was read, or that an official page confirms, blocks as law. What blocks by policy is this platform's decision. Nothing else holds a listing back."),
        Say("「日付未確認」は施行日を確かめていないという意味です。推測した日付はありません。", "*Date not read*: the first day in force was not looked up. No date is guessed."),
        Say("試験は、例のファイルと、満たす例/満たさない例/対象外の例の数です。例の名前は [cases.md](cases.md)(英語)にあり、1つの例が1つの試験です。適用日のある条項には、その日と前日の例があります。",
            "*Tests* names the file of the cases and counts those that show the clause met / unmet / not applicable. [cases.md](cases.md) names them; each is a test of its own. A clause with a date has cases on that day and on the day before."),
        Say("対象に「本体、セット」とある条項は、その品目に分類された部品・付属品・消耗品(掃除機のホースなど)を縛りません。種別を誰も述べなければ商品名・品目・型番から提案した種別により、疑わしければ本体とします。何もなければ全ての種別が対象です。",
            "A clause whose *about* says *Whole, Set* does not bind a part, an accessory or a consumable filed under these goods, such as the hose of a vacuum cleaner. Where nobody states what is offered, it is proposed from title, category and article number, and is the whole when in doubt. Without such a note a clause binds whatever is offered."),
        Say("版にない規則とその理由は [not-covered.md](not-covered.md)(英語)にあります。", "Rules that are not in the edition, and why: [not-covered.md](not-covered.md)."),
    ];

    private string[] Cells(MatrixRow row) =>
    [
        $"**{row.Id}**/{row.Clause}<br>{row.Title.In(language)}",
        $"`{row.Pack}`",
        row.Required.In(language),
        $"`{row.Check}`<br>{string.Join(", ", row.Inputs.Select(input => $"`{input}`"))}",
        $"{Word<FindingEffect>(row.EffectWhenUnmet)}<br>({Word<RuleStatus>(row.Status)})",
        row.Remedy.In(language),
        $"{row.Basis.Law.In(language)} {row.Basis.Article}<br>({Word<Certainty>(row.Certainty)})",
        DaysOf(row),
        About(row.Scope),
        string.Join("<br>", row.Tests.Select(tests => $"[{Path.GetFileName(tests.File)}]({CasesPage.LinkTo(row)}) {tests.Met}/{tests.Unmet}/{tests.NotApplicable}")) + (row.Coverage == "COVERED" ? "" : " ⚠"),
    ];

    private string DaysOf(MatrixRow row)
    {
        var from = Day(row.EffectiveFrom) ?? Say("日付未確認", "date not read");
        return row.EffectiveTo is null ? from : from + Say("(", " (until before ") + Day(row.EffectiveTo) + Say(" の前日まで)", ")");
    }

    // Only what narrows the clause down.
    private string About(MatrixScope scope)
    {
        List<string> about = [];
        if (scope.Kinds.Count < Terms<ListingKind>.All.Count)
            about.Add(string.Join(Say("、", ", "), scope.Kinds.Select(Word<ListingKind>)));
        if (scope.GoodsLists.Count > 0)
            about.Add(string.Join(", ", scope.GoodsLists.Select(code => $"`{code}`")));
        if (scope.OperatorTypes.Count < Terms<OperatorType>.All.Count)
            about.Add(Operators(scope.OperatorTypes));
        if (scope.Binds.Count < Terms<WhatIsOffered>.All.Count)
            about.Add(string.Join(Say("、", ", "), scope.Binds.Select(Word<WhatIsOffered>)));
        return about.Count == 0 ? Say("全て", "all") : string.Join("<br>", about);
    }

    private string Operators(IReadOnlyList<string> types)
    {
        var takers = Takers.Select(type => Terms<OperatorType>.Of(type).Code).ToHashSet(StringComparer.Ordinal);
        return takers.SetEquals(types) ? Say("中古品を仕入れる事業者", "operators that take used goods")
            : types.Count + takers.Count == Terms<OperatorType>.All.Count && !takers.Overlaps(types) ? Say("その他の事業者", "other operators")
            : string.Join(Say("、", ", "), types.Select(Word<OperatorType>));
    }

    private void Sources()
    {
        Heading(new("根拠と確認した版", "Sources and the revisions that were read"));
        _page.Table(
            [Say("根拠", "Source"), Say("e-Gov 法令ID", "e-Gov law id"), Say("版", "Revision"), Say("確認日", "Looked up on")],
            MatrixRow.All.Select(row => row.Basis with { Article = "" }).Distinct()
                .OrderBy(basis => basis.LawId is null).ThenBy(basis => basis.LawId, StringComparer.Ordinal).ThenBy(basis => basis.Law.En, StringComparer.Ordinal)
                .Select(basis => (string[])[$"[{basis.Law.In(language)}]({basis.SourceUrl})", basis.LawId ?? "–", basis.Revision ?? "–", Day(basis.CheckedOn)!]));
    }

    private void Goods()
    {
        Heading(new("品目の一覧", "Lists of goods"));
        _page.Table(
            [Say("一覧", "List"), Say("品目", "Goods"), Say("適用日", "From"), Say("由来", "Why")],
            RuleEdition.Current.Goods.Entries.Select(entry => (string[])
            [
                $"`{GoodsLists.CodeOf(entry.List)}`<br>{RuleEdition.Current.Goods.NameOf(entry.List).In(language)}",
                string.Join(Say("、", ", "), entry.Groups.Select(NameOfGroup).Concat(entry.Goods.Select(NameOf))),
                Day(entry.ValidFrom) ?? Say("日付未確認", "date not read"),
                entry.Source,
            ]));
        Heading(new("古物の区分", "Categories of a dealer's permit"));
        _page.Table(
            [Say("区分", "Category"), Say("品目", "Goods"), Say("適用日", "From"), Say("由来", "Why")],
            RuleEdition.Current.Goods.KobutsuGoods.Select(entry => (string[])
            [
                Terms<KobutsuCategory>.Of(entry.Category).Name.In(language),
                string.Join(Say("、", ", "), entry.Groups.Select(NameOfGroup).Concat(entry.Goods.Select(NameOf))),
                Day(entry.ValidFrom) ?? Say("日付未確認", "date not read"),
                entry.Source,
            ]));
        Heading(new("中古品を仕入れる事業者", "Operators that take used goods"));
        _page.Table(
            [Say("種類", "Types"), Say("適用日", "From"), Say("由来", "Why")],
            RuleEdition.Current.Goods.KobutsuOperators.Select(entry => (string[])
            [
                string.Join(Say("、", ", "), entry.Types.Select(type => Terms<OperatorType>.Of(type).Name.In(language))),
                Day(entry.ValidFrom) ?? Say("日付未確認", "date not read"),
                entry.Source,
            ]));
    }

    private string NameOfGroup(string code) => ProductCategories.Groups.Single(group => group.Code == code).Name.In(language) + Say("(全て)", " (all)");

    private string NameOf(string code) => ProductCategories.TryGet(code, out var category) ? category.Name.In(language) : code;

    private string Word<T>(string code)
        where T : struct, Enum => Terms<T>.All.Single(term => term.Code == code).Name.In(language);

    private void Heading(LocalText text) => _page.Append("## ").Append(text.In(language)).Append("\n\n");

    private string Say(string ja, string en) => language == Language.Ja ? ja : en;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
