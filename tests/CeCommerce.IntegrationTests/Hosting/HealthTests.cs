using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Hosting;

public sealed class HealthTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_running_server_is_live_and_ready()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));
    }

    [Fact]
    public async Task Metrics_are_there_for_prometheus()
    {
        await StatusAsync("/health/live");
        var text = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("http_server_request_duration_seconds", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_leaves_is_live_but_no_longer_ready()
    {
        await using var leaving = await server.StartSecondAsync();
        await leaving.Services.GetRequiredService<Draining>().StoppingAsync(TestContext.Current.CancellationToken);
        using var ready = await leaving.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        using var live = await leaving.Http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task A_server_whose_files_cannot_be_kept_is_degraded_and_still_ready()
    {
        await using var troubled = await server.StartSecondAsync();
        Assert.Equal("Healthy", await FilesAsync(troubled));
        var folder = Path.Combine(troubled.Services.GetRequiredService<Settings>().Home, "files");
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "in the way", TestContext.Current.CancellationToken);
        Assert.Equal("Degraded", await FilesAsync(troubled));
    }

    /// <summary>What readiness says of the store of files; ready all the same.</summary>
    private static async Task<string?> FilesAsync(TestServer asked)
    {
        using var ready = await asked.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        var said = await ready.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return said.GetProperty("checks").GetProperty("files").GetProperty("status").GetString();
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
