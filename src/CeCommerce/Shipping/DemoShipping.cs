using CeCommerce.Operators;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.Shipping;

/// <summary>Gives the demo operators ways to send; those who ever had one are left as they are.</summary>
internal sealed class DemoShipping(NpgsqlDataSource source, ShippingMethodService methods)
{
    // In SQL, because a start that finds everything in place should not have to compile a query for that.
    private const string WithMethods = "SELECT DISTINCT operator_id FROM shipping.methods";

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var known = scope.ServiceProvider.GetRequiredService<OperatorDirectory>();
        var demo = scope.ServiceProvider.GetRequiredService<DemoShipping>();
        var having = await demo.WithMethodsAsync(cancellationToken);
        foreach (var code in new[] { DemoOperators.Refurbisher, DemoOperators.Rental })
        {
            if (await known.FindAsync(code, cancellationToken) is { } id && !having.Contains(id))
            {
                await demo.SeedAsync(new OperatorId(id), cancellationToken);
            }
        }
    }

    private async Task SeedAsync(OperatorId owner, CancellationToken cancellationToken)
    {
        await SetAsync(Parcel(owner), cancellationToken);
        await SetAsync(PickUp(owner), cancellationToken);
    }

    private static SetShippingMethodInput Parcel(OperatorId owner) => new()
    {
        OperatorId = owner,
        NameJa = "宅配便",
        NameEn = "Parcel",
        Parcel = new()
        {
            Carrier = Carrier.Yamato,
            Zones =
            [
                Zone(0, 2, 3, [.. Enum.GetValues<ShippingRegion>()]),
                Zone(0, 1, 2, ShippingRegion.Kanto, ShippingRegion.Shinetsu, ShippingRegion.Hokuriku, ShippingRegion.Chubu, ShippingRegion.Kansai),
                Zone(500, 3, 4, ShippingRegion.Hokkaido),
                Zone(1_200, 3, 5, ShippingRegion.Okinawa),
            ],
            DefaultSize = ParcelSize.Size80,
            Windows = Enum.GetValues<DeliveryWindow>(),
            FreeFrom = Money.Jpy(50_000),
        },
        IdempotencyKey = $"seed-parcel-{owner}",
    };

    private static ShippingZoneInput Zone(long more, int min, int max, params IReadOnlyList<ShippingRegion> regions) => new()
    {
        Regions = regions,
        Prices = [.. Enum.GetValues<ParcelSize>().Order().Select((size, at) => new SizePriceInput { Size = size, Price = Money.Jpy(900 + (300 * at) + more) })],
        MinDays = min,
        MaxDays = max,
    };

    private static SetShippingMethodInput PickUp(OperatorId owner) => new()
    {
        OperatorId = owner,
        NameJa = "店頭受取",
        NameEn = "Pick-up at the shop",
        PickUp = new() { Place = "デモ店舗", Address = "所在地は事業者情報のとおり", OpeningHours = "平日 10:00〜17:00" },
        IdempotencyKey = $"seed-pick-up-{owner}",
    };

    private async Task SetAsync(SetShippingMethodInput input, CancellationToken cancellationToken)
    {
        if ((await methods.SetAsync(Caller.System with { ClientId = "seed" }, input, cancellationToken)).Error is { } error)
        {
            throw new InvalidOperationException($"The demo data does not pass its own checks: {error.Message.En}");
        }
    }

    private async Task<HashSet<Guid>> WithMethodsAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(WithMethods);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetGuid(0));
        }

        return found;
    }
}
