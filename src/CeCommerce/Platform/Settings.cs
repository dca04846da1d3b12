using System.Globalization;
using System.Net;

namespace CeCommerce.Platform;

/// <summary>What an operator of the software may choose; everything else is decided in code.</summary>
public sealed record Settings
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    private const string Direct = "CECOMMERCE_DATABASE_DIRECT";
    private const string Sandbox = "CECOMMERCE_SANDBOX_PAYMENTS";
    private const string Public = "CECOMMERCE_PUBLIC_URL";
    private const string Year = "CECOMMERCE_DEMO_YEAR";
    private const string Prefix = "CECOMMERCE_GS1_PREFIX";

    /// <summary>ASP.NET's environment name; <c>Production</c> when nobody says otherwise. The scripts say Development.</summary>
    public required string Environment { get; init; }

    /// <summary>CECOMMERCE_HOME as an absolute path: embedded database, search index, keys. Default <c>.data</c>.</summary>
    public required string Home { get; init; }

    /// <summary>CECOMMERCE_DATABASE in Npgsql's form; null when the embedded PostgreSQL serves.</summary>
    public string? Database { get; init; }

    /// <summary>CECOMMERCE_DATABASE_DIRECT in Npgsql's form: the same database without a pooler between; null when <see cref="Database"/> is direct.</summary>
    public string? DatabaseDirect { get; init; }

    /// <summary>The machine's clock, or the one that CECOMMERCE_CLOCK started.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where the server listens, separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>CECOMMERCE_SANDBOX_PAYMENTS=true switches the pretended card processor on outside development.</summary>
    public bool SandboxPayments { get; init; }

    /// <summary>How Stripe is reached; null when it takes no payments here.</summary>
    public StripeSettings? Stripe { get; init; }

    /// <summary>CECOMMERCE_DEMO_YEAR=true gives the demo operators a past of a year; development only.</summary>
    public bool DemoYear { get; init; }

    /// <summary>CECOMMERCE_SANDBOX_SECRET signs the sandbox's webhooks; outside development there are no sandbox payments without it.</summary>
    public string? SandboxSecret { get; init; }

    /// <summary>Signs what carriers send to this server; null when none do.</summary>
    public string? CarrierSecret { get; init; }

    /// <summary>CECOMMERCE_PUBLIC_URL: where others reach this server, without a slash at the end; null when nobody said so.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>CECOMMERCE_GS1_PREFIX: the platform's GS1 company prefix, by which it names units without a GTIN; null when it has none.</summary>
    public string? Gs1Prefix { get; init; }

    /// <summary>CECOMMERCE_TRUSTED_PROXIES: whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Default nobody's.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    public bool IsDevelopment => Environment == Environments.Development;

    /// <summary>Reads the settings; <paramref name="variable"/> is the process environment, or a test's own.</summary>
    public static Outcome<Settings> Read(Func<string, string?> variable)
    {
        var environment = Given(variable, "ASPNETCORE_ENVIRONMENT") ?? Given(variable, "DOTNET_ENVIRONMENT") ?? Environments.Production;
        if (!ReadClock(Given(variable, "CECOMMERCE_CLOCK"), environment).Try(out var clock, out var error)
            || !ReadSwitch(Given(variable, Sandbox), Sandbox).Try(out var sandbox, out error)
            || !ReadDemoYear(Given(variable, Year), environment).Try(out var year, out error)
            || !StripeSettings.Read(name => Given(variable, name), environment).Try(out var stripe, out error)
            || !ReadNetworks(Given(variable, "CECOMMERCE_TRUSTED_PROXIES")).Try(out var proxies, out error)
            || !ReadPublicUrl(Given(variable, Public)).Try(out var address, out error)
            || !ReadPrefix(Given(variable, Prefix)).Try(out var prefix, out error)
            || !DatabaseAddress.Read(Given(variable, "CECOMMERCE_DATABASE")).Try(out var database, out error)
            || !ReadDirect(Given(variable, Direct), database).Try(out var direct, out error))
        {
            return Outcome<Settings>.Refused(error);
        }

        if (sandbox && stripe is not null)
        {
            return new TwoProcessors();
        }

        var secret = Given(variable, "CECOMMERCE_SANDBOX_SECRET");
        if (sandbox && secret is null && environment != Environments.Development)
        {
            return new SandboxSecretMissing(environment);
        }

        return new Settings
        {
            Environment = environment,
            Home = Path.GetFullPath(Given(variable, "CECOMMERCE_HOME") ?? ".data"),
            Database = database.ConnectionString,
            DatabaseDirect = direct.ConnectionString,
            Clock = clock,
            Urls = Given(variable, "ASPNETCORE_URLS") ?? DefaultUrls,
            PublicUrl = address.Length > 0 ? address : null,
            Gs1Prefix = prefix.Length > 0 ? prefix : null,
            TrustedProxies = proxies,
            SandboxPayments = sandbox || (environment == Environments.Development && stripe is null),
            Stripe = stripe,
            SandboxSecret = secret,
            CarrierSecret = Given(variable, "CECOMMERCE_CARRIER_SECRET"),
            DemoYear = year,
        };
    }

    private static Outcome<DatabaseAddress> ReadDirect(string? text, DatabaseAddress database) => text is not null && database.ConnectionString is null
        ? new SettingUnreadable(Direct, new("CECOMMERCE_DATABASE と一緒に指定してください", "name CECOMMERCE_DATABASE as well; this is the way to the same database without a pooler"))
        : DatabaseAddress.Read(text, Direct);

    private static Outcome<TimeProvider> ReadClock(string? start, string environment)
    {
        if (start is null)
        {
            return TimeProvider.System;
        }

        if (environment != Environments.Development)
        {
            return new ClockOutsideDevelopment(environment);
        }

        return DateTimeOffset.TryParseExact(start, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && HasOffset(start)
            ? new OffsetTimeProvider(at)
            : new SettingUnreadable("CECOMMERCE_CLOCK", new("例: 2026-11-20T09:00:00+09:00", "write it like 2026-11-20T09:00:00+09:00"));
    }

    private static bool HasOffset(string moment) => moment[^1] == 'Z' || moment.LastIndexOfAny(['+', '-']) > moment.IndexOf('T', StringComparison.Ordinal);

    private static Outcome<bool> ReadDemoYear(string? text, string environment) => ReadSwitch(text, Year) is { Value: true } && environment != Environments.Development
        ? new DemoYearOutsideDevelopment(environment)
        : ReadSwitch(text, Year);

    private static Outcome<string> ReadPublicUrl(string? text) => text is null ? ""
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", Query: "", Fragment: "", UserInfo: "" } ? address.ToString().TrimEnd('/')
        : new SettingUnreadable(Public, new("例: https://api.example.jp", "write it like https://api.example.jp"));

    private static Outcome<string> ReadPrefix(string? text) => text is null ? ""
        : text.Length is >= 4 and <= 12 && text.All(char.IsAsciiDigit) ? text
        : new SettingUnreadable(Prefix, new("4〜12桁の数字を指定してください", "write 4 to 12 digits"));

    private static Outcome<bool> ReadSwitch(string? text, string name) => text switch
    {
        null or "0" or "false" => false,
        "1" or "true" => true,
        _ => new SettingUnreadable(name, new("true または false を指定してください", "write true or false")),
    };

    private static Outcome<IReadOnlyList<IPNetwork>> ReadNetworks(string? text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(part, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(part, out var address))
            {
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return new SettingUnreadable("CECOMMERCE_TRUSTED_PROXIES", new("例: 10.0.0.0/8,192.0.2.7", "write addresses and networks like 10.0.0.0/8,192.0.2.7"));
            }
        }

        return networks;
    }

    private static string? Given(Func<string, string?> variable, string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
