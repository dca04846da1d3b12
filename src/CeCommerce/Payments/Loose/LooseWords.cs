namespace CeCommerce.Payments.Loose;

/// <summary>Where money stands that came by bank transfer.</summary>
public enum LooseState
{
    /// <summary>Part of the price came within the term and waits in escrow for the rest.</summary>
    Waiting,

    /// <summary>It became the charge.</summary>
    Used,

    /// <summary>It is owed back, and the buyer has to say where the processor can ask for an account: nameRefundAddress.</summary>
    Due,

    /// <summary>It is being sent back.</summary>
    Sending,

    /// <summary>The processor asked the buyer for an account and waits for the answer.</summary>
    NeedsBuyer,

    /// <summary>It is back.</summary>
    Returned,

    /// <summary>It could not be sent, or came back: the buyer has to name an address once more.</summary>
    Failed,
}

/// <summary>Why money is owed back.</summary>
public enum LooseReason
{
    /// <summary>The rest did not come before the term was over.</summary>
    Short,

    /// <summary>More came than was owed.</summary>
    Surplus,

    /// <summary>It came when the term was over.</summary>
    Late,

    /// <summary>It paid, was refunded, and did not reach the buyer.</summary>
    RefundFailed,
}

/// <summary>The allowed moves; whatever is not here is refused.</summary>
internal static class LooseMoves
{
    private static readonly (LooseState From, LooseState[] To)[] Table =
    [
        (LooseState.Waiting, [LooseState.Used, LooseState.Due]),
        (LooseState.Due, [LooseState.Sending]),
        (LooseState.Sending, [LooseState.NeedsBuyer, LooseState.Returned, LooseState.Failed, LooseState.Due]),
        (LooseState.NeedsBuyer, [LooseState.Sending, LooseState.Returned, LooseState.Failed]),
        (LooseState.Returned, [LooseState.Failed]),
        (LooseState.Failed, [LooseState.Sending]),
    ];

    public static IReadOnlyList<LooseState> From(LooseState state) => Table.FirstOrDefault(move => move.From == state).To ?? [];

    /// <summary>Whether the buyer has to say where the processor can ask for an account.</summary>
    public static bool NeedsAddress(this LooseState state) => state is LooseState.Due or LooseState.Failed;

    /// <summary>Whether it is on its way back.</summary>
    public static bool IsUnderWay(this LooseState state) => state is LooseState.Sending or LooseState.NeedsBuyer;
}
