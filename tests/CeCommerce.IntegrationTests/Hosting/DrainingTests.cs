using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CeCommerce.IntegrationTests.Hosting;

public sealed class DrainingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_request_that_runs_when_the_server_is_told_to_leave_is_answered()
    {
        using var home = new TemporaryHome();
        var (entered, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        var composition = Features.Composition with
        {
            Map = app => app.MapGet("/slow", async (HttpContext context) =>
            {
                entered.SetResult();
                await mayAnswer.Task;
                await context.Response.WriteAsync("answered");
            }),
        };
        var settings = TestSettings.With(database.ConnectionString, home.Path, new TestClock());
        await using var app = CommerceServer.Build(settings, () => database.ConnectionString, composition);
        Assert.Null(await CommerceServer.StartAsync(app, settings, composition, TestContext.Current.CancellationToken));

        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var answer = http.GetStringAsync(new Uri("/slow", UriKind.Relative), TestContext.Current.CancellationToken);
        await entered.Task;
        var stopped = app.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopped.IsCompleted);
        mayAnswer.SetResult();

        Assert.Equal("answered", await answer);
        await stopped;
    }
}
