using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Hosting;

public sealed class TelemetryTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Operation = "query ShelfOfTheDay { searchListings(first: 1) { totalCount } }";

    [Fact]
    public async Task Metrics_count_operations_by_their_names()
    {
        await server.GraphQLAsync(Operation);
        var text = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Matches("graphql_operation_duration_seconds_count\\{[^}]*graphql_operation_name=\"ShelfOfTheDay\"", text);
        Assert.Contains("graphql_operation_cost", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_is_sent_spans_named_by_operation()
    {
        using var home = new TemporaryHome();
        await using var collector = await Collector.StartAsync();
        await using var traced = await ServerProcess.StartAsync(
            home.Path, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(traced.Address, "/graphql"), JsonContent.Create(new { query = Operation }), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        // A server that ends sends what it still has.
        Assert.Equal(0, await traced.TerminateAsync());
        var sent = collector.Traces;
        Assert.Contains("query ShelfOfTheDay", sent, StringComparison.Ordinal);
        Assert.Contains("graphql.operation.cost", sent, StringComparison.Ordinal);
    }

    /// <summary>Takes what an OpenTelemetry exporter sends over HTTP. Names are plain UTF-8 within protobuf.</summary>
    private sealed class Collector(WebApplication app, ConcurrentQueue<string> traces) : IAsyncDisposable
    {
        public string Address => app.Urls.First();

        public string Traces => string.Join('\n', traces);

        public static async Task<Collector> StartAsync()
        {
            var traces = new ConcurrentQueue<string>();
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
            builder.Services.AddRouting();
            var app = builder.Build();
            app.MapPost("/v1/traces", async (HttpContext context) =>
            {
                using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
                traces.Enqueue(await body.ReadToEndAsync());
            });
            app.MapPost("/v1/metrics", () => Results.Ok());
            await app.StartAsync();
            return new(app, traces);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
