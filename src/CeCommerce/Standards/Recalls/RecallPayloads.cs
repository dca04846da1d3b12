using CeCommerce.Platform;

namespace CeCommerce.Standards.Recalls;

/// <summary>What became of a recall list.</summary>
/// <param name="Recalls">As they are now, in the order of the input; empty when refused.</param>
/// <param name="Added">How many were new.</param>
/// <param name="Changed">How many were stated anew.</param>
/// <param name="Unchanged">How many were known as they are.</param>
/// <param name="Errors">Empty when it was done; otherwise nothing was, and all that is wrong is told, at most 100.</param>
internal sealed record AddRecallsPayload(IReadOnlyList<Recall> Recalls, int Added, int Changed, int Unchanged, IReadOnlyList<IUserError> Errors)
{
    private const int MostErrors = 100;

    internal static AddRecallsPayload Refused(IEnumerable<IUserError> errors) => new([], 0, 0, 0, [.. errors.Take(MostErrors)]);

    internal static AddRecallsPayload Of(Outcome<RecallsTaken> outcome) => outcome.Try(out var taken, out var error)
        ? new(taken.Recalls, taken.Counts.Added, taken.Counts.Changed, taken.Counts.Unchanged, [])
        : Refused([error]);
}

/// <summary>A recall after it was given an end, or why it was not.</summary>
/// <param name="Recall">As it is now; null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record EndRecallPayload(Recall? Recall, IReadOnlyList<IUserError> Errors)
{
    internal static EndRecallPayload Of(Outcome<Recall> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
