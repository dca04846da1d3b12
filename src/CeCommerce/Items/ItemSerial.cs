using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Items;

/// <summary>
/// A serial number within its namespace: <c>imei</c>, <c>maker:&lt;brand&gt;</c>, <c>unbranded:&lt;operator&gt;</c> or
/// <c>tag:&lt;operator&gt;</c>. One number in one namespace is one thing in the world, whoever has it, so the database keeps it unique.
/// </summary>
public sealed record SerialNumber(string Namespace, string Value)
{
    public const string ImeiNamespace = "imei";
    internal const string MakerPrefix = "maker:";
    internal const string UnbrandedPrefix = "unbranded:";
    private const string TagPrefix = "tag:";

    public bool IsImei => Namespace == ImeiNamespace;

    public bool IsMaker => Starts(MakerPrefix) || Starts(UnbrandedPrefix);

    /// <summary>It tells things apart for the operator who registered it and for nobody else.</summary>
    internal bool IsOfOneOperator => Starts(UnbrandedPrefix) || Starts(TagPrefix);

    public static SerialNumber Imei(string digits) => new(ImeiNamespace, digits);

    /// <summary>A maker's serial counts within the brand; without one it cannot be told apart from another maker's and counts for the operator.</summary>
    public static SerialNumber Maker(OperatorId owner, string? brand, string serial) => Folded(brand ?? "") is { Length: > 0 } known
        ? new($"{MakerPrefix}{known}", Folded(serial))
        : new($"{UnbrandedPrefix}{owner.Value:N}", Folded(serial));

    public static SerialNumber Tag(OperatorId owner, string tag) => new($"{TagPrefix}{owner.Value:N}", Folded(tag));

    private bool Starts(string prefix) => Namespace.StartsWith(prefix, StringComparison.Ordinal);

    private static string Folded(string text) => NormalForm.Compatible(text).Trim().ToUpperInvariant();
}

public sealed class ItemSerial
{
    private ItemSerial()
    {
        (Namespace, Value) = ("", "");
    }

    internal ItemSerial(ItemId item, OperatorId owner, SerialNumber number) =>
        (ItemId, OperatorId, Namespace, Value) = (item, owner, number.Namespace, number.Value);

    public ItemId ItemId { get; private init; }

    /// <summary>Who registered the number, which is not always who has the item.</summary>
    public OperatorId OperatorId { get; private init; }

    public string Namespace { get; private init; }

    public string Value { get; private init; }

    public SerialNumber Number => new(Namespace, Value);
}
