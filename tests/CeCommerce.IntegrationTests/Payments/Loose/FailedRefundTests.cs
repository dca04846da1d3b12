using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Payments.Loose;

/// <summary>Refunds of what was paid by bank transfer that the buyer's bank does not take: the order is refunded, and its buyer is owed the money.</summary>
public sealed class FailedRefundTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly LooseShop _shop = new(cluster);

    public ValueTask InitializeAsync() => _shop.InitializeAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Theory]
    [InlineData("failed", false)]
    [InlineData("canceled", false)]
    [InlineData("failed", true)]
    public async Task M9_a_refund_of_a_transfer_that_does_not_reach_the_buyer_is_owed_back(string status, bool hadSucceeded)
    {
        var transfer = await _shop.PlaceAsync();
        _shop.Stripe.FundBankTransfer(transfer.Intent, LooseShop.Price);
        await _shop.DeliverAllAsync();
        await _shop.CancelAsync(transfer);

        // Stripe keeps its fee of the charge.
        _shop.Stripe.TopUp(100_000);
        Assert.Empty((await _shop.NameAsync(transfer)).List("errors"));
        var refund = Assert.Single(_shop.Stripe.All("refund")).Text("id")!;
        if (hadSucceeded)
        {
            _shop.Stripe.FinishRefund(refund);
            await _shop.DeliverAllAsync();
            Assert.Equal((0, 0, 0), Books());
            Assert.Equal("REFUNDED", await _shop.SeenAsync(transfer));
        }

        _shop.Stripe.FinishRefund(refund, status);
        await _shop.DeliverAllAsync();
        Assert.Equal((0, LooseShop.Price, LooseShop.Price), Books());
        Assert.Equal($"REFUNDED {LooseShop.Price}:REFUND_FAILED:DUE", await _shop.SeenAsync(transfer));
        await AssertAgreesAsync();
        await _shop.SweepAsync();
        Assert.Equal((0, LooseShop.Price, LooseShop.Price), Books());

        Assert.Empty((await _shop.NameAsync(transfer, "hanako@example.com")).List("errors"));
        _shop.Stripe.FinishRefund(_shop.Stripe.All("refund")[^1].Text("id")!);
        await _shop.DeliverAllAsync();
        Assert.Equal($"REFUNDED {LooseShop.Price}:REFUND_FAILED:RETURNED", await _shop.SeenAsync(transfer));
        Assert.Equal((0, 0, 0), Books());
        await AssertAgreesAsync();
        _shop.Stripe.AssertFits();
    }

    /// <summary>Without what Stripe took.</summary>
    private (long Escrow, long RefundDue, long AtProcessor) Books() => _shop.Books() is var books ? (books.Escrow, books.RefundDue, books.AtProcessor - _shop.Sum("ProcessorFee")) : default;

    private Task AssertAgreesAsync() => _shop.AssertAgreesAsync(100_000);
}
