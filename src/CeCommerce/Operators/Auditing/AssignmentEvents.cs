using System.ComponentModel;
using CeCommerce.Platform.Events;

namespace CeCommerce.Operators.Auditing;

/// <summary>What the event log says about assignments; their operator may know who looks into its books.</summary>
internal static class AssignmentEvents
{
    private static readonly EventKind<AssignmentId, AssignmentEventData> Begun = new(
        "assignment.made", EventAudience.Client, "The platform assigned an auditor to an operator.");

    private static readonly EventKind<AssignmentId, AssignmentEventData> Over = new(
        "assignment.ended", EventAudience.Client, "The platform ended it: from that day on the auditor sees nothing of the operator.");

    public static IReadOnlyList<EventKind> Kinds => [Begun, Over];

    public static EventRecord Made(Assignment made, DateTimeOffset now) => Begun.Of(made.Id, AssignmentEventData.Of(made), Frame(made, now));

    public static EventRecord Ended(Assignment ended, DateTimeOffset now) => Over.Of(ended.Id, AssignmentEventData.Of(ended), Frame(ended, now) with { Changed = ["until"] });

    private static EventFrame Frame(Assignment assignment, DateTimeOffset now) => new(now, assignment.OperatorId.Value) { ClientId = assignment.ClientId };
}

/// <summary>What a line about an assignment says of it.</summary>
internal sealed record AssignmentEventData(
    [property: Description("first day")] DateOnly From,
    [property: Description("first day on which it no longer holds; missing while no end is set")] DateOnly? Until = null)
{
    public static AssignmentEventData Of(Assignment assignment) => new(assignment.From, assignment.Until);
}
