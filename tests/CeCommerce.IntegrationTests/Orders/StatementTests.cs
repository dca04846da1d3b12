using CeCommerce.Orders;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class StatementTests(OrderShop shop, ITestOutputHelper output) : IClassFixture<OrderShop>
{
    private const int RoundTripBudget = 20;
    private const int CommitBudget = 5;

    [Fact]
    public async Task Hold_checkout_and_order_take_at_most_20_round_trips_and_5_commits()
    {
        using var traffic = new Traffic();
        var server = shop.Start(services => services.AddSingleton(_ => new NpgsqlDataSourceBuilder(shop.ConnectionString).UseLoggerFactory(traffic.Logs).Build()));
        var (first, listing) = (await shop.Shelve(), await shop.Shelve());
        await BuyAsync(first, server);
        traffic.Clear();
        var order = await BuyAsync(listing, server);

        Assert.Equal(OrderState.Paid, order.State);
        foreach (var statement in traffic.Statements)
        {
            output.WriteLine(statement.ReplaceLineEndings(" ")[..Math.Min(statement.Length, 160)]);
        }

        output.WriteLine($"{traffic.Statements.Count} statements in {traffic.RoundTrips} round trips, {traffic.Commits} commits");
        Assert.InRange(traffic.RoundTrips, 1, RoundTripBudget);
        Assert.InRange(traffic.Commits, 1, CommitBudget);
    }

    private async Task<Order> BuyAsync(CeCommerce.Listings.ListingId listing, IServiceProvider server)
    {
        var hold = (await shop.Hold(listing, server: server)).Value!;
        var shown = (await shop.Checkout(hold.Id, server: server)).Value!;
        return (await shop.Place(shown, server: server)).Value!;
    }
}
