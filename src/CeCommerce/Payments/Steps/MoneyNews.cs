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
