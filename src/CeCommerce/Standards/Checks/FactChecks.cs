namespace CeCommerce.Standards.Checks;

/// <summary>Checks for any facts.</summary>
internal static class FactChecks
{
    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("fact.stated")
        {
            Parameters = [Parameter.Facts("facts")],
            Make = static told =>
            {
                var facts = told.Facts("facts");
                return context => Stated(context.Facts, facts);
            },
        },
        new("fact.stated-with")
        {
            Parameters = [Parameter.Fact("given"), Parameter.Facts("facts")],
            Make = static told =>
            {
                var (given, facts) = (told.Fact("given"), told.Facts("facts"));
                return context => context.Facts.Has(given) ? Stated(context.Facts, facts) : Check.NotApplicable;
            },
        },
    ];

    /// <summary>Asks for the first that is not stated.</summary>
    internal static Check Stated(ItemFacts facts, FactCode[] wanted)
    {
        foreach (var fact in wanted)
        {
            if (!facts.Has(fact))
                return Check.Missing(fact);
        }

        return Check.Pass;
    }
}
