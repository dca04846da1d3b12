using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQLParser.AST;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>A document that was parsed, found within the limits and validated; shared by all requests that send it.</summary>
internal sealed record PreparedDocument(GraphQLDocument Document, IReadOnlyList<PreparedOperation> Operations)
{
    /// <summary>The operation of the name, or the only one.</summary>
    public PreparedOperation Choose(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Operations.Count == 1 ? Operations[0] : throw Refused(
                "OPERATION_NAME_MISSING",
                "複数の操作があります。operationName を指定してください。",
                "The document has several operations; say which by operationName.");
        }

        return Operations.FirstOrDefault(operation => operation.Name == name) ?? throw Refused(
            "OPERATION_NOT_FOUND", $"操作「{name}」はドキュメントにありません。", $"The document has no operation '{name}'.");
    }

    internal static RequestRefused Refused(string code, string ja, string en) => new(new RequestFault(code, new LocalText(ja, en)));
}

/// <summary>One operation of a document and its cost.</summary>
internal sealed record PreparedOperation(PreparedDocument Owner, GraphQLOperationDefinition Definition, CostPlan Cost)
{
    public string? Name { get; } = Definition.Name?.StringValue;

    private readonly string[] _variables = [.. Definition.Variables?.Items.Select(variable => variable.Variable.Name.StringValue) ?? []];

    /// <summary>Of what was sent only that which the operation knows: a subscription keeps it as long as it lives.</summary>
    public Inputs Declared(Inputs sent) => sent.Keys.All(_variables.Contains)
        ? sent
        : new Inputs(sent.Where(variable => _variables.Contains(variable.Key)).ToDictionary(StringComparer.Ordinal));

    public OperationType Kind => Definition.Operation;

    /// <summary>For spans and metrics: query, mutation or subscription.</summary>
    public string KindName { get; } = Definition.Operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
