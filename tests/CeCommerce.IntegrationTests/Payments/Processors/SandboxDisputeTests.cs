using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

public sealed class SandboxDisputeTests(OrderShop shop) : DisputeContract, IClassFixture<OrderShop>
{
    private protected override IDisputeGateway Gateway => Bank;

    private SandboxDisputes Bank => shop.Server.GetRequiredService<SandboxDisputes>();

    private protected override async Task<string> OpenAsync(bool isInquiry = false)
    {
        var request = new ChargeRequest($"pur_{Guid.CreateVersion7():N}", "card_success", Money.Jpy(1_000)) { Since = shop.Clock.GetUtcNow() };
        await shop.Server.GetRequiredService<SandboxGateway>().ChargeAsync(request, Cancellation);
        return await Bank.OpenAsync(request.Reference, null, isInquiry, Cancellation);
    }

    private protected override Task LoseAsync(string dispute) => Bank.MoveAsync(dispute, DisputeState.Lost, Cancellation);

    private protected override Task OfferAppealAsync(string dispute) => Bank.OpenAppealAsync(dispute, Cancellation);
}
