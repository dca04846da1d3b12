using System.Diagnostics.Metrics;

namespace CeCommerce.Platform.Events;

/// <summary>
/// How far the log's readers are behind, for whoever watches the server. Looked up every few seconds and not at each scrape, so that
/// watching costs the same whoever watches.
/// </summary>
internal sealed partial class EventGauges : BackgroundService
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "CeCommerce.Events";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly LogLag _lag;
    private readonly ILogger<EventGauges> _logger;
    private LogLagReading _reading = LogLagReading.None;

    public EventGauges(LogLag lag, IMeterFactory meters, ILogger<EventGauges> logger)
    {
        (_lag, _logger) = (lag, logger);
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("events.log.waiting", () => _reading.Waiting, "{line}", "Committed lines without a position, up to 10,000: they wait for the sequencer or for an older transaction.");
        meter.CreateObservableGauge("events.log.waiting.age", () => _reading.WaitingAge.TotalSeconds, "s", "Age of the oldest such line.");
        meter.CreateObservableGauge(
            "events.log.oldest_transaction", () => _reading.OldestTransaction.TotalSeconds, "s",
            "How long the oldest writing or prepared transaction of the cluster has run: no line of a later one is read before it ends.");
        meter.CreateObservableGauge("events.reader.lag", () => _reading.Readers.Select(reader => new Measurement<long>(reader.Lines, Tag(reader))), "{line}", "Lines that a reader has yet to read.");
        meter.CreateObservableGauge("events.reader.lag.age", () => _reading.Readers.Select(reader => new Measurement<double>(reader.Age.TotalSeconds, Tag(reader))), "s", "Age of the first of them.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _reading = await _lag.ReadAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Interrupted(_logger, failure.Message);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static KeyValuePair<string, object?> Tag(ReaderLag reader) => new("reader", reader.Reader);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How far the log's readers are behind could not be looked up: {Reason}")]
    private static partial void Interrupted(ILogger logger, string reason);
}
