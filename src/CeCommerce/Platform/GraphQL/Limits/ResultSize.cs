using System.Collections;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>What an operation really returned, in the units of <see cref="CostPlan"/>: lists are only guessed before.</summary>
internal static class ResultSize
{
    private const int LeavesOfAnObject = 10;

    public static long Of(ExecutionResult result) => result.Data is RootExecutionNode root ? Inside(root.SubFields) : 0;

    /// <summary>Relay's wrapper around what is counted.</summary>
    public static bool IsFree(IGraphType type) => type.Name is "PageInfo";

    private static long Of(ExecutionNode node) => node switch
    {
        ObjectExecutionNode { SubFields: { } fields } one => (IsFree(one.GraphType!) || IsNodeOfEdge(one) ? 0 : 1) + Inside(fields),
        ArrayExecutionNode { Items: { } items } => items.Sum(Of),
        ArrayExecutionNode { SerializedResult: ICollection leaves } => (leaves.Count + LeavesOfAnObject - 1) / LeavesOfAnObject,
        _ => 0,
    };

    private static long Inside(ExecutionNode[]? fields)
    {
        long size = 0;
        foreach (var field in fields ?? [])
        {
            size += Of(field);
        }

        return size;
    }

    private static bool IsNodeOfEdge(ExecutionNode node) =>
        node.Parent is ObjectExecutionNode { GraphType: { } parent } && parent.Name.EndsWith("Edge", StringComparison.Ordinal);
}
