using GraphQL.Execution;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>Fields run one after another, because the DbContext of a request does; look-ups go together through batch loaders.</summary>
internal sealed class StrategyByKind(StreamStrategy stream) : IExecutionStrategySelector
{
    private readonly SerialExecutionStrategy _serial = new();

    public IExecutionStrategy Select(ExecutionContext context) =>
        context.Operation.Operation == OperationType.Subscription ? stream : _serial;
}
