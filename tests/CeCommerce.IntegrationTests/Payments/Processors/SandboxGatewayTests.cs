using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Payments.Saved;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

public sealed class SandboxGatewayTests(TestServer server) : GatewayContract, IClassFixture<TestServer>
{
    private protected override IPaymentGateway Gateway => server.Services.GetRequiredService<IPaymentGateway>();

    private protected override ICashGateway Cash => server.Services.GetRequiredService<ICashGateway>();

    private protected override string Held => "card_held";

    private protected override string Counter => "konbini_pending_then_success";

    private protected override ISavedMethods Methods => server.Services.GetRequiredService<ISavedMethods>();

    private SandboxGateway Sandbox => server.Services.GetRequiredService<SandboxGateway>();

    private protected override Task SendAsync(ChargeRequest request, long amount) => server.Services.GetRequiredService<SandboxCash>().SendAsync(request.Reference, amount, default);

    private protected override Task PayAsync(Charge charge) =>
        charge.Status is ChargeStatus.Pending or ChargeStatus.NeedsAuthentication ? Sandbox.DecideAsync(charge.Reference, success: true, default) : Task.CompletedTask;

    private protected override string SavedAs(SavedCardKind kind) => kind switch
    {
        SavedCardKind.Held => "card_held",
        SavedCardKind.Declined => "card_declined_later",
        SavedCardKind.AsksBuyer => "card_authentication_required",
    };

    private protected override Task FinishSavingAsync(MethodAtProcessor begun, SavedCardKind kind) => begun.State == SavedMethodState.Pending
        ? server.Services.GetRequiredService<SandboxMethods>().DecideAsync(begun.SetupId, success: true, default)
        : Task.CompletedTask;
}
