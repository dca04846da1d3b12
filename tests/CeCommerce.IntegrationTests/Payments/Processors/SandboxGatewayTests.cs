using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

public sealed class SandboxGatewayTests(TestServer server) : GatewayContract, IClassFixture<TestServer>
{
    private protected override IPaymentGateway Gateway => server.Services.GetRequiredService<IPaymentGateway>();

    private protected override ICashGateway Cash => server.Services.GetRequiredService<ICashGateway>();

    private protected override string Held => "card_held";

    private protected override string Counter => "konbini_pending_then_success";

    private SandboxGateway Sandbox => server.Services.GetRequiredService<SandboxGateway>();

    private protected override Task SendAsync(ChargeRequest request, long amount) => server.Services.GetRequiredService<SandboxCash>().SendAsync(request.Reference, amount, default);

    private protected override Task PayAsync(Charge charge) =>
        charge.Status == ChargeStatus.Pending ? Sandbox.DecideAsync(charge.Reference, success: true, default) : Task.CompletedTask;
}
