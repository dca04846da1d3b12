using CeCommerce.Platform;

namespace CeCommerce.Tests.Platform;

public sealed class MoneyTests
{
    [Fact]
    public void Yen_add_up() => Assert.Equal(Money.Jpy(300), Money.Jpy(100) + Money.Jpy(200));

    [Fact]
    public void Two_currencies_do_not_add_up() =>
        Assert.Throws<InvalidOperationException>(() => Money.Jpy(1) + new Money(1, "USD"));

    [Fact]
    public void An_overflow_is_never_silent() =>
        Assert.Throws<OverflowException>(() => Money.Jpy(long.MaxValue) + Money.Jpy(1));
}
