namespace CeCommerce.Standards;

/// <summary>LS-025: the former user's data are gone, and a record says so.</summary>
internal static class ErasureRules
{
    private static readonly RuleScope DataBearing = new() { Goods = [GoodsList.DataBearing] };
    private static readonly DateOnly Rev2Published = new(2025, 9, 26);

    private static readonly Explanation Outdated = Explain.Because(
        "erasureStandard", "2025年9月26日に廃止された NIST SP 800-88 Rev.1 だけによる消去証明です。",
            "The certificate names only NIST SP 800-88 Rev. 1, withdrawn on 2025-09-26.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-025", Clause = "certificate", Severity = RuleSeverity.Block, Status = RuleStatus.Policy,
            Basis = Laws.PersonalInformation("22; NIST SP 800-88 Rev. 2", Certainty.Standard),
            Title = new("データ消去の記録", "Record of data erasure"),
            Remedy = new("データを消去し、方式(Clear・Purge・Destroy)、規格、消去日を入れてください。",
                "Erase the data and record method (Clear, Purge, Destroy), standard and day."),
            AppliesTo = DataBearing,
            Inputs = [Inputs.Of(FactCode.ErasureMethod), Inputs.Of(FactCode.ErasureStandard), Inputs.Of(FactCode.ErasedOn)],
            Check = static context => !context.Facts.Has(FactCode.ErasureMethod) ? Explain.Missing(FactCode.ErasureMethod)
                : !context.Facts.Has(FactCode.ErasureStandard) ? Explain.Missing(FactCode.ErasureStandard)
                : context.Facts.Has(FactCode.ErasedOn) ? Check.Pass : Explain.Missing(FactCode.ErasedOn),
        },
        new()
        {
            Id = "LS-025", Clause = "revision", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline,
            Basis = Laws.Nist,
            EffectiveFrom = Rev2Published,
            Title = new("廃止された消去規格", "Withdrawn erasure standard"),
            Remedy = new("Rev.2 に沿った消去・検証をやり直すか、同等であることを証明書に記してください。",
                "Erase and verify again under Rev. 2, or have the certificate state equivalence."),
            AppliesTo = DataBearing,
            Inputs = [Inputs.Of(FactCode.ErasureStandard), Inputs.Of(FactCode.ErasedOn)],
            Check = Revision,
        },
        new()
        {
            // Belongs to the certificate too, but stock lists carry neither, so it warns.
            Id = "LS-025", Clause = "traceability", Severity = RuleSeverity.Warn, Status = RuleStatus.Policy, Basis = Laws.Nist,
            Title = new("消去の作業者とツール", "Who erased and with what"),
            Remedy = new("消去に使ったツールと作業者を入れてください。", "Record the tool and the person or company that erased."),
            AppliesTo = DataBearing,
            Inputs = [Inputs.Of(FactCode.ErasureTool), Inputs.Of(FactCode.ErasureOperator)],
            Check = static context => !context.Facts.Has(FactCode.ErasureMethod) ? Check.NotApplicable
                : !context.Facts.Has(FactCode.ErasureTool) ? Explain.Missing(FactCode.ErasureTool)
                : context.Facts.Has(FactCode.ErasureOperator) ? Check.Pass : Explain.Missing(FactCode.ErasureOperator),
        },
    ];

    private static Check Revision(RuleContext context)
    {
        if (context.Facts.Text(FactCode.ErasureStandard) is not { } standard || context.Facts.Day(FactCode.ErasedOn) is not { } on)
            return Check.NotApplicable;
        return on > Rev2Published && NamesOnlyRev1(PlainText.UsualWidth(standard)) ? Check.Fail(Outdated) : Check.Pass;
    }

    private static bool NamesOnlyRev1(string standard) => Names(standard, '1') && !Names(standard, '2');

    // Written as "Rev.1", "Rev. 1", "rev1", "r1".
    private static bool Names(string standard, char revision)
    {
        var number = standard.IndexOf("800-88", StringComparison.Ordinal);
        if (number < 0)
            return false;
        for (var i = number + "800-88".Length; i < standard.Length; i++)
        {
            if (standard[i] == revision && standard.AsSpan(number, i - number).TrimEnd(" .").EndsWithAnyOf("rev", "r", "revision"))
                return true;
        }

        return false;
    }

    private static bool EndsWithAnyOf(this ReadOnlySpan<char> text, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
