using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Standards.Subjects;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Standards.GraphQL;

/// <summary>One fact that is stated of a subject.</summary>
/// <param name="Name">As `statedFacts` lists it, e.g. `totalYen`.</param>
/// <param name="Value">`true`, `10000`, `2026-11-20`, the code of a choice, or text. Never personal data.</param>
public sealed record StatedFactInput(string Name, string Value);

/// <summary>What is stated of a subject. What is left out is not known, and rules that need it answer so.</summary>
/// <param name="Facts">At most 200, each once.</param>
/// <param name="On">The day by which it is judged, not after today; today unless said otherwise.</param>
/// <param name="OperatorTypes">Of whoever acts; left out: rules for any type are asked.</param>
/// <param name="Category">Code of the goods; left out: rules about certain goods ask for it.</param>
/// <param name="Kind">Of the listing that it is about; left out: rules for any kind are asked.</param>
public sealed record CheckSubjectInput(IReadOnlyList<StatedFactInput> Facts, DateOnly? On, IReadOnlyList<OperatorType>? OperatorTypes, string? Category, ListingKind? Kind);

/// <summary>What the standards say of what was stated; nothing is stored.</summary>
/// <param name="Assessment">Null when something cannot be what was stated.</param>
/// <param name="Errors">Why it cannot be; all of them.</param>
public sealed record CheckSubjectPayload(StatedAssessment? Assessment, IReadOnlyList<IUserError> Errors);

/// <summary>Rules for what has no record of its own here yet: state what is known and hear what is missing.</summary>
internal sealed class CheckQueries
{
    private const int Price = 10;

    /// <summary>The facts that can be stated of a subject.</summary>
    /// <param name="subject">What the rules are to judge.</param>
    [Public]
    public static IReadOnlyList<StatedFact> StatedFacts(Subject subject) => [.. Subjects.StatedFacts.All.Where(fact => fact.Subjects.Contains(subject))];

    /// <summary>What the standards say of an operator: at onboarding, and what stays owed. Stores nothing. `checkOperatorRecord` adds what a record here knows.</summary>
    /// <param name="input">What is known.</param>
    [Public]
    [Cost(Price)]
    public static CheckSubjectPayload CheckOperator(CheckSubjectInput input, [FromServices] SubjectCheck check) => check.Of(Subject.Operator, input);

    /// <summary>What the standards say of buying, trading in or taking goods on consignment. Stores nothing.</summary>
    /// <param name="input">What is known.</param>
    [Public]
    [Cost(Price)]
    public static CheckSubjectPayload CheckBuyback(CheckSubjectInput input, [FromServices] SubjectCheck check) => check.Of(Subject.Buyback, input);

    /// <summary>What the standards say of a final confirmation and of the clauses of a contract. Stores nothing.</summary>
    /// <param name="input">What is known.</param>
    [Public]
    [Cost(Price)]
    public static CheckSubjectPayload CheckContract(CheckSubjectInput input, [FromServices] SubjectCheck check) => check.Of(Subject.Contract, input);

    /// <summary>What the standards say of a lease and of the unit while it is leased. Stores nothing.</summary>
    /// <param name="input">What is known.</param>
    [Public]
    [Cost(Price)]
    public static CheckSubjectPayload CheckLease(CheckSubjectInput input, [FromServices] SubjectCheck check) => check.Of(Subject.Lease, input);

    /// <summary>What the standards say of a repair for a client. Stores nothing.</summary>
    /// <param name="input">What is known.</param>
    [Public]
    [Cost(Price)]
    public static CheckSubjectPayload CheckRepair(CheckSubjectInput input, [FromServices] SubjectCheck check) => check.Of(Subject.Repair, input);

    /// <summary>What the standards say of handing goods over. Stores nothing.</summary>
    /// <param name="input">What is known.</param>
    [Public]
    [Cost(Price)]
    public static CheckSubjectPayload CheckHandOver(CheckSubjectInput input, [FromServices] SubjectCheck check) => check.Of(Subject.HandOver, input);

