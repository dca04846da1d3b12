namespace CeCommerce.Payments.Loose;

/// <summary>A processor that tells with each charge by bank transfer what came for it. It is asked after the charge, so that of a charge that is paid all is known that paid it.</summary>
internal sealed class GatewayWithCash(IPaymentGateway gateway, ICashGateway cash) : IPaymentGateway
{
    public string Name => gateway.Name;

    public IReadOnlyList<MeansOfPayment> Methods => gateway.Methods;

    public async Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        await WithAsync(await gateway.ChargeAsync(request, cancellationToken), cancellationToken);

    public async Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        await gateway.FindAsync(request, cancellationToken) is { } charge ? await WithAsync(charge, cancellationToken) : null;

    public async Task<Charge> CaptureAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        await WithAsync(await gateway.CaptureAsync(request, cancellationToken), cancellationToken);

    public async Task<Charge?> CancelAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        await gateway.CancelAsync(request, cancellationToken) is { } charge ? await WithAsync(charge, cancellationToken) : null;

    public async Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        await WithAsync(await gateway.RefundAsync(request, cancellationToken), cancellationToken);

    public bool Knows(Steps.StepKind kind) => gateway.Knows(kind);

    private async Task<Charge> WithAsync(Charge charge, CancellationToken cancellationToken) =>
        charge.Payer is { } payer
            ? charge with { Cash = await cash.OfAsync(payer, cancellationToken) with { Refunds = [.. charge.Refunds.Where(refund => refund.KeptAs is not null)] } }
            : charge;
}
