using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Operators;

/// <summary>Two fictional operators to try the product with; seeding again changes nothing.</summary>
internal sealed class DemoOperators(OperatorDirectory known, OperatorService service)
{
    public const string Refurbisher = "demo-refurbisher";
    public const string Rental = "demo-rental";

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoOperators>().SeedAsync(cancellationToken);
    }

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        await SeedAsync(
            Refurbisher,
            new(
                "株式会社デモ再生工房", "デモ再生工房", true, "9234567890123", true, "T9234567890123", "https://refurbisher.demo.example/",
                [OperatorType.InventoryReuse, OperatorType.Refurbisher, OperatorType.Rental, OperatorType.SharingB2C],
                new("136-0076", "東京都江東区南砂0-0-0", "03-0000-0000", "出見 再生", "info@refurbisher.demo.example", "平日 10:00〜17:00")),
            new("301010000001", 13, Enum.GetValues<KobutsuCategory>(), "株式会社デモ再生工房", new(2020, 4, 1), null),
            cancellationToken);
        await SeedAsync(
            Rental,
            new(
                "デモレンタル合同会社", null, true, "7123456789012", true, "T7123456789012", "https://rental.demo.example/",
                [OperatorType.Rental, OperatorType.Subscription, OperatorType.InventoryReuse],
                new("577-0000", "大阪府東大阪市0-0-0", "06-0000-0000", "出見 貸子", "info@rental.demo.example", "平日 9:00〜18:00")),
            new("621010000002", 27, [KobutsuCategory.Clothing, KobutsuCategory.OfficeMachines, KobutsuCategory.HouseholdGoods], "デモレンタル合同会社", new(2022, 10, 1), null),
            cancellationToken);
    }

    private async Task SeedAsync(string code, OperatorProfile profile, DealerLicence licence, CancellationToken cancellationToken)
    {
        if (await known.FindAsync(code, cancellationToken) is not null)
        {
            return;
        }

        var platform = Caller.System with { ClientId = "seed" };
        var registered = Known(await service.RegisterAsync(platform, code, profile, cancellationToken));
        Known(await service.HoldLicenceAsync(platform, registered.Id, licence, cancellationToken));
        Known(await service.NotifyUrlAsync(platform, registered.Id, new(profile.ShopUrl!, licence.ValidFrom, null), cancellationToken));
    }

    private static Operator Known(Outcome<Operator> outcome) => outcome.Value
        ?? throw new InvalidOperationException($"The demo data does not pass its own checks: {outcome.Error?.Message}");
}
