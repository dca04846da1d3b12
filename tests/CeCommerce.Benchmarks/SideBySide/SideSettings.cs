namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>The environment of each server: one database and one signing key, a home for each version, and times so short that all of them pass during the run.</summary>
internal static class SideSettings
{
    private static readonly (string Name, string Value)[] Times =
    [
        ("Checkout__HoldTime", "00:00:45"),
        ("Checkout__HoldPause", "00:00:02"),
        ("Checkout__AppHoldLimit", "100000"),
        ("Orders__PaymentTime", "00:00:20"),
        ("Orders__SlowPaymentTime", "00:00:20"),
        ("Orders__ShortSlowPaymentTime", "00:00:10"),
        ("Orders__CompletionTime", "00:00:15"),
        ("Orders__SweepEvery", "00:00:01"),
        ("Orders__SweepAfter", "00:00:04"),
        ("Payments__SweepEvery", "00:00:01"),
        ("Payments__AskAfter", "00:00:04"),
        ("Payments__AskAtLeastEvery", "00:00:10"),
        // What is asked here is whether it is right, not what one caller may ask.
        ("GraphQL__BucketRefillPerSecond", "1000000"),
    ];

    public static IEnumerable<(string Name, string Value)> Of(Release release, StockedHome home) =>
    [
        .. Times,
        ("CECOMMERCE_HOME", Path.Combine(home.Directory, release.Name)),
        ("CECOMMERCE_DATABASE", home.ConnectionString),
        ("CECOMMERCE_SIGNING_KEY", Path.Combine(home.Directory, "keys", "signing.pem")),
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("CECOMMERCE_DEMO_YEAR", "false"),
    ];
}
