using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>
/// A Stripe of our own for the tests: an HTTP server that remembers, moves its states, signs its events and goes wrong when told to, as
/// Stripe's documentation describes it for <see cref="ApiVersion"/>. Every request is shown to stripe-mock too, which knows the shapes.
/// Money is yen. One file for each kind of object; what a buyer, a bank or Stripe itself does is a verb beside it.
/// </summary>
public sealed partial class StripeStandIn : IAsyncLifetime
{
    public const string ApiVersion = "2026-10-28.endive";
    public const string ApiKey = "sk_test_standin";

    private readonly Lock _gate = new();
    private readonly List<(string Method, string[] Template, Func<StripeCall, JsonObject> Work)> _routes = [];
    private readonly ConcurrentQueue<string> _misfits = new();
    private readonly ConcurrentQueue<StripeCall> _requests = new();
    private readonly StripeObjects _objects;
    private readonly StripeIdempotency _idempotency;
    private WebApplication? _app;
    private StripeMock? _mock;

    public StripeStandIn()
        : this(TimeProvider.System)
    {
    }

    /// <param name="clock">What time it is at Stripe.</param>
    public StripeStandIn(TimeProvider clock)
    {
        (Clock, _objects, _idempotency) = (clock, new(clock), new(clock));
        RouteIntents();
        RouteCharges();
        RouteRefunds();
        RouteCustomers();
        RouteSetups();
        RouteCash();
        RouteAccounts();
        RouteTransfers();
        RoutePayouts();
        RouteBalance();
        RouteDisputes();
        RouteEvents();
    }

    public TimeProvider Clock { get; }

    /// <summary>Where it listens, with a slash at the end; Stripe.net wants it without.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public StripeFaults Faults { get; } = new();

    /// <summary>Where requests are held until a test says so.</summary>
    public StripeGates Gates { get; } = new();

    /// <summary>False where thousands of requests have shapes that are looked at elsewhere.</summary>
    public bool AsksMock { get; init; } = true;

    /// <summary>Requests that Stripe would not understand.</summary>
    public IReadOnlyList<string> Misfits => [.. _misfits];

    /// <summary>Requests so far, those that met a fault among them, as method and path.</summary>
    public IReadOnlyList<string> Requests => [.. _requests.Select(call => $"{call.Method} {call.Path}")];

    /// <summary>A copy of an object as it is now.</summary>
    public JsonObject this[string id] => Locked(() => (_objects.Find(id) ?? throw new KeyNotFoundException(id)).DeepClone().AsObject());

    /// <summary>Copies of the objects of a kind (Stripe's word for it), the oldest first.</summary>
    public IReadOnlyList<JsonObject> All(string kind, string? account = null) =>
        Locked(() => _objects.All(kind, account).Reverse().Select(thing => thing.DeepClone().AsObject()).ToList());

    /// <summary>Each request had the shape that Stripe expects; a visible skip where nobody could tell.</summary>
    public void AssertFits()
    {
        Assert.Empty(Misfits);
        StripeMock.SkipWhereMissing();
    }

    public async ValueTask InitializeAsync()
    {
        _mock = StripeMock.Folder is null || !AsksMock ? null : await StripeMock.OnlyAsync();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync();
        Url = new(_app.Urls.First() + "/");
    }

    public async ValueTask DisposeAsync()
    {
        _ending.Cancel();
        Gates.OpenAll();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _wire.Dispose();
        _ending.Dispose();
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    private void Route(string method, string template, Func<StripeCall, JsonObject> work) => _routes.Add((method, template.Split('/'), work));
}
