using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Settling;

/// <summary>Posts what steps of a payment moved, and wants back from payouts what was not there. The last thing in the caller's transaction, which has saved its rows.</summary>
internal sealed class StepBooks(CommerceDatabase database, Escrow escrow, Settlements settlements, Clawback clawback)
{
    public async Task PostAsync(Payment payment, MoneyNews news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (news is { Moved: [], Promised: [], Ended: [] })
        {
            return;
        }

        var moved = news.Moved;
        var held = moved is [] || moved.Any(step => step.Kind == StepKind.Capture) ? new EscrowHeld([]) : await escrow.OfAsync(payment.Id, cancellationToken);
        var standings = await StandingsAsync(payment, moved, held.Copy(), now, cancellationToken);
        var (movements, before) = (new List<Movement>(), standings);
        foreach (var step in moved)
        {
            var from = new TakenFrom(held, standings);
            movements.Add(StepMovements.From(payment, step, from, MovementTime.Now(now)));
            standings = from.Standings;
            foreach (var missing in from.Shorts)
            {
                await clawback.WantAsync(missing, payment.Id, step.Id.Value, now, cancellationToken);
            }
        }

        var resolutions = await ResolutionsAsync(news.Ended, movements, MovementTime.Now(now), cancellationToken);
        movements.AddRange(news.Promised.Where(step => step.DueAt > now).Select(step => StepMovements.HoldOf(payment, step, MovementTime.Now(now))));
        await database.WriteAsync(movements, resolutions, cancellationToken);
        foreach (var ((whose, currency), standing) in standings)
        {
            await settlements.FollowAsync(new(whose, currency), before[(whose, currency)].Payable, standing.Payable, now, cancellationToken);
        }
    }

    /// <summary>What was pending is posted as the charge, which leaves the movements, or called off. What has timed out is written down by the upkeep.</summary>
    private async Task<IReadOnlyCollection<Resolution>> ResolutionsAsync(
        IReadOnlyList<PaymentStep> ended, List<Movement> movements, MovementTime time, CancellationToken cancellationToken)
    {
        var resolutions = new List<Resolution>();
        foreach (var step in ended)
        {
            if (await database.PendingAsync(MovementKind.Authorisation, Cause.Of(step.Id), cancellationToken) is not { } pending || pending.TimesOutAt <= time.At)
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

    /// <summary>Of the operators from whom more is taken than is in escrow of the payment: only for them it matters, and only they are locked.</summary>
    private async Task<IReadOnlyDictionary<(OperatorId Operator, string Currency), Standing>> StandingsAsync(
        Payment payment, IReadOnlyList<PaymentStep> moved, EscrowHeld held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tried = moved.SelectMany(step => StepMovements.Of(payment, step, held, MovementTime.Now(now)).Entries).ToList();
        OperatorId[] operators = [.. tried.Where(entry => entry.Account.Kind == AccountKind.OperatorPayable && entry.Amount < 0).Select(entry => OperatorId.From(entry.Account.Owner!.Value)).Distinct()];
        if (operators is [])
        {
            return new Dictionary<(OperatorId, string), Standing>();
        }

        var standings = await settlements.LockAsync(operators, payment.Amount.Currency, now, cancellationToken);
        return standings.ToDictionary(standing => (standing.Key, payment.Amount.Currency), standing => standing.Value);
    }
}
