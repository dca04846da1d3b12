using System.Net;
using CeCommerce.IntegrationTests.Payments.Connect;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>A shop whose payments Stripe takes, and the stand-in for it, both by one clock. An order is 29,800 yen.</summary>
public class StripeShop(TestCluster cluster) : IAsyncLifetime
{
    private int _delivered;

    public TestClock Clock { get; } = new();

    public StripeStandIn Stripe { get; private set; } = null!;

    public TestServer Server { get; private set; } = null!;

    internal Shop Shop { get; private set; } = null!;

    /// <summary>Where others reach it; left out: nobody said so.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>False where the seller has no account at Stripe yet, and so cannot sell.</summary>
    public bool SellerHasAccount { get; init; } = true;

    public string Buyer => BuyerCalled("alice");

    public string BuyerCalled(string consumer) => Shop.Token(Role.Consumer, consumer: consumer);

    public virtual async ValueTask InitializeAsync()
    {
        Stripe = new(Clock);
        await Stripe.InitializeAsync();
        Server = new TestServer(cluster) { Stripe = StripeGatewayTests.SettingsFor(Stripe), Clock = Clock, PublicUrl = PublicUrl };
        await Server.InitializeAsync();
        Shop = new(Server);
        if (SellerHasAccount)
        {
            await StripeAccount.EnableAsync(Shop, Stripe);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Stripe.DisposeAsync();
        Assert.True(Stripe.Misfits is [], string.Join("\n", Stripe.Misfits));
        GC.SuppressFinalize(this);
    }

    /// <summary>All that Stripe has told and was not delivered yet.</summary>
    public async Task DeliverAllAsync()
    {
        for (; _delivered < Stripe.Events.Count; _delivered++)
        {
            using var answer = await Stripe.DeliverAsync(Server.Http, Stripe.Events[_delivered]);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>What Stripe has told since never comes.</summary>
    public void SkipNews() => _delivered = Stripe.Events.Count;

    internal async Task<T> On<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
