namespace CeCommerce.Standards.Checks;

/// <summary>The former user's data are gone, and a record says so.</summary>
internal static class ErasureChecks
{
    private static readonly DateOnly Rev2Published = new(2025, 9, 26);

    private static readonly ReasonKind Outdated = new("outdated", "erasureStandard");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("erasure.not-rev-1-alone")
        {
            Inputs = [Inputs.Of(FactCode.ErasureStandard), Inputs.Of(FactCode.ErasedOn)],
            Reasons = [Outdated],
            Check = Revision,
        },
        // Belongs to the certificate too, but stock lists carry neither tool nor operator, so it is a check apart, to warn by.
        new("erasure.traceable")
        {
            Parameters = [Parameter.Facts("facts")],
            Make = static told =>
            {
                var facts = told.Facts("facts");
                return context => context.Facts.Has(FactCode.ErasureMethod) ? FactChecks.Stated(context.Facts, facts) : Check.NotApplicable;
            },
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
