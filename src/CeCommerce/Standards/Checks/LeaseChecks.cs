namespace CeCommerce.Standards.Checks;

/// <summary>
/// What is told before a lease, and kept. It is owed to the consumer (消費者), a word that the Act does not define; between businesses we
/// read it as a recommendation.
/// </summary>
internal static class LeaseChecks
{
    private static readonly DisclosurePoint[] AllPoints = Enum.GetValues<DisclosurePoint>();

    private static readonly ReasonKind Untold = new("untold", "leaseDisclosure", "points:disclosure-points");
    private static readonly ReasonKind UntoldIfCovered = new("untold-if-covered", "leaseDisclosure", "points:disclosure-points", "fact:fact", "name");
    private static readonly ReasonKind Unrecorded = new("unrecorded", "leaseDisclosure");
    private static readonly ReasonKind NoLessorType = new("no-lessor-type", "operator.types");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("lease.told")
        {
            Parameters = [Parameter.Points("points"), Parameter.Scope("scope")],
            Reasons = [Untold, UntoldIfCovered],
            Make = static told =>
            {
                var (points, scope) = (told.Points("points"), told.Scope("scope"));
                return context => Told(context, points, scope);
            },
        },
        new("lease.record-kept")
        {
            Inputs = [.. AllPoints.Select(Inputs.Of), .. AllPoints.Select(ShownDisclosure.FactOf).OfType<FactCode>().Select(Inputs.Of)],
            Parameters = [Parameter.Scope("scope")],
            Reasons = [Unrecorded],
            Make = static told =>
            {
                var scope = told.Scope("scope");
                return context => ScopeQuestion.CoverageOf(context, scope).Covers != true ? Check.NotApplicable
                    : Array.Exists(AllPoints, context.Discloses) ? Check.Pass
                    : Check.Unknown(Unrecorded);
            },
        },
        new("lease.lessor-known")
        {
            Parameters = [Parameter.OperatorTypes("lessors")],
            Reasons = [NoLessorType],
            Make = static told =>
            {
                var lessors = told.OperatorTypes("lessors");
                return context => context.Operator.Types.Intersect(lessors).Any() ? Check.Pass : Check.Unknown(NoLessorType);
            },
        },
    ];

    private static Check Told(RuleContext context, DisclosurePoint[] points, ScopeQuestion[] scope)
    {
        var coverage = ScopeQuestion.CoverageOf(context, scope);
        if (coverage.Covers == false)
            return Check.NotApplicable;
        if (Array.TrueForAll(points, context.Discloses))
            return Check.Pass;
        DisclosurePoint[] untold = [.. points.Where(point => !context.Discloses(point))];
        var codes = string.Join(',', untold.Select(point => Terms<DisclosurePoint>.Of(point).Code));
        if (coverage.Missing is not { } fact)
            return Check.Unknown(Untold.At(Inputs.NameOf(untold[0]), codes));
        var name = FactCatalogue.Of(fact).WireName;
        return Check.Unknown(UntoldIfCovered.At(name, codes, name, name));
    }
}
