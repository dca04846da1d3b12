using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>One span and a few numbers for each operation, named as the client named it.</summary>
internal sealed class OperationTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "CeCommerce.GraphQL";

    // Clients choose operation names, so only so many become metric tags.
    private const int MostNames = 200;
    private static readonly ActivitySource Spans = new(Name);
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _cost;

    public OperationTelemetry(IMeterFactory meters, Occupancy occupancy)
    {
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram<double>("graphql.operation.duration", "s", "How long an operation took; its count is the number of operations.");
        _cost = meter.CreateHistogram<long>("graphql.operation.cost", "{unit}", "What an operation took from its caller's bucket.");
        _errors = meter.CreateCounter<long>("graphql.operation.errors", "{error}", "Top-level errors.");
        meter.CreateObservableGauge("graphql.connections", () => occupancy.Total.Connections, "{connection}", "WebSockets and event streams that are open.");
        meter.CreateObservableGauge("graphql.subscriptions", () => occupancy.Total.Subscriptions, "{subscription}", "Operations that run on them.");
    }

    internal static Activity? Start(PreparedOperation operation, long cost)
    {
        if (!Spans.HasListeners())
        {
            return null;
        }

        var activity = Spans.StartActivity($"{operation.KindName} {operation.Name}".TrimEnd());
        activity?.SetTag("graphql.operation.type", operation.KindName).SetTag("graphql.operation.name", operation.Name).SetTag("graphql.operation.cost", cost);
        return activity;
    }

    internal void Record(PreparedOperation operation, long cost, ExecutionResult result, TimeSpan took, Activity? activity)
    {
        var errors = result.Errors?.Count ?? 0;
        if (errors > 0)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        if (!_duration.Enabled && !_cost.Enabled && !_errors.Enabled)
        {
            return;
        }

        var tags = new TagList { { "graphql.operation.name", Bounded(operation.Name) }, { "graphql.operation.type", operation.KindName } };
        _duration.Record(took.TotalSeconds, tags);
        _cost.Record(cost, tags);
        if (errors > 0)
        {
            _errors.Add(errors, tags);
        }
    }

    private string Bounded(string? name) => name is null ? "(unnamed)"
        : _names.ContainsKey(name) || (_names.Count < MostNames && _names.TryAdd(name, name)) ? name
        : "(other)";
}
