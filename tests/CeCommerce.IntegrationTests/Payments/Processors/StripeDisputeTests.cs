using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Answering banks by Stripe; each request is looked at by stripe-mock too.</summary>
public sealed class StripeDisputeTests : DisputeContract, IAsyncLifetime
{
    private readonly StripeStandIn _stripe = new();
    private ServiceProvider? _services;

    private protected override IDisputeGateway Gateway => _services!.GetRequiredService<IDisputeGateway>();

    public async ValueTask InitializeAsync()
    {
        await _stripe.InitializeAsync();
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStripe(StripeGatewayTests.SettingsFor(_stripe)).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _stripe.DisposeAsync();
        Assert.True(_stripe.Misfits is [], string.Join("\n", _stripe.Misfits));
    }

    private protected override async Task<string> OpenAsync(bool isInquiry = false)
    {
        var payments = _services!.GetRequiredService<IPaymentGateway>();
        var id = Guid.CreateVersion7().ToString("N");
        var request = new ChargeRequest($"pur_{id}", "card", Money.Jpy(1_000)) { Payment = $"pay_{id}", Since = TimeProvider.System.GetUtcNow() };
        var begun = await payments.ChargeAsync(request, Cancellation);
        _stripe.Pay(begun.ProcessorId!);
        await payments.CaptureAsync(request with { ProcessorId = begun.ProcessorId }, Cancellation);
        return _stripe.Dispute(_stripe[begun.ProcessorId!].Text("latest_charge")!, isInquiry: isInquiry);
    }

    private protected override Task LoseAsync(string dispute)
    {
        _stripe.Decide(dispute, won: false);
        return Task.CompletedTask;
    }

    private protected override Task OfferAppealAsync(string dispute)
    {
        _stripe.OpenAppeal(dispute);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Evidence_names_what_was_sold_and_how_it_went_and_nobody()
    {
        var request = await EvidenceAsync(await OpenAsync());
        await Gateway.SubmitAsync(request, Cancellation);
        var said = _stripe[request.Dispute]["evidence"]!.AsObject();
        Assert.Equal(("エアコン", "yamato", "1234", "2026-12-01"), (said.Text("product_description"), said.Text("shipping_carrier"), said.Text("shipping_tracking_number"), said.Text("shipping_date")));
        Assert.Null(said["customer_name"]);
        Assert.Null(said["shipping_address"]);
        _stripe.AssertFits();
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_unknown_and_the_dispute_says_that_it_came()
    {
        var request = await EvidenceAsync(await OpenAsync());
        _stripe.Faults.Add("POST /v1/disputes/*", StripeFault.DropAnswer, times: 3);
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => Gateway.SubmitAsync(request, Cancellation));
        Assert.Equal((1L, request.Key), await Gateway.FindAsync(request.Dispute, Cancellation) is { } found ? (found.Submissions, found.Answer) : default);
    }
}
