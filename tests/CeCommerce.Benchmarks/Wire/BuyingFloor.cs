using System.Collections.Concurrent;
using System.Diagnostics;
using CeCommerce.Platform;
using CeCommerce.Platform.Hosting;
using Npgsql;

namespace CeCommerce.Benchmarks.Wire;

/// <summary>
/// The floor of buying: what requests send to PostgreSQL is recorded, one purchase after the other, and sent again by bare sessions to a copy of the
/// database from before. Statements of workers are none of it; commits are, and what else a purchase does outside the house.
/// </summary>
internal sealed class BuyingFloor(StockedHome home)
{
    private const string Copy = "bare";

    private readonly ConcurrentDictionary<string, bool> _ofRequests = new(StringComparer.Ordinal);
    private readonly List<RecordedPurchase> _purchases = [];

    /// <summary>Where payments are taken; null for the sandbox.</summary>
    public StripeSettings? Stripe { get; init; }

    /// <summary>Statements and commits of a purchase, on average.</summary>
    public string Each => CeCommerce.Benchmarks.Text.Of(
        $"{_purchases.Average(one => one.Exchanges.Sum(exchange => exchange.Bound.Count)):F1} statements in {_purchases.Average(one => one.Exchanges.Count(exchange => !exchange.Begins)):F1} round trips, {_purchases.Average(one => one.Exchanges.Count(exchange => exchange.Ends)):F1} of them commits");

    private string Socket => new NpgsqlConnectionStringBuilder(home.ConnectionString).Host!;

    private string User => new NpgsqlConnectionStringBuilder(home.ConnectionString).Username!;

    /// <summary>Copies the database, then buys at a server of this process.</summary>
    /// <param name="buys">Each a whole purchase at the server.</param>
    /// <param name="outside">After each of them: does again what it did outside.</param>
    public async Task RecordAsync(IEnumerable<Func<Uri, Task>> buys, Func<Func<Task>>? outside = null)
    {
        home.Source.Clear();
        await using (var admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(home.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString))
        {
            await using var command = admin.CreateCommand($"CREATE DATABASE {Copy} TEMPLATE {new NpgsqlConnectionStringBuilder(home.ConnectionString).Database}");
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }

        using var listener = Listen();
        await using var recorder = new WireRecorder(Socket);
        var through = new NpgsqlConnectionStringBuilder(home.ConnectionString) { Host = recorder.Folder, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable }.ConnectionString;
        var settings = new Settings { Environment = Environments.Development, Home = home.Directory, Database = through, Clock = home.Clock, Urls = "http://127.0.0.1:0", SandboxPayments = Stripe is null, Stripe = Stripe };
        await using var app = CommerceServer.Build(settings, () => through, Features.Composition);
        _ = await CommerceServer.StartAsync(app, settings, Features.Composition, CancellationToken.None);
        var recorded = new List<RecordedPurchase>();
        recorder.Take();
        foreach (var buy in buys)
        {
            using (var flow = new Activity("purchase").SetIdFormat(ActivityIdFormat.W3C).Start())
            {
                flow.ActivityTraceFlags = ActivityTraceFlags.Recorded;
                await buy(new Uri(app.Urls.First()));
            }

            recorded.Add(new(recorder.Take(), outside?.Invoke()));
        }

        await app.StopAsync();
        _purchases.AddRange(recorded.Select(one => one with { Exchanges = OfRequests(one.Exchanges) }));
    }

    /// <summary>Purchases a second, the first <paramref name="warmUp"/> of them not counted, and what was not as it was when they were recorded.</summary>
    public async Task<(double Rate, IReadOnlyCollection<string> Otherwise)> RunAsync(int clients, int warmUp)
    {
        using var buyers = Open(clients);
        await buyers.BuyAsync(warmUp);
        var counted = _purchases.Count - warmUp;
        return (counted / (await buyers.BuyAsync(counted)).TotalSeconds, buyers.Otherwise);
    }

    /// <summary>So many clients that buy what was recorded, a stretch at a time.</summary>
    public FloorBuyers Open(int clients) => new(_purchases, [.. Enumerable.Range(0, clients).Select(_ => new WireClient(() => WireSession.OpenAsync(Socket, User, Copy)))]);

    /// <summary>Transactions and single statements of which a request sent one.</summary>
    private IReadOnlyList<Exchange> OfRequests(IReadOnlyList<Exchange> all)
    {
        var (kept, open) = (new HashSet<Exchange>(ReferenceEqualityComparer.Instance), new Dictionary<int, List<Exchange>>());
        foreach (var exchange in all)
        {
            if (exchange.Begins)
            {
                open[exchange.Session] = [];
            }

            var group = open.TryGetValue(exchange.Session, out var transaction) ? transaction : [];
            group.Add(exchange);
            if (transaction is null || exchange.Ends)
            {
                open.Remove(exchange.Session);
                kept.UnionWith(group.Any(IsOfRequest) ? group : []);
            }
        }

        return [.. all.Where(kept.Contains)];
    }

    private bool IsOfRequest(Exchange exchange) => exchange.Bound.Values.Any(statement => _ofRequests.ContainsKey(Statement.Normal(statement.Text)));

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // A worker's work has no parent that a request began.
                if (activity.Source.Name == "Npgsql" && activity.ParentSpanId != default && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is { } text)
                {
                    foreach (var statement in text.ToString()!.Split(';'))
                    {
                        _ofRequests[Statement.Normal(statement)] = true;
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
