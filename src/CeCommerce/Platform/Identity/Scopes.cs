using System.Collections.Frozen;

namespace CeCommerce.Platform.Identity;

/// <summary>The OAuth scopes of the product: what a token lets its bearer read or change.</summary>
public static class Scopes
{
    public const string ListingsRead = "listings:read";
    public const string ListingsWrite = "listings:write";
    public const string ItemsRead = "items:read";
    public const string ItemsWrite = "items:write";
    public const string OrdersRead = "orders:read";
    public const string OrdersWrite = "orders:write";
    public const string OperatorsRead = "operators:read";
    public const string OperatorsWrite = "operators:write";
    public const string ImportsWrite = "imports:write";
    public const string ComplianceRead = "compliance:read";

    /// <summary>Running the platform itself: partner apps, suspensions.</summary>
    public const string Platform = "platform";

    /// <summary>Every scope, in the order in which they are documented.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        ListingsRead, ListingsWrite, ItemsRead, ItemsWrite, OrdersRead, OrdersWrite,
        OperatorsRead, OperatorsWrite, ImportsWrite, ComplianceRead, Platform,
    ];

    private static readonly FrozenSet<string> Consumer = Set(ListingsRead, ItemsRead, OrdersRead, OrdersWrite, OperatorsRead);

    private static readonly FrozenSet<string> Refurbisher =
        Set(ListingsRead, ListingsWrite, ItemsRead, ItemsWrite, OrdersRead, OperatorsRead, ImportsWrite, ComplianceRead);

    private static readonly FrozenSet<string> Operator =
        Set(ListingsRead, ListingsWrite, ItemsRead, ItemsWrite, OrdersRead, OrdersWrite, OperatorsRead, OperatorsWrite, ImportsWrite, ComplianceRead);

    private static readonly FrozenSet<string> Auditor = Set(ListingsRead, ItemsRead, OperatorsRead, ComplianceRead);

    private static readonly FrozenSet<string> Everything = All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The most that an app of this role may have; an app can be registered with less.</summary>
    public static IReadOnlySet<string> Of(Role role) => role switch
    {
        Role.Consumer => Consumer,
        Role.Refurbisher => Refurbisher,
        Role.Operator => Operator,
        Role.Auditor => Auditor,
        Role.Platform => Everything,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private static FrozenSet<string> Set(params string[] scopes) => scopes.ToFrozenSet(StringComparer.Ordinal);
}
