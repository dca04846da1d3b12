namespace CeCommerce.Standards;

/// <summary>LS-019: claims that the goods cannot bear are misleading (景品表示法 5).</summary>
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
    ];

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
