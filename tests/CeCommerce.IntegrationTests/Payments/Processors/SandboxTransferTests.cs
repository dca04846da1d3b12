using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Operators;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Payments.Settling;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

public sealed class SandboxTransferTests(OrderShop shop) : TransferContract, IClassFixture<OrderShop>
{
    private protected override ITransferGateway Gateway => shop.Server.GetRequiredService<SandboxTransfers>();

    private protected override Task<string> AccountAsync() => Task.FromResult($"acct_sandbox_{OperatorId.From(Guid.CreateVersion7())}");

    private protected override Task ArriveAsync(string account)
    {
        shop.Clock.Advance(TimeSpan.FromDays(8));
        return Task.CompletedTask;
    }

    private protected override Task FillAsync(string account) => Task.CompletedTask;

    private protected override Task EmptyAsync(string account) => shop.Scalar($"INSERT INTO payments.sandbox_accounts (account, trouble) VALUES ('{account}', 'BalanceGone')");
}
