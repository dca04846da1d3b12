using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders.Arrival;

/// <summary>Completes an order whose buyer has looked at what came. Part of the caller's transaction, which saves.</summary>
internal sealed class ArrivalService(CommerceDatabase database, OrderProgress progress, TimeProvider clock)
{
    public async Task<Outcome<Order>> CompleteAsync(Order order, OrderMover by, IReadOnlyList<ArrivalAnswerInput> answers, CancellationToken cancellationToken)
    {
        var asked = ArrivalPoints.Of(order);
        if (ArrivalAnswers.Refusal(asked, answers) is { } refused)
        {
            return refused;
        }

        var completed = await progress.MoveAsync(order, OrderState.Completed, by, cancellationToken);
        if (completed.Error is null)
        {
            database.AddRange(asked.Select(check => ArrivalAnswer.Of(order.Id, check, clock.GetUtcNow())));
        }

        return completed;
    }
}
