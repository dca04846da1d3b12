using CeCommerce.Operators;
using CeCommerce.Payments.Disputes;

namespace CeCommerce.Payments.Steps;

/// <summary>What the words of the processor, and the decisions of whoever owns the purpose, make of the steps of one payment. Each may come again, or late.</summary>
internal sealed class StepLog(Payment payment, List<PaymentStep> steps, PaymentClock clock)
{
    private PaymentStep? Capture => steps.Find(step => step is { Kind: StepKind.Capture, State: StepState.Succeeded });

    private PaymentStep? Held => steps.Find(step => step is { Kind: StepKind.Authorisation, State: StepState.Held });

    private IEnumerable<PaymentStep> Refunds => steps.Where(step => step.Kind == StepKind.Refund && step.State != StepState.Failed);

    public void Hear(Charge charge, bool isNews)
    {
        if (isNews)
        {
            FollowAttempt(charge);
        }

        foreach (var (refund, told) in Refunds.Join(charge.Refunds, refund => refund.Id.ToString(), told => told.Key, (refund, told) => (refund, told)).ToList())
        {
            refund.Move(told.Status == RefundStatus.NeedsBuyer ? told with { DueAt = told.DueAt ?? refund.DueAt ?? clock.Now + clock.Settings.RefundAccountTime } : told, clock.Now);
        }

        if (charge.Status == ChargeStatus.Refunded)
        {
            EndRefunds();
        }

        steps.ForEach(step => step.Settle());
    }

    /// <summary>The processor has nothing, and nothing is on its way there any more.</summary>
    public void HearNothing()
    {
        foreach (var step in steps.Where(step => step.Kind == StepKind.Attempt))
        {
            if (step.State.IsOpen())
            {
                step.Move(StepState.Dropped, clock.Now);
            }

            step.Settle();
        }
    }

    /// <summary>Captured money goes back; without any the processor is asked anew about what is open.</summary>
    public void Release()
    {
        if (Capture is not null)
        {
            GiveRestBack();
            return;
        }

        foreach (var step in steps.Where(step => step.Unsettled))
        {
            step.AskFrom(clock.Next(0));
        }
    }

    /// <summary>That part goes back as soon as there is money, less when less is left; null when nothing is.</summary>
    public PaymentStep? GiveBack(PaymentShare share, Guid cause)
    {
        if (steps.Find(step => step.Kind == StepKind.Refund && step.Cause == cause) is { } known)
        {
            return known;
        }

        var amount = Math.Min(share.Amount, RestOf(share.OperatorId));
        return amount <= 0 ? null : Add(new(StepKind.Refund, Capture is null ? StepState.Waiting : StepState.Wanted, amount)
        {
            OperatorId = share.OperatorId,
            Cause = cause,
            ParentId = Capture?.Id,
        });
    }

    /// <summary>Each operator's share without what went back, is to go back, or was taken by a bank.</summary>
    public static IReadOnlyList<PaymentShare> RestsOf(Payment payment)
    {
        var gone = payment.Steps.Where(IsGone).ToList();
        return [.. payment.Shares
            .GroupBy(share => share.OperatorId, (whose, of) => new PaymentShare(whose, of.Sum(share => share.Amount)))
            .Select(share => share with { Amount = gone.Exists(step => step.IsOfAll) ? 0 : share.Amount - gone.Where(step => step.OperatorId == share.OperatorId).Sum(step => step.Amount) })];
    }

    /// <summary>A bank took each operator's part; what it does with it the dispute says.</summary>
    public void Follow(Dispute dispute)
    {
        foreach (var share in dispute.Shares)
        {
            var step = steps.Find(step => step.Kind == StepKind.Dispute && step.Cause == share.Id.Value)
                ?? Add(new(StepKind.Dispute, StepState.EvidenceDue, share.Amount) { OperatorId = share.OperatorId, Cause = share.Id.Value, ParentId = Capture?.Id });
            if (StepMoves.From(step.Kind, step.State).Contains(dispute.StepState))
            {
                step.Move(dispute.StepState, clock.Now);
            }
        }
    }

