using System.Globalization;
using System.Reflection;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>What one request may ask for, by <see cref="GraphQLSettings"/>; every refusal names the number.</summary>
public sealed record GraphQLLimits
{
    /// <summary>Levels of nested selections, leaves included; introspection is limited by its lists instead.</summary>
    public int MaxDepth { get; init; } = 12;

    /// <summary>Aliases in one document.</summary>
    public int MaxAliases { get; init; } = 30;

    /// <summary>Fields directly under Query or Mutation, fragments included.</summary>
    public int MaxRootFields { get; init; } = 20;

    /// <summary>Characters of one document; long texts belong in variables.</summary>
    public int MaxCharacters { get; init; } = 100_000;

    /// <summary>Operations in one document.</summary>
    public int MaxOperations { get; init; } = 50;

    /// <summary>Fields and fragments of a document's operations, each use of a fragment counted: what execution has to look at.</summary>
    public int MaxSelections { get; init; } = 10_000;

    /// <summary>Directives in one document.</summary>
    public int MaxDirectives { get; init; } = 50;

    /// <summary>Lexical tokens in one document.</summary>
    public int MaxTokens { get; init; } = 5_000;

    /// <summary>Bytes of a request body.</summary>
    public int MaxBodyBytes { get; init; } = 1_048_576;

    /// <summary>Requests in one array body.</summary>
    public int MaxBatch { get; init; } = 10;

    /// <summary>Largest <c>first</c> or <c>last</c>, and most ids in <c>nodes</c>.</summary>
    public int MaxPageSize { get; init; } = 100;

    /// <summary>Page size when neither <c>first</c> nor <c>last</c> is given.</summary>
    public int DefaultPageSize { get; init; } = 20;

    /// <summary>Cost of one operation: roughly the number of objects it can return.</summary>
    public int MaxCost { get; init; } = 5_000;

    /// <summary>Cost units that a caller can spend at once.</summary>
    public int BucketSize { get; init; } = 50_000;

    /// <summary>Cost units that a caller gets back each second.</summary>
    public int BucketRefillPerSecond { get; init; } = 5_000;

    /// <summary>How many times a caller's bucket all consumers of one app have together.</summary>
    public int ConsumersPerApp { get; init; } = 50;

    /// <summary>Running subscriptions on one WebSocket.</summary>
    public int MaxSubscriptionsPerConnection { get; init; } = 50;

    /// <summary>WebSockets and event streams that a caller has open.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>Operations that run on all of them.</summary>
    public int MaxSubscriptions { get; init; } = 1_000;

    /// <summary>Bytes of memory that they keep: 70 for each character of a running operation, and messages over 64 KiB while they are read.</summary>
    public int MaxKeptBytes { get; init; } = 67_108_864;

    /// <summary>Seconds after which a WebSocket without a running operation is closed.</summary>
    public int MaxIdleSeconds { get; init; } = 300;

    /// <summary>Results for events made at a time, over all subscriptions; each may take one connection of the database.</summary>
    public int MaxEventsAtOnce { get; init; } = 3;

    /// <summary>Characters of the documents that are kept parsed and validated; each may take 70 bytes of memory.</summary>
    public int CachedCharacters { get; init; } = 1_000_000;

    /// <summary>False when there is no such limit or the text is no positive number.</summary>
    internal bool TrySet(string name, string? text)
    {
        if (typeof(GraphQLLimits).GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { } limit
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            return false;
        }

        limit.SetValue(this, number);
        return true;
    }
}
