using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Platform.GraphQL.Transport;
using CeCommerce.Tests.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>The GraphQL endpoint with the demonstration shop behind it, on a free port.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    /// <summary>A document id that makes the server fail outside of any field.</summary>
    public static readonly string Breaking = new('b', 64);

    private WebApplication _app = null!;

    public GraphQLLimits Limits { get; init; } = new() { MaxBodyBytes = 100_000, MaxSubscriptionsPerConnection = 3, BucketSize = 100_000, BucketRefillPerSecond = 1 };

    public Uri Url { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public Collected Logs { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.Services.AddSingleton<ICallerReader, NamedRole>();
        builder.Services.AddDemoShop();
        builder.Services.AddSingleton<ITrustedDocuments, BrokenDocuments>();
        builder.Services.AddSingleton(Limits);
        _app = builder.Build();
        _app.UseForwardedHeaders(Forwarded());
        _app.MapGraphQLEndpoint();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = new Uri(address + "/graphql");
        Client = new HttpClient { BaseAddress = Url };
    }

    /// <summary>Whoever sends says from where, so that a test can come from many addresses.</summary>
    private static ForwardedHeadersOptions Forwarded()
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        return options;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A token is the name of a role; anything else is refused.</summary>
    private sealed class NamedRole : ICallerReader
    {
        public ValueTask<Caller> ReadAsync(HttpContext http)
        {
            var header = http.Request.Headers.Authorization.ToString();
            return header.Length == 0 ? ValueTask.FromResult(Caller.Anonymous) : ValueTask.FromResult(Of(header["Bearer ".Length..])
                ?? throw new RequestFault("UNAUTHENTICATED", new Platform.LocalText("トークンが無効です。", "The token is not valid.")) { HttpStatus = 401 });
        }

        public ValueTask<Caller?> AuthenticateAsync(HttpContext http, string bearerToken, CancellationToken cancellation) => ValueTask.FromResult(Of(bearerToken));

        private static Caller? Of(string token) => Enum.TryParse<Role>(token, out var role)
            ? new Caller(role, null, null, $"test-{role}", new HashSet<string>(StringComparer.Ordinal) { "books:read" })
            : null;
    }

    /// <summary>Breaks where no field of the schema is at fault.</summary>
    private sealed class BrokenDocuments : ITrustedDocuments
    {
        public ValueTask<string?> FindAsync(string sha256, CancellationToken cancellation) =>
            sha256 == Breaking ? throw new InvalidOperationException("a secret place") : ValueTask.FromResult<string?>(null);
    }

    public sealed class Collected : ILoggerProvider, ILogger
    {
        private readonly List<string> _errors = [];

        public IReadOnlyList<string> Errors
        {
            get
            {
                lock (_errors)
                {
                    return [.. _errors];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lock (_errors)
                {
                    _errors.Add($"{formatter(state, exception)} {exception?.Message}");
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