    /// <summary>Whether money of an operator's part has gone by it, or is to go.</summary>
    private static bool IsGone(PaymentStep step) => (step.Kind == StepKind.Refund && step.State != StepState.Failed) || (step.Kind == StepKind.Dispute && step.State != StepState.Won);

    private void FollowAttempt(Charge charge)
    {
        var to = charge.Status switch
        {
            ChargeStatus.NeedsAuthentication => StepState.AwaitingBuyer,
            ChargeStatus.Pending => StepState.Pending,
            ChargeStatus.Declined or ChargeStatus.Cancelled => StepState.Declined,
            ChargeStatus.Authorised or ChargeStatus.Succeeded or ChargeStatus.Refunded => StepState.Succeeded,
        };
        if (Capture is null && Held is null)
        {
            var attempt = OpenAttempt().Move(to, clock.Now, charge.Reason);
            if (charge is { Status: ChargeStatus.Pending, Action: KonbiniSlip slip })
            {
                attempt.AwaitUntil(slip.ExpiresAt);
            }
        }

        FollowMoney(charge);
    }

    private void FollowMoney(Charge charge)
    {
        switch (charge.Status)
        {
            case ChargeStatus.Authorised when Held is null:
                Add(new(StepKind.Authorisation, StepState.Held, payment.Amount.Amount) { DueAt = charge.HeldUntil ?? clock.Now + clock.Settings.CardHold });
                break;
            case ChargeStatus.Cancelled:
                Held?.Move(StepState.Voided, clock.Now, charge.Reason);
                break;
            case ChargeStatus.Succeeded or ChargeStatus.Refunded when Capture is null:
                TakeMoney();
                break;
            default:
                break;
        }
    }

    /// <summary>The last one while it is open; after a refusal the buyer's next.</summary>
    private PaymentStep OpenAttempt() => steps.OrderBy(step => step.Number).LastOrDefault(step => step.Kind == StepKind.Attempt) is { } last && last.State.IsOpen()
        ? last
        : Add(new(StepKind.Attempt, StepState.Begun, payment.Amount.Amount));

    /// <summary>What was held, or authorised and captured in one.</summary>
    private void TakeMoney()
    {
        var held = (Held ?? Add(new(StepKind.Authorisation, StepState.Held, payment.Amount.Amount))).Move(StepState.Captured, clock.Now);
        var capture = Add(new(StepKind.Capture, StepState.Wanted, payment.Amount.Amount) { ParentId = held.Id }).Move(StepState.Succeeded, clock.Now);
        foreach (var refund in Refunds.Where(refund => refund.State == StepState.Waiting))
        {
            refund.Want(capture, clock);
        }

        if (payment.Wanted == WantedOfMoney.Release)
        {
            GiveRestBack();
        }
    }

    private PaymentStep? GiveRestBack()
    {
        var rest = payment.Amount.Amount - steps.Where(IsGone).Sum(step => step.Amount);
        return rest <= 0 || steps.Exists(step => step.IsOfAll) ? null : Add(new(StepKind.Refund, StepState.Wanted, rest) { Cause = payment.Id.Value, ParentId = Capture?.Id });
    }

    /// <summary>All is back, whoever has asked for it.</summary>
    private void EndRefunds()
    {
        GiveRestBack();
        foreach (var refund in Refunds)
        {
            refund.Move(StepState.Succeeded, clock.Now);
        }
    }

    private long RestOf(OperatorId whose) => Refunds.Any(refund => refund.IsOfAll)
        ? 0
        : payment.Shares.Where(share => share.OperatorId == whose).Sum(share => share.Amount) - steps.Where(step => IsGone(step) && step.OperatorId == whose).Sum(step => step.Amount);

    private PaymentStep Add(StepWish wish)
    {
        var step = new PaymentStep(payment, steps.Count + 1, wish with { At = clock.Now }, clock.Next(0));
        step.Settle();
        steps.Add(step);
        return step;
    }
}
