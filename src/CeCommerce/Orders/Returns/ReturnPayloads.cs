using CeCommerce.Platform;

namespace CeCommerce.Orders.Returns;

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record ReportProblemPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static ReportProblemPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record WithdrawObjectionPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static WithdrawObjectionPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record RequestReturnPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static RequestReturnPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record AnswerReturnPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static AnswerReturnPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record ReturnSentPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static ReturnSentPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record ReceiveReturnPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static ReceiveReturnPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record RefundLinePayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static RefundLinePayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record NameRefundAddressPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static NameRefundAddressPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}
