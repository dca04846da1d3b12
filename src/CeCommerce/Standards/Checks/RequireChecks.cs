using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Checks;

/// <summary>Rules that are conditions on facts and nothing else: they need no code of their own.</summary>
internal static class RequireChecks
{
    private static readonly ReasonKind Unmet = new("unmet", "facts", "fact:fact", "value");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("facts.require")
        {
            Parameters = [Parameter.Conditions("when") with { Default = SubjectConditions.None }, Parameter.Conditions("must")],
            Reasons = [Unmet],
            Make = static told =>
            {
                var check = Required(told);
                return context => check(context);
            },
            MakeForStated = static told =>
            {
                var check = Required(told);
                return context => check(context);
            },
        },
    ];

    /// <summary>What is required where the conditions hold under which it is; a fact that is missing for either is asked for.</summary>
    private static Func<IFactReader, Check> Required(Arguments told)
    {
        var (when, must) = (told.Conditions("when"), told.Conditions("must"));
        return facts =>
        {
            var concerned = when.Of(facts);
            if (concerned.Holds == false)
                return Check.NotApplicable;
            var met = concerned.Holds is null ? concerned : must.Of(facts);
            return met.Holds switch
            {
                true => Check.Pass,
                false => Check.Fail(Unmet.At(met.Fact!.Name, met.Fact.Name, facts.TryRead(met.Fact.Key, out var value) ? met.Fact.Show(value) : "–")),
                null => Check.Unknown(ReasonKind.Missing.At(met.Fact!.Name, met.Fact.Name)),
            };
        };
    }
}
