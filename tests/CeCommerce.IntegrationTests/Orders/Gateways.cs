using CeCommerce.Payments;
using CeCommerce.Payments.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>The server dies while the processor is being asked: the charge is made, nobody hears of it.</summary>
internal sealed class CrashingGateway(IServiceProvider services) : BrokenGateway(services)
{
    public override async Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        await base.ChargeAsync(request, cancellationToken);
        throw new IOException("The power went off.");
    }
}

/// <summary>Whatever is asked of some charges ends in an error.</summary>
internal sealed class TroubledGateway(IServiceProvider services, Func<string, Exception?> trouble) : BrokenGateway(services)
{
    public override Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        trouble(request.Reference) is { } error ? throw error : base.ChargeAsync(request, cancellationToken);

    public override Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        trouble(request.Reference) is { } error ? throw error : base.FindAsync(request, cancellationToken);

    public override Task<Charge?> CancelAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        trouble(request.Reference) is { } error ? throw error : base.CancelAsync(request, cancellationToken);

    public override Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        trouble(request.Charge.Reference) is { } error ? throw error : base.RefundAsync(request, cancellationToken);
}

internal abstract class BrokenGateway(IServiceProvider services) : IPaymentGateway
{
    private readonly SandboxGateway _inner = services.GetRequiredService<SandboxGateway>();

    public string Name => _inner.Name;

    public IReadOnlyList<MeansOfPayment> Methods => _inner.Methods;

    public virtual Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken) => _inner.ChargeAsync(request, cancellationToken);

    public virtual Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken) => _inner.FindAsync(request, cancellationToken);

    public virtual Task<Charge> CaptureAsync(ChargeRequest request, CancellationToken cancellationToken) => _inner.CaptureAsync(request, cancellationToken);

    public virtual Task<Charge?> CancelAsync(ChargeRequest request, CancellationToken cancellationToken) => _inner.CancelAsync(request, cancellationToken);

    public virtual Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => _inner.RefundAsync(request, cancellationToken);
}