    /// <summary>What the standards say of an accident, a breach of data, or a request to remove or disclose. Stores nothing.</summary>
    /// <param name="input">What is known.</param>
    [Public]
    [Cost(Price)]
    public static CheckSubjectPayload CheckIncident(CheckSubjectInput input, [FromServices] SubjectCheck check) => check.Of(Subject.Incident, input);
}

/// <summary>What GraphQL shows of a fact that can be stated.</summary>
internal sealed class StatedFactType : ObjectGraphType<StatedFact>
{
    public StatedFactType()
    {
        Name = "StatedFact";
        Description = "A fact that can be stated of a subject; build forms from it.";
        Field(x => x.Name).Description("What to send as `name`.");
        Field(x => x.Label).Description("Its name in the language of the request.");
        Field(x => x.Kind).Description("What its value looks like.");
        Field(x => x.Subjects).Description("Of what it can be stated.");
        Field(x => x.Unit, nullable: true).Description("Shown after an integer; null when it counts nothing.");
        Field(x => x.Min).Description("Smallest integer.");
        Field(x => x.Max).Description("Largest integer.");
        Field(x => x.Choices).Description("The allowed values of a choice; empty otherwise.");
    }
}

/// <summary>What GraphQL shows of the verdict over stated facts.</summary>
internal sealed class StatedAssessmentType : ObjectGraphType<StatedAssessment>
{
    public StatedAssessmentType()
    {
        Name = "StatedAssessment";
        Description = "The verdict over what was stated.";
        Field(x => x.Verdict).Description("All of it in one word.");
        Field<NonNullGraphType<BooleanGraphType>>("mayProceed").Description("False when a blocking rule is not met or lacks a fact.").Resolve(x => x.Source.MayProceed);
        Field("edition", x => x.Edition).Description("The edition of the rules that gave it.");
        Field("on", x => x.Subject.Today).Description("The day by which it was judged.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StatedFindingType>>>>("findings").Description("The clauses that applied, by rule id.")
            .Argument<NonNullGraphType<BooleanGraphType>>("unmetOnly", argument =>
            {
                argument.Description = "Only what is not met.";
                argument.DefaultValue = false;
            })
            .Resolve(x => x.Source.Findings.Where(finding => finding.Verdict != RuleVerdict.Pass || !x.GetArgument<bool>("unmetOnly")).Select(finding => new StatedFinding(finding, x.Source)));
    }
}

/// <summary>A finding with what was stated.</summary>
internal sealed record StatedFinding(Finding Of, StatedAssessment Assessment)
{
    public LocalText? Message => Of.Verdict == RuleVerdict.Pass ? null : Of.Message;

    public IReadOnlyList<FactUsed> Facts => Assessment.FactsUsed(Of.Rule);
}

/// <summary>What GraphQL shows of a finding over stated facts.</summary>
internal sealed class StatedFindingType : ObjectGraphType<StatedFinding>
{
    public StatedFindingType()
    {
        Name = "StatedFinding";
        Description = "What one clause of the rules says of what was stated.";
        Field("rule", x => x.Of.Rule).Description("The clause with its source.");
        Field("clause", x => x.Of.Rule.Clause).Description("The clause within the rule, e.g. `identity`.");
        Field("verdict", x => x.Of.Verdict).Description("Met, not met, or not answered.");
        Field("effect", x => x.Of.Effect).Description("What that does.");
        Field("fact", x => x.Of.Field, nullable: true).Description("Name of the fact to mend; null when met.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("path").Description("The input that mends it, e.g. `[\"facts\", \"totalYen\"]` or `[\"category\"]`; empty when met.")
            .Resolve(x => InputPath.OfStated(x.Source.Of.Field));
        Field(x => x.Message, nullable: true).Description("Why it is not met; null when met.");
        Field("remedy", x => x.Of.Remedy, nullable: true).Description("What to do; null when met.");
        Field(x => x.Facts).Description("The values that the rule looked at.");
    }
}
