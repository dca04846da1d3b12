using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>Lines to Stripe on which answers come too late, in part, or never. Whoever asks again when the line is mended finds each done once.</summary>
public sealed class ToxicLineTests : IAsyncLifetime
{
    private readonly StripeStandIn _stripe = new() { AsksMock = false };
    private Toxiproxy? _proxy;
    private ToxicLine _line = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPaymentGateway Gateway => _services.GetRequiredService<IPaymentGateway>();

    public async ValueTask InitializeAsync()
    {
        Toxiproxy.SkipWhereMissing();
        await _stripe.InitializeAsync();
        _proxy = await Toxiproxy.StartAsync();
        _line = await _proxy.LineAsync("stripe", _stripe.Url.Authority);
        var settings = StripeGatewayTests.SettingsFor(_stripe) with { Url = $"http://{_line.Address}", Patience = TimeSpan.FromMilliseconds(400) };
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStripe(settings).BuildServiceProvider();
        _stripe.TopUp(100_000);
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _services.DisposeAsync();
            await _proxy.DisposeAsync();
        }

        await _stripe.DisposeAsync();
    }

    [Theory]
    [InlineData("latency", """{ "latency": 3000 }""")]
    [InlineData("timeout", """{ "timeout": 0 }""")]
    [InlineData("reset_peer", """{ "timeout": 0 }""")]
    [InlineData("limit_data", """{ "bytes": 300 }""")]
    [InlineData("slow_close", """{ "delay": 1000 }""")]
    [InlineData("down", "{}")]
    public async Task Whatever_the_line_does_each_question_is_done_once(string toxic, string attributes)
    {
        var key = $"pay_{Guid.CreateVersion7():N}";
        var request = new ChargeRequest($"ord_{key}", "card", Money.Jpy(1_000)) { Payment = key, Since = TimeProvider.System.GetUtcNow() };
        var begun = await SpoiltAsync(toxic, attributes, () => Gateway.ChargeAsync(request, Cancellation));
        request = request with { ProcessorId = begun.ProcessorId };
        _stripe.Pay(begun.ProcessorId!);
        Assert.Equal(ChargeStatus.Succeeded, (await SpoiltAsync(toxic, attributes, () => Gateway.CaptureAsync(request, Cancellation))).Status);
        var refund = new RefundRequest(request, $"{key}-r", Money.Jpy(300));
        Assert.Equal(300, (await SpoiltAsync(toxic, attributes, () => Gateway.RefundAsync(refund, Cancellation))).Refunds.Single().Amount);
        Assert.Equal((1, 1, 1), (_stripe.All("payment_intent").Count, _stripe.All("charge").Count(charge => charge["captured"].Is()), _stripe.All("refund").Count));
        Assert.True(_stripe.Misfits is [], string.Join("\n", _stripe.Misfits));
    }

    /// <summary>Asks once on a spoilt line, which may say no more than that nobody knows, and again on a good one.</summary>
    private async Task<Charge> SpoiltAsync(string toxic, string attributes, Func<Task<Charge>> ask)
    {
        await (toxic == "down" ? _line.TurnAsync(on: false) : _line.SpoilAsync(toxic, JsonNode.Parse(attributes)!));
        try
        {
            await ask();
        }
        catch (PaymentGatewayUnavailable)
        {
            // Nothing is known of it.
        }

        await (toxic == "down" ? _line.TurnAsync(on: true) : _line.MendAsync(toxic));
        return await AgainAsync(ask);
    }

    /// <summary>As the sweep does, until it is known.</summary>
    private static async Task<Charge> AgainAsync(Func<Task<Charge>> ask)
    {
        for (var asked = 1; ; asked++)
        {
            try
            {
                return await ask();
            }
            catch (PaymentGatewayUnavailable) when (asked < 20)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), Cancellation);
            }
        }
    }
}
