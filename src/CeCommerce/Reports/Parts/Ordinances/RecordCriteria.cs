using CeCommerce.Operators.Checks;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Platform;
using CeCommerce.Reports.Drawing;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>
/// Judges what no listing answers (leases, repairs, the operator itself) by what was on record at the as-of instant. Where nothing is recorded that a clause
/// asks for, there is no figure.
/// </summary>
internal sealed class RecordCriteria(ReportContext context, Dealings dealings)
{
    private const string LeasedGroup = "leaseProductGroup";
    private const string RepairedGroup = "repairProductGroup";
    private const string HandlesGroups = "handlesNineGroups";

    private static readonly LocalText Counted = new("記録(製品群ごとに1)", "records, 1 for each product group");

    private static readonly HashSet<string> Preconditions = new([LeasedGroup, RepairedGroup, HandlesGroups], StringComparer.Ordinal);

    private readonly StandardsEngine _engine = new(context.Edition);
    private readonly IReadOnlyList<SelfAssessment> _standing = context.SelfAssessments.StandingOn(context.Day);
    private readonly Dictionary<(Subject, OrdinanceGroup?), Judged> _judged = [];

    /// <summary>Null when the clause does not apply.</summary>
    public DraftRow? RowOf(Rule clause, TableShape table)
    {
        var group = OrdinanceGroup.Of(clause) ?? FirstGroup(clause.Subject);
        if (group is null && clause.Subject != Subject.Operator)
        {
            return null;
        }

        var judged = Judge(clause.Subject, group);
        if (!judged.Verdicts.TryGetValue(clause.ToString(), out var verdict))
        {
            return null;
        }

        var evidence = ClauseEvidence.Of(clause);
        var said = evidence.AreSelfAssessments ? _standing.Where(one => one.ProductGroup == group?.Code && Asks(clause, FactsOfSelfAssessments.NameOf(one.Item))).ToList() : [];
        var row = WithEvidence(CriteriaTable.RowOf(clause, Counted, evidence.Records), evidence, said, table);
        return judged.Recorded.Exists(name => Asks(clause, name) && !Preconditions.Contains(name)) ? WithOutcome(row, verdict, said, table) : row.NotRecorded(Missing(clause, evidence), CriteriaTable.Outcomes);
    }

    private DraftRow WithEvidence(DraftRow row, ClauseEvidence evidence, List<SelfAssessment> said, TableShape table)
    {
        foreach (var one in said.Where(one => one.Evidence is not null))
        {
            context.Tallies.Add(table.Figure(row.Code, CriteriaTable.Records), () => SelfAssessmentRow.Of(one));
        }

        return evidence.None is { } why ? row.NotRecorded(why, CriteriaTable.Records) : row;
    }

    private DraftRow WithOutcome(DraftRow row, RuleVerdict verdict, List<SelfAssessment> said, TableShape table)
    {
        var outcome = verdict switch { RuleVerdict.Pass => CriteriaTable.Fulfilled, RuleVerdict.Fail => CriteriaTable.NotFulfilled, _ => CriteriaTable.Unknown };
        foreach (var one in said)
        {
            context.Tallies.Add(table.Figure(row.Code, outcome), () => SelfAssessmentRow.Of(one));
        }

        DateOnly? since = said.Count == 0 ? null : said.Max(one => one.AssessedOn);
        return row.Since(verdict == RuleVerdict.Pass ? since : null, verdict == RuleVerdict.Pass ? null : since) with { Values = new Dictionary<string, long> { [outcome] = 1 } };
    }

    private Judged Judge(Subject subject, OrdinanceGroup? group)
    {
        if (!_judged.TryGetValue((subject, group), out var judged))
        {
            var facts = FactsOf(subject, group).ToList();
            var stated = new StatedSubject(subject, context.Day, context.Owner.Profile.Types, null, subject == Subject.Lease ? ListingKind.Sharing : null) { Facts = RecordedFact.AsStated(subject, facts) };
            _judged[(subject, group)] = judged = new(facts.ConvertAll(fact => fact.Name), _engine.Assess(stated).Findings.ToDictionary(finding => finding.Rule.ToString(), finding => finding.Verdict, StringComparer.Ordinal));
        }

        return judged;
    }

    private IEnumerable<RecordedFact> FactsOf(Subject subject, OrdinanceGroup? group) => subject switch
    {
        Subject.Lease => [RecordedFact.Of(subject, LeasedGroup, group!.Code, RecordPart.Profile), .. FactsOfSelfAssessments.OfLease(_standing, group.Code)],
        Subject.Repair => [RecordedFact.Of(subject, RepairedGroup, group!.Code, RecordPart.Profile)],
        _ =>
        [
            .. FactsOfOperator.Of(context.Owner, context.Day), .. FactsOfSelfAssessments.OfOperator(_standing),
            .. OrdinanceGroup.All.Any(dealings.DealsIn) ? [RecordedFact.Of(subject, HandlesGroups, "true", RecordPart.Profile)] : Array.Empty<RecordedFact>(),
        ],
    };

    /// <summary>Clauses across groups are asked of one of them, which does not matter.</summary>
    private OrdinanceGroup? FirstGroup(Subject subject) => subject switch
    {
        Subject.Lease => OrdinanceGroup.All.FirstOrDefault(dealings.Leases),
        Subject.Repair => OrdinanceGroup.All.FirstOrDefault(dealings.Repairs),
        _ => null,
    };

    private static LocalText Missing(Rule clause, ClauseEvidence evidence)
    {
        var asked = Cells.Joined(clause.Inputs.Where(input => !Preconditions.Contains(input.Name)).Select(input => StatedFacts.Find(input.Name, clause.Subject)!.Label));
        return evidence.None is { } why
            ? new($"記録されていないもの: {asked.Ja}。{why.Ja}", $"not on record: {asked.En}; {why.En}")
            : new($"記録されていないもの: {asked.Ja}", $"not on record: {asked.En}");
    }

    private static bool Asks(Rule clause, string fact) => clause.Inputs.Any(input => input.Name == fact);

    /// <param name="Recorded">Names of the facts that were on record.</param>
    /// <param name="Verdicts">Of the clauses that applied.</param>
    private sealed record Judged(List<string> Recorded, IReadOnlyDictionary<string, RuleVerdict> Verdicts);
}
