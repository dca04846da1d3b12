using CeCommerce.Payments;
using CeCommerce.Payments.Settling;
using CeCommerce.Payments.StripeConnect;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Payouts by Stripe: a transfer, and a payout of the account that it went to.</summary>
public sealed class StripeTransferTests : TransferContract, IAsyncLifetime
{
    private readonly StripeStandIn _stripe = new();
    private ServiceProvider? _services;

    private protected override ITransferGateway Gateway => new StripeTransfers(_services!.GetRequiredService<IStripeClient>());

    public async ValueTask InitializeAsync()
    {
        await _stripe.InitializeAsync();
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStripe(StripeGatewayTests.SettingsFor(_stripe)).BuildServiceProvider();
        _stripe.TopUp(100_000);
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _stripe.DisposeAsync();
        Assert.True(_stripe.Misfits is [], string.Join("\n", _stripe.Misfits));
    }

    private protected override async Task<string> AccountAsync()
    {
        var account = await new AccountService(_services!.GetRequiredService<IStripeClient>()).CreateAsync(
            new()
            {
                Country = "JP",
                Controller = new() { Fees = new() { Payer = "application" }, Losses = new() { Payments = "application" }, RequirementCollection = "stripe", StripeDashboard = new() { Type = "express" } },
                Capabilities = new() { Transfers = new() { Requested = true } },
                Settings = new() { Payouts = new() { Schedule = new() { Interval = "manual" } } },
            },
            cancellationToken: Cancellation);
        _stripe.Onboard(account.Id);
        return account.Id;
    }

    private protected override Task ArriveAsync(string account)
    {
        foreach (var payout in _stripe.All("payout", account))
        {
            _stripe.ArrivePayout(payout.Text("id")!);
        }

        return Task.CompletedTask;
    }

    private protected override Task FillAsync(string account)
    {
        _stripe.TopUp(1_000, account);
        return Task.CompletedTask;
    }

    private protected override Task EmptyAsync(string account) => Task.CompletedTask;

    [Fact]
    public async Task A_bank_that_sends_it_back_leaves_it_at_the_account()
    {
        var request = await RequestAsync();
        await Gateway.TransferAsync(request, Cancellation);
        _stripe.FailPayout(_stripe.All("payout", request.Destination)[0].Text("id")!);
        var found = await Gateway.FindAsync(request.Key, 1, Cancellation);
        Assert.Equal(TransferStatus.BankRefused, found!.Status);
        Assert.NotNull(found.Reason);
        _stripe.AssertFits();
    }

    [Fact]
    public async Task What_the_platform_does_not_have_is_not_sent()
    {
        var request = await RequestAsync();
        var refused = await Gateway.TransferAsync(request with { Amount = Platform.Money.Jpy(1_000_000) }, Cancellation);
        Assert.Equal((TransferStatus.Refused, "balance_insufficient"), (refused.Status, refused.Reason));
    }

    [Theory]
    [InlineData(StripeFault.DropAnswer)]
    [InlineData(StripeFault.ServerErrorAfterWork)]
    public async Task An_answer_that_is_lost_is_found_again_and_nothing_is_sent_twice(StripeFault fault)
    {
        var request = await RequestAsync();
        _stripe.Faults.Add("POST /v1/transfers", fault, times: 3);
        _stripe.Faults.Add("POST /v1/payouts", fault, times: 3);
        var sent = await TwiceAsync(() => Gateway.TransferAsync(request, Cancellation));
        Assert.Equal(TransferStatus.OnItsWay, sent.Status);
        await FillAsync(request.Destination);
        _stripe.Faults.Add("POST /v1/transfers/*/reversals", fault, times: 3);
        Assert.True((await TwiceAsync(() => Gateway.ReverseAsync(new($"{request.Key}-back", sent.Id, Platform.Money.Jpy(400)), Cancellation))).Done);
        Assert.Equal((1, 1), (_stripe.All("transfer").Count, _stripe.All("payout", request.Destination).Count));
    }

    private static async Task<T> TwiceAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (PaymentGatewayUnavailable)
        {
            return await ask();
        }
    }
}
