namespace CeCommerce.Standards;

/// <summary>
/// LS-019 and LS-029: claims that the goods cannot bear are misleading (景品表示法 5). CT-005: terms without effect against consumers
/// (消費者契約法 8).
/// </summary>
internal static class ClaimRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-019", Clause = "new", Severity = RuleSeverity.Block, Status = RuleStatus.Law, Basis = Laws.Premiums("5 i"),
            Title = new("「新品」の表示", "Called new"),
            Remedy = new("商品名・説明から「新品」を外してください。未使用なら「未使用」、状態ランク S とします。",
                "Take 'new' out of title and description; an unused good is 'unused' with grade S."),
            Inputs = [Inputs.Title, Inputs.Description],
            Check = static context => context.Claims.HasFlag(Claims.New)
                ? Check.Fail(context.Quote(Claims.New).Because("中古品に「新品」と表示しています", "A used good is called new")) : Check.Pass,
        },
        new()
        {
            Id = "LS-019", Clause = "like-new", Severity = RuleSeverity.Block, Status = RuleStatus.Law, Basis = Laws.Premiums("5 i"),
            Title = new("「新品同様」の表示", "Called like new"),
            Remedy = new("「新品同様」を外すか、状態 S・A、機能 F5 以上の検品結果を記録してください。",
                "Take the words out, or record an inspection with grade S or A and F5 or better."),
            Inputs = [Inputs.Title, Inputs.Description, Inputs.CosmeticGrade, Inputs.FunctionalGrade],
            Check = LikeNew,
        },
        new()
        {
            Id = "LS-019", Clause = "maker-warranty", Severity = RuleSeverity.Block, Status = RuleStatus.Law, Basis = Laws.Premiums("5 ii"),
            Title = new("「メーカー保証」の表示", "Maker's warranty claimed"),
            Remedy = new("保証書の内容(期限・番号)を記録するか、表示を外してください。", "Record the warranty document with its term, or take the claim out."),
            Inputs = [Inputs.Title, Inputs.Description, Inputs.Of(FactCode.MakerWarrantyDocument)],
            Check = MakerWarranty,
        },
        new()
        {
            Id = "LS-019", Clause = "tested", Severity = RuleSeverity.Block, Status = RuleStatus.Law, Basis = Laws.Premiums("5 i"),
            Title = new("「動作確認済」の表示", "Called tested"),
            Remedy = new("動作試験をして試験記録(日付・項目・結果)を入れるか、表示を外してください。",
                "Test the unit and record when, what and with which result, or take the claim out."),
            Inputs = [Inputs.Title, Inputs.Description, Inputs.FunctionalGrade, Inputs.Of(FactCode.TestRecord)],
            Check = Tested,
        },
        new()
        {
            Id = "LS-019", Clause = "cheapest", Severity = RuleSeverity.Warn, Status = RuleStatus.Law, Basis = Laws.Premiums("5 ii"),
            Title = new("「最安値」の表示", "Called the cheapest"),
            Remedy = new("「最安値」などを外すか、調査の範囲・時点とともに根拠を示し、資料を保管してください。",
                "Take the words out, or say which shops were compared and when, and keep the evidence."),
            Inputs = [Inputs.Title, Inputs.Description],
            Check = static context => context.Claims.HasFlag(Claims.Cheapest)
                ? Check.Fail(context.Quote(Claims.Cheapest).Because("最も安いと表示していますが、根拠の記録がありません", "It is called the cheapest, and no evidence is recorded"))
                : Check.Pass,
        },
        new()
        {
            Id = "LS-029", Clause = "co2", Severity = RuleSeverity.Warn, Status = RuleStatus.Law, Basis = Laws.Premiums("5 i"),
            Title = new("CO2削減などの表示", "A claim about CO2"),
            Remedy = new("算定方法と、新品の購入を置き換えない分を差し引いたか(グロス・ネットの別)を同じ欄に書くか、表示を外してください。",
                "Say in the same text how it was computed and whether sales that replace no new good were deducted (gross or net), or take the claim out."),
            Inputs = [Inputs.Title, Inputs.Description],
            Check = Co2,
        },
        new()
        {
            Id = "CT-005", Clause = "no-liability", Severity = RuleSeverity.Block, Status = RuleStatus.Law, Basis = Laws.ConsumerContracts("8(1)(2); 民法 572"),
            Title = new("「ノークレーム・ノーリターン」などの表示", "No claim, no return"),
            Remedy = new("責任を全て免れる文言を外すか、説明と異なる品は修理・交換または代金の減額に応じることを同じ欄に書いてください。知っている不具合は必ず告げます。",
                "Take out words that exclude every liability, or promise in the same text to repair, replace or reduce the price of a unit that is not as described; known defects are always told."),
            Inputs = [Inputs.Title, Inputs.Description],
            Check = NoLiability,
        },
    ];

    private static Check Co2(RuleContext context) => context.Claims.HasFlag(Claims.Co2) && !context.Says(ClaimTerms.Current.Methods, ClaimTerms.Current.GrossOrNet)
        ? Check.Fail(context.Quote(Claims.Co2).Because(
            "CO2の削減や排出量を表示していますが、算定方法とグロス・ネットの別がありません", "It makes a claim about CO2 without the method and whether it is gross or net"))
        : Check.Pass;

    private static Check NoLiability(RuleContext context) => context.Claims.HasFlag(Claims.NoLiability) && !context.Says(ClaimTerms.Current.Cures)
        ? Check.Fail(context.Quote(Claims.NoLiability).Because(
            "責任を全て免れる文言があり、消費者に対しては効力がありません", "It excludes every liability, which has no effect against consumers"))
        : Check.Pass;

    private static Check LikeNew(RuleContext context)
    {
        if (!context.Claims.HasFlag(Claims.LikeNew))
            return Check.Pass;
        return (context.Listing.CosmeticGrade, context.Listing.FunctionalGrade) switch
        {
            (CosmeticGrade.S or CosmeticGrade.A, >= FunctionalGrade.F5) => Check.Pass,
            (null, null) or (null, >= FunctionalGrade.F5) or (CosmeticGrade.S or CosmeticGrade.A, null) => Check.Unknown(context.Quote(Claims.LikeNew).Because(
                "「新品同様」と表示していますが、根拠となるランクがありません", "It is called like new, but has no grade to show for it", "cosmeticGrade")),
            _ => Check.Fail(context.Quote(Claims.LikeNew).Because(
                "「新品同様」と表示していますが、状態ランク S・A かつ機能ランク F5 以上ではありません", "It is called like new, but is not graded S or A with F5 or better")),
        };
    }

    private static Check MakerWarranty(RuleContext context) => context.Claims.HasFlag(Claims.MakerWarranty) && !context.Facts.Has(FactCode.MakerWarrantyDocument)
        ? Check.Fail(context.Quote(Claims.MakerWarranty).Because(
            "「メーカー保証」と表示していますが、保証書の記録がありません", "A maker's warranty is claimed, but no warranty document is recorded"))
        : Check.Pass;

    private static Check Tested(RuleContext context)
    {
        if (!context.Claims.HasFlag(Claims.Tested) || context.Facts.Has(FactCode.TestRecord))
            return Check.Pass;
        var words = context.Quote(Claims.Tested);
        return context.Listing.FunctionalGrade < FunctionalGrade.F3
            ? Check.Fail(words.Because(
                "「動作確認済」と表示していますが、機能ランクは F3 未満で、試験記録もありません", "It is called tested, but is graded below F3 and has no test record"))
            : Check.Unknown(words.Because(
                "「動作確認済」と表示していますが、根拠となる試験記録がありません", "It is called tested, but has no test record to show for it", "testRecord"));
    }
}
