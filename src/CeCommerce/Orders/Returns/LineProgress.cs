using CeCommerce.Platform.Database;

namespace CeCommerce.Orders.Returns;

/// <summary>Moves a unit on, stops the order's clock while somebody has to do something about it, and starts it again. Part of the caller's transaction, which saves.</summary>
internal sealed class LineProgress(CommerceDatabase database, OrderClock clock)
{
    /// <summary>Null when it was moved; otherwise why not.</summary>
    public LineMoveRefused? Move(Order order, OrderLine line, LineState to, OrderMover by)
    {
        if (!LineMoves.Allows(line.State, to, by.Actor) || order.State is not (OrderState.Paid or OrderState.HandedOver or OrderState.Delivered))
        {
            return new(line.State, LineMoves.From(line.State, by.Actor), "input", "line");
        }

        line.Move(to, DueAt(to), clock.Now);
        order.FollowLines(clock.Now);
        database.RecordLine(order, line, by.Caller, clock.Now);
        return null;
    }

    private DateTimeOffset? DueAt(LineState state) => state switch
    {
        LineState.Problem or LineState.ReturnRequested => clock.Now + clock.Settings.AnswerTime,
        LineState.ReturnAccepted => clock.Now + clock.Settings.SendBackTime,
        LineState.ReturnSent => clock.Now + clock.Settings.InspectionTime,
        LineState.Sold or LineState.ReturnReceived or LineState.Refunded or LineState.ReturnRefused => null,
    };
}
