using System.Diagnostics;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>From a request to a result, for every transport: find and prepare the document, take its cost, execute, measure.</summary>
internal sealed class OperationRunner
{
    private readonly CommerceSchema _schema;
    private readonly DocumentTexts _texts;
    private readonly DocumentCache _documents;
    private readonly CostBuckets _buckets;
    private readonly OperationTelemetry _telemetry;
    private readonly Func<UnhandledExceptionContext, Task> _onBug;
    private readonly DocumentExecuter _executer;

    public OperationRunner(
        CommerceSchema schema, DocumentTexts texts, DocumentCache documents, CostBuckets buckets, OperationTelemetry telemetry,
        StrategyByKind strategy, ILogger<OperationRunner> log)
    {
        (_schema, _texts, _documents, _buckets, _telemetry) = (schema, texts, documents, buckets, telemetry);
        _executer = new DocumentExecuter(new GraphQLDocumentBuilder(), new DocumentValidator(), strategy, []);
        _onBug = context => MaskedError.LogAsync(context, log);
    }

    /// <summary>Throws <see cref="RequestRefused"/> when the document cannot be run.</summary>
    public async ValueTask<PreparedOperation> PrepareAsync(OperationRequest request, CommerceUserContext context, CancellationToken cancellation)
    {
        // Every request costs one unit before its document is looked at, or parsing nonsense would be free.
        _buckets.Take(context.Payer, 1);
        var found = await _texts.FindAsync(request, context.Caller, cancellation);
        if (!_documents.Knows(found.Text))
        {
            _buckets.Take(context.Payer, _documents.CostOf(found.Text));
        }

        var document = await _documents.PrepareAsync(found.Text);
        _texts.Remember(found);
        return document.Choose(request.OperationName);
    }

    public async Task<OperationOutcome> RunAsync(
        PreparedOperation operation, OperationRequest request, CommerceUserContext context, CancellationToken cancellation)
    {
        request.KeepOnly(operation);
        var cost = operation.Cost.Cost(request.Variables);
        var left = cost == 0 ? 0 : _buckets.Take(context.Payer, cost);
        context.CostOfEvent = cost;
        await context.LookAgainAsync(cancellation);
        using var activity = OperationTelemetry.Start(operation, cost);
        var started = Stopwatch.GetTimestamp();
        var result = await _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = _schema,
            Document = operation.Owner.Document,
            OperationName = operation.Name,
            Variables = request.Variables,
            UserContext = context,
            RequestServices = context.RequestServices,
            CancellationToken = cancellation,
            ValidationRules = [],
            UnhandledExceptionDelegate = _onBug,
            ThrowOnUnhandledException = false,
        });
        if (ResultSize.Of(result) is var size && size > cost)
        {
            left = _buckets.Settle(context.Payer, size - cost);
            cost = size;
        }

        _telemetry.Record(operation, cost, result, Stopwatch.GetElapsedTime(started), activity);
        return new OperationOutcome(result, cost, left);
    }
}

/// <summary>A result and what it took from the caller's bucket; zero cost means that nothing was taken.</summary>
internal readonly record struct OperationOutcome(ExecutionResult Result, long Cost, long Left);
