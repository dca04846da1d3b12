using System.Globalization;
using System.Text.RegularExpressions;
using CeCommerce.IntegrationTests.TestKit;
using Npgsql;

namespace CeCommerce.IntegrationTests.Hosting;

/// <summary>What <c>/metrics</c> says of the database, for those who are woken by it.</summary>
public sealed class GaugeTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly Shop _shop = new(server);
    private readonly TemporaryHome _home = new();
    private readonly HttpClient _http = new();
    private ServerProcess _process = null!;

    /// <summary>Meters are known by their names in a process, where other tests have servers too: this one has a process of its own.</summary>
    public async ValueTask InitializeAsync()
    {
        _process = await ServerProcess.StartAsync(_home.Path, ("CECOMMERCE_DATABASE", server.ConnectionString));
        _http.BaseAddress = _process.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task Whoever_waits_for_a_lock_is_counted_with_how_long()
    {
        await using var holder = await OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(holder, "SELECT pg_advisory_xact_lock(4711)");
        await using var waiter = await OpenAsync();
        var waiting = ExecuteAsync(waiter, "SELECT pg_advisory_xact_lock(4711)");
        await UntilAsync("cecommerce_locks_waiting", value => value == 1);
        await UntilAsync("cecommerce_locks_oldest_wait_seconds", value => value > 0);
        await UntilAsync("cecommerce_locks_named", value => value >= 1);
        await UntilAsync("cecommerce_transactions_oldest_seconds", value => value > 0);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        await waiting;
        await UntilAsync("cecommerce_locks_waiting", value => value == 0);
    }

    [Fact]
    public async Task Webhooks_that_nobody_tries_any_more_are_counted_apart()
    {
        Assert.Equal(2L, _shop.Scalar(
            """
            WITH stored AS (
                INSERT INTO payments.webhook_inbox (gateway, event_id, kind, reference, received_at, due_at, attempts)
                VALUES ('test', 'given-up', 'charge', 'x', now(), now() + interval '1 year', 40), ('test', 'open', 'charge', 'x', now(), now() + interval '1 year', 39)
                RETURNING 1)
            SELECT count(*) FROM stored
            """));
        await UntilAsync("cecommerce_webhooks_open", value => value == 1);
        await UntilAsync("cecommerce_webhooks_given_up", value => value == 1);
        await UntilAsync("cecommerce_ledger_mismatches", value => value == 0);
    }

    [Fact]
    public async Task Lines_that_wait_for_their_position_are_counted()
    {
        await UntilAsync("events_log_waiting", value => value == 0);
        await UntilAsync("events_log_waiting_age_seconds", value => value == 0);
    }

    private async Task UntilAsync(string gauge, Predicate<double> expected) => await Shop.UntilAsync(async () =>
    {
        var text = await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var line = Regex.Match(text, $"^{gauge}(\\{{[^}}]*\\}})? (?<value>[0-9.eE+-]+)", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        return line.Success && expected(double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture));
    });

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
