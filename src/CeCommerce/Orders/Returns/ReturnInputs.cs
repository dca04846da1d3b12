using CeCommerce.Platform;

namespace CeCommerce.Orders.Returns;

/// <summary>Which unit, and what is wrong.</summary>
internal sealed record ReportProblemInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What is wrong.</summary>
    public required ProblemKind Kind { get; init; }

    /// <summary>In the buyer's words, for the operator; at most 2,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The `sha256` of photos that were sent to `POST /orders/{orderId}/photos`, at most 10.</summary>
    public IReadOnlyList<string>? Photos { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>About which unit.</summary>
internal sealed record WithdrawObjectionInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which unit, and why.</summary>
internal sealed record RequestReturnInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Why.</summary>
    public required ReturnReason Reason { get; init; }

    /// <summary>In the buyer's words, for the operator; at most 2,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The `sha256` of photos that were sent to `POST /orders/{orderId}/photos`, at most 10.</summary>
    public IReadOnlyList<string>? Photos { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which unit, and the answer.</summary>
internal sealed record AnswerReturnInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether the buyer may send it back.</summary>
    public required bool Accept { get; init; }

    /// <summary>Why, for the buyer; at most 2,000 characters.</summary>
    public string? Answer { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which unit, and how.</summary>
internal sealed record ReturnSentInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which unit, and what was found.</summary>
internal sealed record ReceiveReturnInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What was found, for the buyer; at most 2,000 characters.</summary>
    public string? Inspection { get; init; }

    /// <summary>What goes back; null for all that is left.</summary>
    public Money? Amount { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which unit, and how much.</summary>
internal sealed record RefundLineInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What goes back; never more than what is left.</summary>
    public required Money Amount { get; init; }

    /// <summary>Why, for the buyer; at most 2,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Where the processor is to ask for an account.</summary>
internal sealed record NameRefundAddressInput
{
    /// <summary>The order whose money goes back.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>An email address of the buyer. It goes to the processor, which asks there for the account, and is kept nowhere here.</summary>
    public required string Email { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
