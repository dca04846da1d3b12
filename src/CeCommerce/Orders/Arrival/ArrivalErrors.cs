using CeCommerce.Platform;

namespace CeCommerce.Orders.Arrival;

/// <summary>The buyer says that something of a unit is not well, so the order is not completed: reportProblem stops its clock, and the operator has to answer.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Point">What is not well; the first of several.</param>
/// <param name="UseMutation">What to do instead.</param>
public sealed record ArrivalNotWell(int Line, ArrivalPoint Point, string UseMutation, params string[] At) : UserError(At)
{
    public override string Code => "ARRIVAL_NOT_WELL";

    public override LocalText Message => new(
        $"明細 {Line} に問題があるため、取引は完了していません。reportProblem で問題を報告すると、完了までの期限が止まり、事業者に回答の義務が生じます。",
        $"Something is wrong with line {Line}, so the order was not completed. Report it with reportProblem: the clock stands still then, and the operator has to answer.");
}

/// <summary>The answers are not those to the order's checklist: each point is answered, and no other.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Point">The first that is missing, or that is not asked.</param>
public sealed record ArrivalAnswersMismatch(int Line, ArrivalPoint Point, params string[] At) : UserError(At)
{
    public override string Code => "ARRIVAL_ANSWERS_MISMATCH";

    public override LocalText Message => new(
        "arrivalChecklist のすべての項目に1回ずつ回答してください（回答を省略する場合は arrivalAnswers ごと省略してください）。",
        "Answer each point of arrivalChecklist once and no other, or leave arrivalAnswers out altogether.");
}
