using CeCommerce.Platform;

namespace CeCommerce.Orders.Arrival;

/// <summary>What the buyer says to a point of the checklist.</summary>
internal sealed record ArrivalAnswerInput
{
    /// <summary>Number of the line.</summary>
    public required int Line { get; init; }

    /// <summary>Which point.</summary>
    public required ArrivalPoint Point { get; init; }

    /// <summary>Whether it is well.</summary>
    public required bool Ok { get; init; }
}

/// <summary>Holds the answers of a buyer against the checklist.</summary>
internal static class ArrivalAnswers
{
    /// <summary>Null when all is well.</summary>
    public static UserError? Refusal(IReadOnlyList<ArrivalCheck> asked, IReadOnlyList<ArrivalAnswerInput> said)
    {
        if (said.FirstOrDefault(answer => !answer.Ok && asked.Any(check => Answers(answer, check))) is { } wrong)
        {
            return new ArrivalNotWell(wrong.Line, wrong.Point, "reportProblem", "input", "arrivalAnswers");
        }

        var mismatch = asked.Where(check => said.Count(answer => Answers(answer, check)) != 1).Select(check => (check.Line, check.Point))
            .Concat(said.Where(answer => !asked.Any(check => Answers(answer, check))).Select(answer => (answer.Line, answer.Point)))
            .Select(found => new ArrivalAnswersMismatch(found.Line, found.Point, "input", "arrivalAnswers"));
        return mismatch.FirstOrDefault();
    }

    private static bool Answers(ArrivalAnswerInput answer, ArrivalCheck check) => answer.Line == check.Line && answer.Point == check.Point;
}
