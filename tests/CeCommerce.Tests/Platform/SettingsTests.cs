using CeCommerce.Platform;
using CeCommerce.Platform.Database.Embedded;
using Npgsql;

namespace CeCommerce.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Nothing_set_means_production_with_the_embedded_database()
    {
        var settings = Read().Value!;
        Assert.Equal(("Production", null, "http://127.0.0.1:5080", false), (settings.Environment, settings.Database, settings.Urls, settings.SandboxPayments));
        Assert.Same(TimeProvider.System, settings.Clock);
        Assert.Equal(Path.GetFullPath(".data"), settings.Home);
    }

    [Fact]
    public void A_chosen_clock_starts_there_and_runs_on()
    {
        var clock = Read(("ASPNETCORE_ENVIRONMENT", "Development"), ("CECOMMERCE_CLOCK", "2026-11-20T09:00:00+09:00")).Value!.Clock;
        var start = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        Assert.InRange(clock.GetUtcNow(), start, start.AddMinutes(1));
        Assert.True(SpinWait.SpinUntil(() => clock.GetUtcNow() > start.AddMilliseconds(20), TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData(null)]
    public void A_chosen_clock_is_refused_outside_development(string? environment) =>
        Assert.Equal("CLOCK_OUTSIDE_DEVELOPMENT", Read(("ASPNETCORE_ENVIRONMENT", environment), ("CECOMMERCE_CLOCK", "2026-11-20T09:00:00+09:00")).Error?.Code);

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData(null)]
    public void A_made_up_year_is_refused_outside_development(string? environment) =>
        Assert.Equal("DEMO_YEAR_OUTSIDE_DEVELOPMENT", Read(("ASPNETCORE_ENVIRONMENT", environment), ("CECOMMERCE_DEMO_YEAR", "true")).Error?.Code);

    [Theory]
    [InlineData("Production", "sk_test_1", "pk_test_1", "whsec_1", null, "TEST_KEY_IN_PRODUCTION")]
    [InlineData(null, "rk_test_1", "pk_test_1", "whsec_1", null, "TEST_KEY_IN_PRODUCTION")]
    [InlineData("Development", "sk_live_1", "pk_live_1", "whsec_1", null, "LIVE_KEY_OUTSIDE_PRODUCTION")]
    [InlineData("Production", "rk_live_1", "pk_live_1", "whsec_1", "https://stripe.example", "LIVE_KEY_OUTSIDE_PRODUCTION")]
    [InlineData("Staging", "pk_test_1", "pk_test_1", "whsec_1", null, "SETTING_UNREADABLE")]
    [InlineData("Staging", "sk_test_1", null, "whsec_1", null, "SETTING_UNREADABLE")]
    [InlineData("Staging", "sk_test_1", "pk_live_1", "whsec_1", null, "SETTING_UNREADABLE")]
    [InlineData("Staging", "sk_test_1", "pk_test_1", null, null, "SETTING_UNREADABLE")]
    [InlineData("Staging", "sk_test_1", "pk_test_1", "secret", null, "SETTING_UNREADABLE")]
    [InlineData("Staging", "sk_test_1", "pk_test_1", "whsec_1", "http://stripe.example", "SETTING_UNREADABLE")]
    public void Keys_of_Stripe_that_do_not_fit_are_refused(string? environment, string? secret, string? publishable, string? webhooks, string? url, string code) => Assert.Equal(
        code,
        Read(
            ("ASPNETCORE_ENVIRONMENT", environment), ("CECOMMERCE_STRIPE_SECRET_KEY", secret), ("CECOMMERCE_STRIPE_PUBLISHABLE_KEY", publishable),
            ("CECOMMERCE_STRIPE_WEBHOOK_SECRETS", webhooks), ("CECOMMERCE_STRIPE_URL", url)).Error?.Code);

    [Theory]
    [InlineData("4912345", null)]
    [InlineData("491", "SETTING_UNREADABLE")]
    [InlineData("4912345678901", "SETTING_UNREADABLE")]
    [InlineData("49123x5", "SETTING_UNREADABLE")]
    public void A_company_prefix_is_4_to_12_digits(string prefix, string? code) => Assert.Equal(code, Read(("CECOMMERCE_GS1_PREFIX", prefix)).Error?.Code);

    [Fact]
    public void Stripe_takes_the_place_of_the_sandbox_and_says_nothing_of_its_keys()
    {
        (string, string?)[] keys = [("ASPNETCORE_ENVIRONMENT", "Development"), ("CECOMMERCE_STRIPE_SECRET_KEY", "sk_test_1"), ("CECOMMERCE_STRIPE_PUBLISHABLE_KEY", "pk_test_1"), ("CECOMMERCE_STRIPE_WEBHOOK_SECRETS", "whsec_1, whsec_2")];
        var settings = Read(keys).Value!;
        Assert.Equal((false, false, 2), (settings.SandboxPayments, settings.Stripe!.IsLive, settings.Stripe.WebhookSecrets.Count));
        Assert.DoesNotContain("sk_test", settings.ToString(), StringComparison.Ordinal);
        Assert.Equal("TWO_PROCESSORS", Read([.. keys, ("CECOMMERCE_SANDBOX_PAYMENTS", "true")]).Error?.Code);
    }

    [Fact]
    public void A_made_up_year_has_to_be_asked_for()
    {
        Assert.False(Read(("ASPNETCORE_ENVIRONMENT", "Development")).Value!.DemoYear);
        Assert.False(Read(("CECOMMERCE_DEMO_YEAR", "false")).Value!.DemoYear);
        Assert.True(Read(("ASPNETCORE_ENVIRONMENT", "Development"), ("CECOMMERCE_DEMO_YEAR", "true")).Value!.DemoYear);
    }

    [Theory]
    [InlineData("CECOMMERCE_CLOCK", "tomorrow")]
    [InlineData("CECOMMERCE_DEMO_YEAR", "last")]
    [InlineData("CECOMMERCE_CLOCK", "2026-11-20T09:00:00")]
    [InlineData("CECOMMERCE_CLOCK", "2026-11-20")]
    [InlineData("CECOMMERCE_SANDBOX_PAYMENTS", "perhaps")]
    [InlineData("CECOMMERCE_TRUSTED_PROXIES", "10.0.0.0/8,proxy.example")]
    [InlineData("CECOMMERCE_TRUSTED_PROXIES", "10.0.0.0/33")]
    [InlineData("CECOMMERCE_DATABASE", "just-a-name")]
    [InlineData("CECOMMERCE_DATABASE", "Database=no-host")]
    [InlineData("CECOMMERCE_DATABASE", "postgres://localhost/shop?sslmode=perhaps")]
    [InlineData("CECOMMERCE_DATABASE", "postgres://localhost/shop?frobnicate=1")]
    [InlineData("CECOMMERCE_DATABASE_DIRECT", "Host=without-the-other")]
    public void What_cannot_be_read_is_refused_by_name(string name, string value)
    {
        var error = Read(("ASPNETCORE_ENVIRONMENT", "Development"), (name, value)).Error;
        Assert.Equal("SETTING_UNREADABLE", error?.Code);
        Assert.Equal([name], error!.Path);
    }

    [Fact]
    public void Sandbox_payments_outside_development_need_a_secret()
    {
        Assert.Equal("SANDBOX_SECRET_MISSING", Read(("CECOMMERCE_SANDBOX_PAYMENTS", "true")).Error?.Code);
        var read = Read(("CECOMMERCE_SANDBOX_PAYMENTS", "true"), ("CECOMMERCE_SANDBOX_SECRET", "shared by all")).Value!;
        Assert.Equal((true, "shared by all"), (read.SandboxPayments, read.SandboxSecret));
        Assert.Null(Read(("CECOMMERCE_SANDBOX_PAYMENTS", "true"), ("ASPNETCORE_ENVIRONMENT", "Development")).Error);
    }

    [Fact]
    public void Proxies_are_addresses_or_networks() => Assert.Equal(
        ["10.0.0.0/8", "192.0.2.7/32", "::1/128"],
        Read(("CECOMMERCE_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.7,::1")).Value!.TrustedProxies.Select(network => network.ToString()));

    [Fact]
    public void A_database_url_becomes_npgsqls_form()
    {
        var read = DatabaseAddress.Read("postgres://shop:p%40ss:word@db.example:6432/commerce?sslmode=verify-full&application_name=a-b").Value;
        var named = new NpgsqlConnectionStringBuilder(read.ConnectionString);
        Assert.Equal(("db.example", 6432, "commerce", "shop", "p@ss:word"), (named.Host, named.Port, named.Database, named.Username, named.Password));
        Assert.Equal((SslMode.VerifyFull, "a-b"), (named.SslMode, named.ApplicationName));
    }

    [Fact]
    public void A_direct_way_to_the_database_stands_beside_the_pooled_one()
    {
        var read = Read(("CECOMMERCE_DATABASE", "Host=pooler;Port=6432"), ("CECOMMERCE_DATABASE_DIRECT", "postgres://db:5432/commerce")).Value!;
        Assert.Equal(("pooler", "db"), (new NpgsqlConnectionStringBuilder(read.Database).Host, new NpgsqlConnectionStringBuilder(read.DatabaseDirect).Host));
        Assert.Null(Read(("CECOMMERCE_DATABASE", "Host=db")).Value!.DatabaseDirect);
        var error = Read(("CECOMMERCE_DATABASE", "Host=db"), ("CECOMMERCE_DATABASE_DIRECT", "just-a-name")).Error;
        Assert.Equal(["CECOMMERCE_DATABASE_DIRECT"], error!.Path);
    }

    [Fact]
    public void A_refused_database_address_does_not_repeat_the_password() =>
        Assert.DoesNotContain("secret", DatabaseAddress.Read("Host=db;Password=secret;Port=x").Error!.Message.En, StringComparison.Ordinal);

    [Fact]
    public void Missing_programs_are_named_with_the_command_that_installs_them()
    {
        Assert.Null(PostgresBinaries.Find(searchPath: "/nonexistent:relative", packagedRoot: "/nonexistent", dataVersion: null));
        Assert.Contains("apt-get install postgresql", new PostgresMissing().Message.En, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", new PostgresMissing().Message.Ja, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_that_made_the_data_is_preferred_and_else_the_newest()
    {
        var root = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var program in new[] { "9", "15", "17" }.SelectMany(version => new[] { "initdb", "postgres", "pg_ctl" }.Select(name => $"{version}/bin/{name}")))
            {
                var path = Path.Combine(root.FullName, program);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, "");
            }

            Assert.EndsWith("/17/bin", PostgresBinaries.Find(null, root.FullName, null)?.Directory, StringComparison.Ordinal);
            Assert.EndsWith("/15/bin", PostgresBinaries.Find(null, root.FullName, "15")?.Directory, StringComparison.Ordinal);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public void Links_to_programs_that_were_removed_are_no_programs()
    {
        var path = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var program in new[] { "initdb", "postgres", "pg_ctl" })
            {
                File.CreateSymbolicLink(Path.Combine(path.FullName, program), $"/nonexistent/{program}");
            }

            Assert.Null(PostgresBinaries.Find(path.FullName, packagedRoot: "/nonexistent", dataVersion: null));
        }
        finally
        {
            path.Delete(recursive: true);
        }
    }

    private static Outcome<Settings> Read(params (string Name, string? Value)[] variables) =>
        Settings.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
