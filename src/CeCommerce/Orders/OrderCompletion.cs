namespace CeCommerce.Orders;

/// <summary>What the money of an order waits for.</summary>
public enum CompletionReason
{
    /// <summary>The operator has to ship; at that moment the money goes back instead.</summary>
    WaitingForShipment,

    /// <summary>On its way: it completes then even if nothing more is heard of it, and earlier when it is delivered earlier.</summary>
    WaitingForDelivery,

    /// <summary>Delivered: the buyer's time to check ends then.</summary>
    DeliveredTimeToCheck,

    /// <summary>The buyer has reported a problem: the operator has to answer by then, or it is accepted.</summary>
    ProblemReported,

    /// <summary>A return is on its way: somebody has to take the next step by then, or it is taken for them.</summary>
    ReturnRunning,
}

/// <summary>What an order waits for, and until when.</summary>
/// <param name="At">When the waiting ends by itself.</param>
/// <param name="Because">What is waited for, and what happens at that moment.</param>
internal sealed record OrderCompletion(DateTimeOffset At, CompletionReason Because);
