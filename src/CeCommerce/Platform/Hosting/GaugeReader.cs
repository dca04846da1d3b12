using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CeCommerce.Platform.Hosting;

/// <summary>Reads every <see cref="Gauge"/> in its turn. One that cannot be read is not shown until it can, rather than shown as it was.</summary>
internal sealed partial class GaugeReader : BackgroundService
{
    /// <summary>Name of the meter.</summary>
    public const string Meter = "CeCommerce.Database";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly Gauge[] _gauges;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger<GaugeReader> _logger;

    public GaugeReader(IEnumerable<Gauge> gauges, IMeterFactory meters, IServiceScopeFactory scopes, ILogger<GaugeReader> logger)
    {
        (_gauges, _scopes, _logger) = ([.. gauges], scopes, logger);
        var meter = meters.Create(Meter);
        foreach (var gauge in _gauges)
        {
            meter.CreateObservableGauge(gauge.Name, () => Shown(gauge), gauge.Unit, gauge.Description);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var due = _gauges.ToDictionary(gauge => gauge, _ => 0L);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var gauge in _gauges.Where(gauge => due[gauge] <= Environment.TickCount64 && !stoppingToken.IsCancellationRequested))
            {
                await ReadAsync(gauge, stoppingToken);
                due[gauge] = Environment.TickCount64 + (long)gauge.Every.TotalMilliseconds;
            }
        }
    }

    private async Task ReadAsync(Gauge gauge, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            _values[gauge.Name] = await gauge.ReadAsync(scope.ServiceProvider, patience.Token);
        }
        catch (Exception failure)
        {
            _values.TryRemove(gauge.Name, out _);
            if (!stoppingToken.IsCancellationRequested)
            {
                Unread(_logger, gauge.Name, failure.Message);
            }
        }
    }

    private IEnumerable<Measurement<double>> Shown(Gauge gauge) => _values.TryGetValue(gauge.Name, out var value) ? [new(value)] : [];

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gauge {Gauge} could not be read: {Reason}")]
    private static partial void Unread(ILogger logger, string gauge, string reason);
}
