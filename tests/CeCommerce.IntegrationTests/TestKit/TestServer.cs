using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>
/// The real composition on a real Kestrel at a free port, with a database, a home and a clock of its own: <c>IClassFixture&lt;TestServer&gt;</c>.
/// Two of them on one database are two server processes as far as the product can tell: <see cref="StartSecondAsync"/>.
/// </summary>
public sealed class TestServer(TestCluster cluster) : IRunningServer, IAsyncLifetime
{
    private readonly TestCluster _cluster = cluster;
    private readonly TemporaryHome _home = new();
    private readonly bool _ownsDatabase = true;
    private readonly bool _ownsHome = true;
    private WebApplication? _app;

    private TestServer(TestCluster cluster, string connectionString, TestClock clock)
        : this(cluster) => (_ownsDatabase, ConnectionString, Clock) = (false, connectionString, clock);

    private TestServer(TestServer beside, string connectionString)
        : this(beside._cluster, connectionString, beside.Clock) => (_home, _ownsHome) = (beside._home, false);

    public TestClock Clock { get; init; } = new();

    public string ConnectionString { get; private set; } = "";

    /// <summary>On an empty database, where the demo operators get the year before today.</summary>
    public bool DemoYear { get; init; }

    /// <summary>How Stripe is reached; left out: the sandbox takes the payments.</summary>
    public StripeSettings? Stripe { get; init; }

    /// <summary>Where others reach it; left out: nobody said so.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>What a caller may ask of it; left out: the product's own limits.</summary>
    internal GraphQLLimits? Limits { get; init; }

    /// <summary>Sends to this server; no token is set.</summary>
    public HttpClient Http { get; } = new();

    public IServiceProvider Services => _app!.Services;

    LocalToken IRunningServer.Tokens => Services.GetRequiredService<LocalToken>();

    public async ValueTask InitializeAsync()
    {
        if (_ownsDatabase)
        {
            ConnectionString = DemoYear ? await _cluster.CreateEmptyDatabaseAsync() : await _cluster.CreateDatabaseAsync();
        }

        var settings = TestSettings.With(ConnectionString, _home.Path, Clock) with { DemoYear = DemoYear, Stripe = Stripe, SandboxPayments = Stripe is null, PublicUrl = PublicUrl };
        _app = CommerceServer.Build(settings, () => ConnectionString, Features.Composition with { AddServices = AddServices });
        if (await CommerceServer.StartAsync(_app, settings, Features.Composition, CancellationToken.None) is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message.En);
        }

        Http.BaseAddress = new Uri(_app.Urls.First());
    }

    private void AddServices(IServiceCollection services, Settings settings, Func<string> connectionString)
    {
        if (Limits is not null)
        {
            services.AddSingleton(Limits);
        }

        Features.Composition.AddServices(services, settings, connectionString);
    }

    /// <summary>Another server on the same database and clock, with its own home; dispose it before this one.</summary>
    public async Task<TestServer> StartSecondAsync()
    {
        var second = new TestServer(_cluster, ConnectionString, Clock) { Stripe = Stripe };
        await second.InitializeAsync();
        return second;
    }

    /// <summary>Another server on another database, with the home of this one; dispose it before this one.</summary>
    public async Task<TestServer> StartBesideAsync(string connectionString)
    {
        var beside = new TestServer(this, connectionString);
        await beside.InitializeAsync();
        return beside;
    }

    /// <summary>
    /// Posts one GraphQL request and answers the whole response (<c>data</c>, <c>errors</c>, <c>extensions</c>), whatever its status.
    /// </summary>
    /// <param name="query">The document.</param>
    /// <param name="variables">Anything that System.Text.Json writes as an object; null for none.</param>
    /// <param name="token">A bearer token; null for an anonymous caller.</param>
    /// <param name="language">Accept-Language; null for none.</param>
    public async Task<JsonElement> GraphQLAsync(string query, object? variables = null, string? token = null, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        if (_ownsDatabase && ConnectionString.Length > 0)
        {
            await _cluster.DropDatabaseAsync(ConnectionString);
        }

        if (_ownsHome)
        {
            _home.Dispose();
        }
    }
}
