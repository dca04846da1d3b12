using System.Net;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using Npgsql;

namespace CeCommerce.IntegrationTests.Hosting;

/// <summary>What somebody meets who installs the product for others to use.</summary>
public sealed class InstallationTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Processes_that_start_at_once_on_an_empty_home_all_come_up()
    {
        var token = ServerProcess.RunAsync(_home.Path, ["token", "--as", "platform"]);
        var starting = new[] { ServerProcess.StartAsync(_home.Path), ServerProcess.StartAsync(_home.Path) };
        var servers = await Task.WhenAll(starting);
        Assert.Equal(0, (await token).ExitCode);
        foreach (var server in servers)
        {
            using var ready = await _http.GetAsync(new Uri(server.Address, "/health/ready"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task In_production_a_first_app_gets_its_token_through_a_trusted_proxy()
    {
        (string, string)[] production = [("ASPNETCORE_ENVIRONMENT", "Production"), ("CECOMMERCE_DATABASE", database.ConnectionString)];
        var registered = await ServerProcess.RunAsync(_home.Path, ["app", "--name", "Console", "--role", "platform"], production);
        Assert.Equal(0, registered.ExitCode);
        var credentials = registered.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        await using var server = await ServerProcess.StartAsync(_home.Path, [.. production, ("CECOMMERCE_TRUSTED_PROXIES", "127.0.0.0/8")]);
        Assert.Equal("Bearer", (await TokenAsync(server, credentials, "https")).GetProperty("token_type").GetString());
        Assert.Equal("invalid_request", (await TokenAsync(server, credentials, "http")).GetProperty("error").GetString());
    }

    [Fact]
    public async Task What_nobody_named_a_proxy_says_is_not_believed()
    {
        await using var server = await ServerProcess.StartAsync(_home.Path, ("ASPNETCORE_ENVIRONMENT", "Production"), ("CECOMMERCE_DATABASE", database.ConnectionString));
        var refused = await TokenAsync(server, new(StringComparer.Ordinal) { ["client_id"] = "x", ["client_secret"] = "y" }, "https");
        Assert.Contains("HTTPS", refused.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CECOMMERCE_SIGNING_KEY", "/nonexistent/key.pem", "The signing key /nonexistent/key.pem cannot be used")]
    [InlineData("CECOMMERCE_ISSUER", "nonsense", "CECOMMERCE_ISSUER must be an absolute address")]
    [InlineData("CECOMMERCE_TRUSTED_PROXIES", "proxy.example", "CECOMMERCE_TRUSTED_PROXIES cannot be read")]
    public async Task A_setting_that_cannot_be_used_is_refused_in_a_sentence(string name, string value, string sentence) =>
        await AssertRefusedAsync(sentence, ("CECOMMERCE_DATABASE", database.ConnectionString), (name, value));

    [Fact]
    public async Task A_database_that_is_not_there_is_refused_in_a_sentence()
    {
        var other = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_shop" }.ConnectionString;
        await AssertRefusedAsync("There is no database no_such_shop. Make an empty one", ("CECOMMERCE_DATABASE", other));
    }

    [Fact]
    public async Task A_database_user_without_rights_is_refused_in_a_sentence()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var create = source.CreateCommand("CREATE ROLE onlooker LOGIN");
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        try
        {
            var onlooker = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "onlooker" }.ConnectionString;
            await AssertRefusedAsync("must be allowed to create schemas", ("CECOMMERCE_DATABASE", onlooker));
        }
        finally
        {
            await using var drop = source.CreateCommand("DROP ROLE onlooker");
            await drop.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task AssertRefusedAsync(string sentence, params (string Name, string Value)[] variables)
    {
        var refused = await ServerProcess.RunAsync(_home.Path, ["serve", "--urls", "http://127.0.0.1:0"], [.. variables]);
        Assert.Contains(sentence, refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at CeCommerce", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);
    }

    private async Task<JsonElement> TokenAsync(ServerProcess server, Dictionary<string, string> credentials, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/connect/token"))
        {
            Content = new FormUrlEncodedContent(credentials.Append(new("grant_type", "client_credentials"))),
            Headers = { { "X-Forwarded-Proto", scheme } },
        };
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
