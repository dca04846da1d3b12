using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Steps;

/// <summary>A payment with steps that it is time to ask about.</summary>
internal sealed record DuePayment(PaymentId Id, IReadOnlyList<PaymentStepId> Steps, int Asked);

/// <summary>Which steps it is time to ask about, and who does. Reads and writes the schedule alone, so that a row that cannot be read otherwise has its turn all the same.</summary>
internal sealed class DueSteps(CommerceDatabase database, IPaymentGateway gateway, PaymentClock clock)
{
    public const int Batch = 50;

    /// <summary>A batch of them: refunds first, then the longest waiting. Steps that the processor cannot be asked about are left as they are.</summary>
    public async Task<IReadOnlyList<DuePayment>> ListAsync(CancellationToken cancellationToken)
    {
        var (now, kinds) = (clock.Now, Enum.GetValues<StepKind>().Where(gateway.Knows).ToList());
        var steps = await database.Set<PaymentStep>()
            .Where(step => step.Unsettled && step.AskAt <= now && kinds.Contains(step.Kind))
            .OrderByDescending(step => step.Kind == StepKind.Refund).ThenBy(step => step.AskAt)
            .Select(step => new { step.Id, step.PaymentId, step.Asked })
            .Take(Batch)
            .ToListAsync(cancellationToken);
        return [.. steps.GroupBy(step => step.PaymentId, (payment, of) => new DuePayment(payment, [.. of.Select(step => step.Id)], of.Min(step => step.Asked)))];
    }

    /// <summary>
    /// Whoever moves the time on takes the payment; another server process then finds it not due. The payment's own time, by which a server of the version before
    /// goes, moves with it, and first: that is the order in which that one takes it.
    /// </summary>
    public async Task<bool> TakeAsync(DuePayment due, CancellationToken cancellationToken)
    {
        var (now, next, asked, payment, steps) = (clock.Now, clock.Next(due.Asked + 1), due.Asked + 1, due.Id.Value, due.Steps.Select(step => step.Value).ToArray());
        return await database.Database.ExecuteSqlAsync(
            $"""
            WITH taken AS (
                UPDATE payments.payments SET ask_at = {next}, asked = {asked}, revision = revision + 1
                WHERE id = {payment} AND EXISTS (SELECT FROM payments.steps WHERE id = ANY({steps}) AND unsettled AND ask_at <= {now}) RETURNING id
            )
            UPDATE payments.steps SET ask_at = {next}, asked = {asked} FROM taken
            WHERE payment_id = taken.id AND steps.id = ANY({steps}) AND unsettled AND ask_at <= {now}
            """,
            cancellationToken) > 0;
    }
}
