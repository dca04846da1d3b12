using CeCommerce.Platform;
using Microsoft.Extensions.Hosting;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>The settings that tests run with: development, a free port, the test's own clock and database.</summary>
internal static class TestSettings
{
    public static Settings With(string connectionString, string home, TimeProvider clock) => new()
    {
        Environment = Environments.Development,
        Home = home,
        Database = connectionString,
        Clock = clock,
        Urls = "http://127.0.0.1:0",
        SandboxPayments = true,
    };
}
