using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.Checkout;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Partners;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Database.Embedded;
using CeCommerce.Platform.Identity;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace CeCommerce.IntegrationTests.Orders.Faults;

/// <summary>
/// Two server processes over one cluster, the clock of the second half a minute ahead, and clients that send the same request again to the other one
/// when they get no answer. Either server, or a session of PostgreSQL, can be killed at any time.
/// </summary>
public sealed class TwoServers : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Answers to ask again after: another process has it in hand, or had it and died.</summary>
    private static readonly HashSet<string> Again = new(StringComparer.Ordinal) { "REQUEST_STILL_RUNNING", "TRY_AGAIN", "ORDER_BUSY", "SERVICE_UNAVAILABLE" };

    private static readonly DateTimeOffset Opening = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(9));

    private readonly TemporaryHome _home = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ServerProcess[] _servers = new ServerProcess[2];
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private EmbeddedPostgres _postgres = null!;
    private NpgsqlDataSource _source = null!;
    private LocalToken _tokens = null!;
    private int _asked;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = (await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(_home.Path))).Value!;
        _source = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await StartAsync(0);
        await StartAsync(1);
        _tokens = new LocalToken(IdentitySettings.Read(_ => null, _home.Path, development: true).Value!, null!, new Scopes([]), new FakeTimeProvider(Now));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _source.DisposeAsync();
        await _postgres.DisposeAsync();
        _http.Dispose();
        _home.Dispose();
    }

    internal string Consumer(string name) => _tokens.Make(new(Role.Consumer, null, name, [BuyingScopes.Read, BuyingScopes.Write, ListingScopes.Read, RecipientScopes.Read, RecipientScopes.Write]));

    internal async Task<string> StaffAsync() => _tokens.Make(new(
        Role.Operator, await AskDatabaseAsync<Guid>($"SELECT id FROM operators.operators WHERE code = '{DemoOperators.Refurbisher}'"), null,
        [BuyingScopes.Read, BuyingScopes.Write, ListingScopes.Read, ListingScopes.Write, ItemScopes.Read, ItemScopes.Write]));

    /// <summary>The payload of a stored operation, from whichever server answers; a refusal fails the test.</summary>
    internal async Task<JsonElement> DoAsync(string operation, object input, string token)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "graphql", "operations", operation + ".graphql"), Stop);
        return await SendAsync(document, new { input }, token);
    }

    /// <summary>As <see cref="DoAsync"/>, of any document with one root field.</summary>
    internal async Task<JsonElement> SendAsync(string document, object variables, string token)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var server = _servers[Interlocked.Increment(ref _asked) % _servers.Length];
            var (payload, why) = await TryAsync(server, document, variables, token);
            if (payload is { } answered)
            {
                return answered;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"No answer, but: {why}");
            await Task.Delay(Pause, Stop);
        }
    }

    /// <summary>kill -9 of a server, which then starts anew.</summary>
    internal async Task KillServerAsync(int number)
    {
        var killed = _servers[number];
        await killed.KillAsync();
        await StartAsync(number);
        await killed.DisposeAsync();
    }

    /// <summary>kill -9 of a session of PostgreSQL: it ends all others and recovers from its log.</summary>
    internal async Task KillPostgresAsync()
    {
        var session = await AskDatabaseAsync<int>("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY state = 'active' DESC LIMIT 1");
        await ServerProcess.KillAsync(session);
    }

    internal async Task<T> AskDatabaseAsync<T>(string sql)
    {
        while (true)
        {
            try
            {
                await using var command = _source.CreateCommand(sql);
                return (T)(await command.ExecuteScalarAsync(Stop))!;
            }
            catch (NpgsqlException lost) when (PassingFailure.IsLostConnection(lost))
            {
                // PostgreSQL was killed and is on its way back.
                await Task.Delay(Pause, Stop);
            }
        }
    }

    /// <summary>What the command says of the books; its exit code is 0 when they are right.</summary>
    internal async Task<(int Code, string Says)> VerifyLedgerAsync()
    {
        var verified = await ServerProcess.RunAsync(_home.Path, ["ledger", "verify"], Clock(0));
        return (verified.ExitCode, verified.Output + verified.Errors);
    }

    private DateTimeOffset Now => Opening + (TimeProvider.System.GetUtcNow() - _started);

    private (string, string) Clock(int number) =>
        ("CECOMMERCE_CLOCK", Now.AddSeconds(30 * number).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));

    private async Task StartAsync(int number) => _servers[number] = await ServerProcess.StartAsync(_home.Path, Clock(number), ("GraphQL__BucketRefillPerSecond", "1000000"));

    /// <summary>Nothing when there was no answer yet, and why.</summary>
    private async Task<(JsonElement? Payload, string? Why)> TryAsync(ServerProcess server, string query, object variables, string token)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request, Stop);
            return Read(await response.Content.ReadFromJsonAsync<JsonElement>(Stop), server);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or JsonException || (cut is TaskCanceledException && !Stop.IsCancellationRequested))
        {
            return (null, cut.Message);
        }
    }

    private static (JsonElement? Payload, string? Why) Read(JsonElement answer, ServerProcess server)
    {
        if (answer.TryGetProperty("errors", out _))
        {
            Assert.True(Again.Contains(answer.Fault()), $"{answer}\n{string.Join('\n', server.Log.TakeLast(40))}");
            return (null, answer.Fault());
        }

        var payload = answer.GetProperty("data").EnumerateObject().Single().Value;
        string[] codes = [.. payload.List("errors").Select(error => error.Text("code"))];
        Assert.All(codes, code => Assert.True(Again.Contains(code), payload.ToString()));
        return codes.Length == 0 ? (payload, null) : (null, codes[0]);
    }
}
