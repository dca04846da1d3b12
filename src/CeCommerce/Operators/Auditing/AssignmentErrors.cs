using CeCommerce.Platform;

namespace CeCommerce.Operators.Auditing;

/// <summary>No such assignment.</summary>
/// <param name="Given">What was given.</param>
public sealed record AssignmentNotFound(string Given, params string[] At) : UserError(At)
{
    public override string Code => "ASSIGNMENT_NOT_FOUND";

    public override LocalText Message => new("監査の割り当てが見つかりません。ID を確認してください。", "There is no such assignment of an auditor. Check the id.");
}

/// <summary>The auditor has the operator for some of these days already.</summary>
/// <param name="ClientId">The auditor's app.</param>
public sealed record AuditorAssignedAlready(string ClientId, params string[] At) : UserError(At)
{
    public override string Code => "AUDITOR_ASSIGNED_ALREADY";

    public override LocalText Message => new(
        "この監査人はその期間の一部または全部について、すでにこの事業者に割り当てられています。先に endAssignment で終了するか、期間を変えてください。",
        "This auditor is assigned to this operator already for some of these days. End that assignment with endAssignment first, or choose other days.");
}

/// <summary>An assignment that has ended stays as it was.</summary>
/// <param name="Until">The day on which it no longer held.</param>
public sealed record AssignmentEnded(DateOnly Until, params string[] At) : UserError(At)
{
    public override string Code => "ASSIGNMENT_ENDED";

    public override LocalText Message => new("この割り当てはすでに終了しています。", "This assignment has ended already.");
}

/// <summary>A value of an assignment cannot be right.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record AssignmentValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "ASSIGNMENT_VALUE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>Others changed the same assignments at the same time, again and again.</summary>
public sealed record AssignmentsBusy(params string[] At) : UserError(At)
{
    public override string Code => "ASSIGNMENTS_BUSY";

    public override LocalText Message => new(
        "割り当てが同時に変更されました。もう一度送信してください。", "Assignments were changed at the same time. Send the request again.");
}
