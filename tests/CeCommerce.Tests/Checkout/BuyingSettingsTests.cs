using CeCommerce.Checkout;
using CeCommerce.Orders;
using CeCommerce.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.Checkout;

public sealed class BuyingSettingsTests
{
    [Fact]
    public void Nothing_set_means_the_defaults()
    {
        Assert.Equal(new HoldSettings(), SettingsSection.Read<HoldSettings>(null, HoldSettings.Section).Value);
        Assert.Equal(new OrderSettings(), SettingsSection.Read<OrderSettings>(null, OrderSettings.Section).Value);
    }

    [Fact]
    public void Times_and_limits_are_read_and_used()
    {
        using var services = Services(("Checkout:HoldTime", "00:15:00"), ("checkout:holdlimit", "3"), ("Orders:SlowPaymentTime", "2.00:00:00"));
        Assert.Equal(new HoldSettings { HoldTime = TimeSpan.FromMinutes(15), HoldLimit = 3 }, services.GetRequiredService<HoldClock>().Settings);
        Assert.Equal(new OrderSettings { SlowPaymentTime = TimeSpan.FromDays(2) }, services.GetRequiredService<OrderClock>().Settings);
    }

    [Theory]
    [InlineData("Checkout:HoldTime", "10")]
    [InlineData("Checkout:HoldTime", "00:00:00")]
    [InlineData("Checkout:HoldTime", "-00:10:00")]
    [InlineData("Checkout:HoldTime", "")]
    [InlineData("Checkout:HoldLimit", "0")]
    [InlineData("Checkout:HoldLimit", "many")]
    [InlineData("Checkout:HoldLimits", "5")]
    [InlineData("Checkout:HoldLimit:Of", "5")]
    [InlineData("Checkout:Section", "Elsewhere")]
    [InlineData("Orders:HoldTime", "00:10:00")]
    [InlineData("Orders:PaymentTime", "half an hour")]
    public void What_cannot_be_read_keeps_the_product_from_starting(string name, string value)
    {
        using var services = Services((name, value));
        var refused = Assert.Throws<StartRefused>(() => Features.Composition.Prepare(services));
        Assert.Equal("SETTING_UNREADABLE", refused.Error.Code);
        Assert.StartsWith(string.Join("__", name.Split(':')[..2]), refused.Error.Path[0], StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Name, string? Value)[] given)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(given.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build());
        var settings = new Settings { Environment = "Development", Home = Path.GetTempPath(), Clock = TimeProvider.System, SandboxPayments = true };
        Features.Composition.AddServices(services, settings, () => "Host=nowhere");
        return services.BuildServiceProvider();
    }
}
