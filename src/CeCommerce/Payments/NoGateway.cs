namespace CeCommerce.Payments;

/// <summary>Stands where no processor is set up: offers nothing, so every purchase is refused before anything moves.</summary>
internal sealed class NoGateway : IPaymentGateway
{
    public string Name => "none";

    public IReadOnlyList<MeansOfPayment> Methods => [];

    public Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<Charge> CaptureAsync(ChargeRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<Charge?> CancelAsync(ChargeRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    private static PaymentGatewayUnavailable NotSetUp() => new("No payment processor is set up.");
}
