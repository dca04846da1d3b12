using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Checks;

/// <summary>
/// A check that packs call by its name. It never changes what it means: a check that is to answer otherwise gets another name, so that
/// an old pack gives its old verdicts for ever.
/// </summary>
/// <param name="Name">Group and matter in kebab-case, e.g. <c>battery.not-swollen</c>.</param>
internal sealed record NamedCheck(string Name)
{
    /// <summary>What it looks at, beside the facts that its parameters name; shown with each finding.</summary>
    public IReadOnlyList<RuleInput> Inputs { get; init; } = [];

    /// <summary>What a pack tells it.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Why it may find a clause not met; a pack has words for each. That a fact is missing needs no mention.</summary>
    public IReadOnlyList<ReasonKind> Reasons { get; init; } = [];

    /// <summary>Makes the check of what the pack tells it.</summary>
    public Func<Arguments, Func<RuleContext, Check>> Make { get; init; } = static _ => throw new InvalidOperationException("The check does nothing.");

    /// <summary>The same for subjects of which facts are stated; null when it judges listings only.</summary>
    public Func<Arguments, Func<StatedContext, Check>>? MakeForStated { get; init; }

    /// <summary>A check that needs to be told nothing.</summary>
    public Func<RuleContext, Check> Check
    {
        init => Make = _ => value;
    }
}

/// <summary>All checks, by name.</summary>
internal static class NamedChecks
{
    public static IReadOnlyDictionary<string, NamedCheck> All { get; } = ((IReadOnlyList<NamedCheck>[])
    [
        AgeChecks.All, BatteryChecks.All, ClaimChecks.All, DealerChecks.All, ElectricalChecks.All, ErasureChecks.All, FactChecks.All, GradeChecks.All, LeaseChecks.All,
        OfferChecks.All, PhoneChecks.All, RepairChecks.All, RequireChecks.All, SafetyChecks.All, TaxNumberChecks.All, WornGoodsChecks.All,
    ]).SelectMany(checks => checks).ToDictionary(check => check.Name, StringComparer.Ordinal);
}
