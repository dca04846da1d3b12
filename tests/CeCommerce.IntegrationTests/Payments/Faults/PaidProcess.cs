using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Connect;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Partners;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>
/// The product as a process of its own, paid through the stand-in: killed and started again at will. Each start is some minutes later by its clock, so that
/// what the one before had in hand is due.
/// </summary>
public sealed class PaidProcess(TestCluster cluster) : IRunningServer, IAsyncLifetime
{
    private const int Tries = 20;

    private static readonly TimeSpan Later = TimeSpan.FromMinutes(2);

    private readonly TemporaryHome _home = new();
    private readonly TestClock _clock = new();
    private ServerProcess _process = null!;
    private HttpClient _http = new();
    private ServiceProvider _services = null!;
    private int _delivered;

    public StripeStandIn Stripe { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    /// <summary>How the process comes to the database; left out: as the test does.</summary>
    public Func<string, string> WayTo { get; init; } = direct => direct;

    /// <summary>The seller's account at Stripe.</summary>
    public string Account { get; private set; } = "";

    LocalToken IRunningServer.Tokens => _services.GetRequiredService<LocalToken>();

    internal Shop Shop { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_home.Path);
        Stripe = new(_clock) { AsksMock = false };
        await Stripe.InitializeAsync();
        ConnectionString = await cluster.CreateDatabaseAsync();
        await StartAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        var settings = TestSettings.With(ConnectionString, _home.Path, _clock) with { Stripe = StripeGatewayTests.SettingsFor(Stripe), SandboxPayments = false };
        Features.Composition.AddServices(services, settings, () => ConnectionString);
        _services = services.BuildServiceProvider();
        Shop = new(this);

        // Stripe keeps its fee of what is given back, and somebody has to pay it.
        Stripe.TopUp(1_000_000);
        Account = await StripeAccount.EnableAsync(Shop, Stripe);
        await DeliverNewsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        await _services.DisposeAsync();
        await Stripe.DisposeAsync();
        await cluster.DropDatabaseAsync(ConnectionString);
        _home.Dispose();
        Assert.True(Stripe.Misfits is [], string.Join("\n", Stripe.Misfits));
    }

    public async Task KillAsync()
    {
        await _process.KillAsync();
        await _process.DisposeAsync();
        _http.Dispose();
    }

    public async Task StartAsync()
    {
        _clock.Advance(Later);
        _process = await ServerProcess.StartAsync(_home.Path, Settings());
        _http = new() { BaseAddress = _process.Address };
    }

    /// <summary>Works on the product's own services in this process, beside the other one.</summary>
    internal async Task<T> BesideAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        _services.GetRequiredService<NpgsqlDataSource>().Clear();
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>What a command says, and its exit code.</summary>
    public async Task<(int Code, string Says)> RunAsync(params string[] arguments)
    {
        var ran = await ServerProcess.RunAsync(_home.Path, arguments, Settings());
        return (ran.ExitCode, ran.Output + ran.Errors);
    }

    public async Task<JsonElement> GraphQLAsync(string query, object? variables = null, string? token = null, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, Stop);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    /// <summary>Posts what happened at Stripe since the last time, each note again until it is taken, as Stripe does.</summary>
    public async Task DeliverNewsAsync()
    {
        for (var tries = 1; _delivered < Stripe.Events.Count;)
        {
            using var answer = await Stripe.DeliverAsync(_http, Stripe.Events[_delivered]);
            if (answer.IsSuccessStatusCode)
            {
                (_delivered, tries) = (_delivered + 1, 1);
                continue;
            }

            Assert.True(tries++ < Tries, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}\n{Log}");
            await Task.Delay(100, Stop);
        }
    }

    /// <summary>Reads until as many reads in a row are answered as it may have had sessions with a database that was gone: each of those may cost one.</summary>
    public async Task AnswersAgainAsync()
    {
        for (var (row, asked) = (0, 0); row < Tries; asked++)
        {
            var answer = await GraphQLAsync("{ node(id: \"lst_00000000000000000000000000\") { id } }");
            row = answer.TryGetProperty("errors", out _) ? 0 : row + 1;
            Assert.True(asked < 20 * Tries, $"{answer}\n{Log}");
        }
    }

    /// <summary>As Stripe does when it has heard no answer, or has sent it twice.</summary>
    public void ForgetDeliveries() => _delivered = 0;

    public T Ask<T>(string sql) => (T)Shop.Scalar(sql)!;

    /// <summary>The last lines of what it said.</summary>
    public string Log => string.Join('\n', _process.Log.TakeLast(40));

    private (string, string)[] Settings() =>
    [
        ("CECOMMERCE_DATABASE", WayTo(ConnectionString)),
        ("CECOMMERCE_CLOCK", _clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        (StripeSettings.SecretKeyName, StripeStandIn.ApiKey),
        (StripeSettings.PublishableKeyName, "pk_test_standin"),
        (StripeSettings.WebhookSecretsName, StripeStandIn.WebhookSecret),
        (StripeSettings.UrlName, Stripe.Url.ToString().TrimEnd('/')),
        ("Payments__SweepEvery", "00:00:01"),
        ("Payments__AskAfter", "00:00:05"),
        ("Payments__AskAtLeastEvery", "00:00:05"),
        ("Payments__ReconcileTolerance", "00:00:01"),
        ("GraphQL__BucketRefillPerSecond", "1000000"),
    ];
}
