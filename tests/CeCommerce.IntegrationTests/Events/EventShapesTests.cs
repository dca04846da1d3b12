using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Search.Index;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>Every line that the product writes is of a declared kind, with exactly the data that the kind declares.</summary>
public sealed class EventShapesTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_tour_of_the_shop_writes_what_the_catalogue_says()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var id = listing.Text("id");
        var changed = await _shop.DoAsync("changePrice", new { id, expectedVersion = listing.Text("version"), price = Shop.Yen(12_345) }, _shop.Refurbisher);
        Assert.Equal(["price"], await ChangedAsync(listing, "listing.changed"));
        await _shop.DoAsync("pauseListing", new { id }, _shop.Refurbisher);
        await _shop.DoAsync("withdrawListing", new { id }, _shop.Refurbisher);
        Assert.Equal(["state"], await ChangedAsync(listing, "listing.withdrawn"));
        await _shop.RecordPermitAsync("2030-11-30");
        await server.Services.GetRequiredService<IndexServers>().AskAsync(TestContext.Current.CancellationToken);

        var kinds = await Lines.CheckAsync(server.Services, server.ConnectionString);
        Assert.Superset(
            new HashSet<string>(["listing.drafted", "listing.published", "listing.changed", "listing.paused", "listing.withdrawn", "item.registered", "operator.changed", "search.rebuild-asked"]),
            kinds);
    }

    private async Task<string[]> ChangedAsync(JsonElement listing, string kind)
    {
        await Task.Yield();
        return (string[])_shop.Scalar("SELECT changed FROM platform.events WHERE subject_id = $1 AND kind = $2 ORDER BY sequence DESC LIMIT 1", Shop.Uuid(listing), kind)!;
    }
}

/// <summary>The same for orders and their payments.</summary>
public sealed class OrderEventShapesTests(OrderShop shop) : IClassFixture<OrderShop>
{
    [Fact]
    public async Task Orders_and_payments_write_what_the_catalogue_says()
    {
        var order = await shop.Paid();
        await shop.On((OrderService orders) => orders.HandOverAsync(new(shop.Staff, order.Id, OrderShop.Key()), new(null, null), default), shop.Server);
        var kinds = await Lines.CheckAsync(shop.Server, shop.ConnectionString);
        Assert.Superset(new HashSet<string>(["order.placed", "order.paid", "order.handed_over", "payment.paid", "listing.sold"]), kinds);

        // The app that the buyer came through may be told, and it is named.
        await using var command = shop.Source.CreateCommand("SELECT count(*) FROM platform.events WHERE (kind LIKE 'order.%' OR kind LIKE 'payment.%') AND (audience <> 'Client' OR client_id IS DISTINCT FROM 'app')");
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}

/// <summary>Compares lines with the catalogue.</summary>
internal static class Lines
{
    private static readonly JsonSerializerOptions Strict = new(CommerceJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Answers the kinds that were written.</summary>
    public static async Task<HashSet<string>> CheckAsync(IServiceProvider services, string connectionString)
    {
        var catalogue = services.GetRequiredService<EventCatalogue>();
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT kind, subject_kind, audience, version, data::text FROM platform.events");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var name = reader.GetString(0);
            Assert.True(catalogue.Kinds.TryGetValue(name, out var kind), $"{name} is not declared.");
            Assert.Equal(kind.SubjectKind, reader.GetString(1));
            Assert.True(Enum.Parse<EventAudience>(reader.GetString(2)) <= kind.Audience, $"{name} is told to more than it declares.");
            Assert.Equal(kind.Version, reader.GetInt32(3));
            Assert.NotNull(JsonSerializer.Deserialize(reader.GetString(4), kind.Data, Strict));
            seen.Add(name);
        }

        return seen;
    }
}
