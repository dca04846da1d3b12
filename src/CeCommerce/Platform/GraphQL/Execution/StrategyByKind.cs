using GraphQL.Execution;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>Fields run one after another, because the DbContext of a request does; look-ups go together through batch loaders.</summary>
internal sealed class StrategyByKind(IServiceScopeFactory scopes) : IExecutionStrategySelector
{
    private readonly SerialExecutionStrategy _serial = new();
    private readonly StreamStrategy _stream = new(scopes);

    public IExecutionStrategy Select(ExecutionContext context) =>
        context.Operation.Operation == OperationType.Subscription ? _stream : _serial;
}
