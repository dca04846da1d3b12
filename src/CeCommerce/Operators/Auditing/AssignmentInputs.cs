namespace CeCommerce.Operators.Auditing;

/// <summary>Which auditor looks into which operator, and when.</summary>
internal sealed record AssignAuditorInput
{
    /// <summary>The auditor's partner app, as at the token endpoint.</summary>
    public required string ClientId { get; init; }

    /// <summary>The operator to be audited.</summary>
    public required OperatorId OperatorId { get; init; }

    /// <summary>First day, in Japan; left out: today.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day on which it no longer holds; left out: until `endAssignment`.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>A fresh key for each new assignment; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which assignment to end.</summary>
internal sealed record EndAssignmentInput
{
    /// <summary>The assignment.</summary>
    public required AssignmentId AssignmentId { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
