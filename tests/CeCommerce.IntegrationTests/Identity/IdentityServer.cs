using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.Identity;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Database.Embedded;
using CeCommerce.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(IdentityServer))]

namespace CeCommerce.IntegrationTests.Identity;

/// <summary>The token endpoint and the reader of tokens behind one small server, with a clock that tests can move.</summary>
public sealed class IdentityServer : IAsyncLifetime
{
    public static readonly Guid Tenant = Guid.Parse("01990000-0000-7000-8000-000000000001");

    private readonly string _home = Directory.CreateTempSubdirectory("cecommerce-home-").FullName;
    private EmbeddedPostgres? _cluster;
    private WebApplication? _app;

    internal MovableClock Clock { get; } = new();

    internal LogLines Log { get; } = new();

    internal IServiceProvider Services => _app!.Services;

    internal IdentitySettings Settings => Services.GetRequiredService<IdentitySettings>();

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var started = await EmbeddedPostgres.StartAsync(new(_home, Durable: false));
        Assert.True(started.Try(out _cluster, out var refusal), refusal?.Message.En);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        var settings = new Settings { Environment = Environments.Development, Home = _home, Clock = Clock };
        Features.Composition.AddServices(builder.Services, settings, () => _cluster!.ConnectionString);
        _app = builder.Build();
        _app.UseIdentity();
        _app.MapGet("/whoami", async (HttpContext http, CallerReader reader) =>
            (await reader.ReadAsync(http.Request.Headers.Authorization)).Try(out var caller, out var refusal)
                ? Results.Ok(caller)
                : Results.Json(new { refusal.Code, Message = refusal.Message.En }, statusCode: 401));
        await MakeTablesAsync();
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app!.DisposeAsync();
        await _cluster!.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    /// <summary>Registers an app and gives its client id and secret.</summary>
    internal async Task<(PartnerAppId Id, string ClientId, string Secret)> RegisterAsync(
        Role role, bool mayActForConsumers = false, IReadOnlyList<string>? scopes = null, bool trustedDocumentsOnly = false)
    {
        await using var scope = Services.CreateAsyncScope();
        var tenant = role is Role.Operator or Role.Refurbisher ? Tenant : (Guid?)null;
        var outcome = await scope.ServiceProvider.GetRequiredService<PartnerAppService>().RegisterAsync(
            new("Test app", role, tenant, scopes, mayActForConsumers, trustedDocumentsOnly), Caller.Anonymous, TestContext.Current.CancellationToken);
        Assert.True(outcome.Try(out var issued, out var error), error?.Message.En);
        return (new PartnerAppId(issued!.App.Id), issued.App.ClientId!, issued.Secret);
    }

    internal async Task<(int Status, JsonElement Body)> AskAsync(params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await Http.PostAsync(new Uri("/connect/token", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    internal Task<(int Status, JsonElement Body)> ForItselfAsync(string clientId, string secret, string? scope = null) => AskAsync(
        [("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret), .. scope is null ? [] : new[] { ("scope", scope) }]);

    internal Task<(int Status, JsonElement Body)> ForConsumerAsync(string clientId, string secret, string consumer, string? scope = null) => AskAsync(
    [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"), ("client_id", clientId), ("client_secret", secret),
        ("subject_token", consumer), ("subject_token_type", "urn:cecommerce:token-type:consumer-id"), .. scope is null ? [] : new[] { ("scope", scope) },
    ]);

    internal async Task<(int Status, JsonElement Body)> WhoAmIAsync(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/whoami");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private async Task MakeTablesAsync()
    {
        await DatabaseMigration.ApplyAsync(Services, TestContext.Current.CancellationToken);
        await using var scope = Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        var profile = OperatorProfile.Empty with { LegalName = "株式会社試験" };
        database.Add(Operator.Register(OperatorId.From(Tenant), DemoOperators.Refurbisher, profile, Clock.GetUtcNow()));
        await database.SaveChangesAsync();
    }
}

/// <summary>A clock that stands where a test puts it.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    /// <summary>Moves the clock until the returned handle is disposed.</summary>
    public IDisposable Ahead(TimeSpan by)
    {
        _ahead = by;
        return new Back(this);
    }

    private sealed class Back(MovableClock clock) : IDisposable
    {
        public void Dispose() => clock._ahead = TimeSpan.Zero;
    }
}

/// <summary>All that was logged, whatever the category.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
