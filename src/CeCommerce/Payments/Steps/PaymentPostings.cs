using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Steps;

/// <summary>What news of a payment changed about money.</summary>
/// <param name="Moved">Steps by which money changed hands.</param>
/// <param name="Promised">Steps by which money is held, or awaited at a counter.</param>
internal sealed record MoneyNews(IReadOnlyList<PaymentStep> Moved, IReadOnlyList<PaymentStep> Promised)
{
    /// <summary>Promises that are none any more: kept, let go or over.</summary>
    public IReadOnlyList<PaymentStep> Ended { get; init; } = [];

    public static MoneyNews Known(Payment payment) => new([.. payment.Steps.Where(step => step.MovedMoney)], [.. payment.Steps.Where(step => step.IsPromise)]);

    /// <summary>What is new since this was known.</summary>
    public MoneyNews Since(Payment payment)
    {
        var now = Known(payment);
        return new([.. now.Moved.ExceptBy(Ids(Moved), step => step.Id)], [.. now.Promised.ExceptBy(Ids(Promised), step => step.Id)])
        {
            Ended = [.. payment.Steps.Where(step => !step.IsPromise).IntersectBy(Ids(Promised), step => step.Id)],
        };
    }

    private static IEnumerable<PaymentStepId> Ids(IEnumerable<PaymentStep> steps) => [.. steps.Select(step => step.Id)];
}

/// <summary>Writes into the books what news of a payment changed about money. Money that is held or awaited stands there as pending only.</summary>
internal sealed class PaymentPostings(CommerceDatabase database, Escrow escrow, PaymentClock clock)
{
    public async Task PostAsync(Payment payment, MoneyNews news, CancellationToken cancellationToken)
    {
        if (news is { Moved: [], Promised: [], Ended: [] })
        {
            return;
        }

        var time = MovementTime.Now(clock.Now);
        var held = news.Moved is [] || news.Moved.Any(step => step.Kind == StepKind.Capture) ? new EscrowHeld([]) : await escrow.OfAsync(payment.Id, cancellationToken);
        List<Movement> movements = [.. news.Moved.Select(step => StepMovements.Of(payment, step, held, time))];
        var resolutions = await ResolutionsAsync(news.Ended, movements, time, cancellationToken);
        movements.AddRange(news.Promised.Where(step => step.DueAt > time.At).Select(step => StepMovements.HoldOf(payment, step, time)));
        await database.WriteAsync(movements, resolutions, cancellationToken);
    }

    /// <summary>What was pending is posted as the charge, which leaves the movements, or called off. What has timed out is written down by the upkeep.</summary>
    private async Task<IReadOnlyCollection<Resolution>> ResolutionsAsync(
        IReadOnlyList<PaymentStep> ended, List<Movement> movements, MovementTime time, CancellationToken cancellationToken)
    {
        var resolutions = new List<Resolution>();
        foreach (var step in ended)
        {
            if (await database.PendingAsync(MovementKind.Hold, Cause.Of(step.Id), cancellationToken) is not { } pending || pending.TimesOutAt <= time.At)
            {
                continue;
            }

            var charge = movements.Find(movement => movement.Kind == MovementKind.Charge);
            resolutions.Add(charge is null ? Resolution.Void(pending, time) : Resolution.Post(pending, charge));
            if (charge is not null)
            {
                movements.Remove(charge);
            }
        }

        return resolutions;
    }
}
