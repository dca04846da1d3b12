using CeCommerce.Platform;

namespace CeCommerce.Operators.Auditing;

/// <summary>An assignment that was made, or why there was none.</summary>
/// <param name="Assignment">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record AssignAuditorPayload(Assignment? Assignment, IReadOnlyList<IUserError> Errors)
{
    internal static AssignAuditorPayload Of(Outcome<Assignment> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>An assignment that was ended, or why it was not.</summary>
/// <param name="Assignment">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record EndAssignmentPayload(Assignment? Assignment, IReadOnlyList<IUserError> Errors)
{
    internal static EndAssignmentPayload Of(Outcome<Assignment> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
