namespace CeCommerce.Orders.Returns;

/// <summary>Where a unit of an order stands beside the order's own state.</summary>
public enum LineState
{
    /// <summary>Sold, and nothing is wrong.</summary>
    Sold,

    /// <summary>The buyer says that something is wrong; the operator has to answer.</summary>
    Problem,

    /// <summary>The buyer wants to return it; the operator has to answer.</summary>
    ReturnRequested,

    /// <summary>The buyer may send it back.</summary>
    ReturnAccepted,

    /// <summary>On its way back to the operator.</summary>
    ReturnSent,

    /// <summary>Back with the operator; the money is on its way to the buyer.</summary>
    ReturnReceived,

    /// <summary>Its money went back.</summary>
    Refunded,

    /// <summary>The operator has refused, and said why.</summary>
    ReturnRefused,
}

/// <summary>The allowed moves of a unit and who may make them; whatever is not here is refused.</summary>
internal static class LineMoves
{
    private static readonly (LineState From, LineState To, OrderActor[] By)[] Table =
    [
        (LineState.Sold, LineState.Problem, [OrderActor.Buyer]),
        (LineState.Sold, LineState.ReturnRequested, [OrderActor.Buyer]),
        (LineState.Sold, LineState.Refunded, [OrderActor.System]),
        (LineState.Problem, LineState.Sold, [OrderActor.Buyer]),
        (LineState.Problem, LineState.ReturnRequested, [OrderActor.Buyer]),
        (LineState.Problem, LineState.ReturnAccepted, [OrderActor.Seller, OrderActor.System]),
        (LineState.Problem, LineState.ReturnRefused, [OrderActor.Seller]),
        (LineState.Problem, LineState.Refunded, [OrderActor.System]),
        (LineState.ReturnRequested, LineState.Sold, [OrderActor.Buyer]),
        (LineState.ReturnRequested, LineState.ReturnAccepted, [OrderActor.Seller, OrderActor.System]),
        (LineState.ReturnRequested, LineState.ReturnRefused, [OrderActor.Seller]),
        (LineState.ReturnRequested, LineState.Refunded, [OrderActor.System]),
        (LineState.ReturnAccepted, LineState.Sold, [OrderActor.Buyer, OrderActor.System]),
        (LineState.ReturnAccepted, LineState.ReturnSent, [OrderActor.Buyer]),
        (LineState.ReturnAccepted, LineState.Refunded, [OrderActor.System]),
        (LineState.ReturnSent, LineState.ReturnReceived, [OrderActor.Seller, OrderActor.System]),
        (LineState.ReturnReceived, LineState.Refunded, [OrderActor.System]),
        (LineState.ReturnRefused, LineState.Refunded, [OrderActor.System]),
    ];

    public static IReadOnlyList<LineState> From(LineState state, OrderActor by) => [.. Table.Where(move => move.From == state && move.By.Contains(by)).Select(move => move.To)];

    public static bool Allows(LineState from, LineState to, OrderActor by) => From(from, by).Contains(to);

    /// <summary>Whether somebody has to do something about it, so that the order does not complete.</summary>
    public static bool IsOpen(this LineState state) => state is not (LineState.Sold or LineState.Refunded or LineState.ReturnRefused);
}
