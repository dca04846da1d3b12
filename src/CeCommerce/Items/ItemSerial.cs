using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Items;

/// <summary>
/// A serial number within its namespace: <c>imei</c>, <c>maker:&lt;brand&gt;</c> or <c>tag:&lt;operator&gt;</c>. One number in one
/// namespace is one thing in the world, so the database keeps it unique over all operators.
/// </summary>
public sealed record SerialNumber(string Namespace, string Value)
{
    public const string ImeiNamespace = "imei";
    private const string MakerPrefix = "maker:";

    public bool IsImei => Namespace == ImeiNamespace;

    public bool IsMaker => Namespace.StartsWith(MakerPrefix, StringComparison.Ordinal);

    public static SerialNumber Imei(string digits) => new(ImeiNamespace, digits);

    /// <summary>A maker's serial counts within the brand; without one it cannot be told apart from another maker's.</summary>
    public static SerialNumber Maker(string? brand, string serial) => new($"{MakerPrefix}{Folded(brand ?? "")}", Folded(serial));

    public static SerialNumber Tag(OperatorId owner, string tag) => new($"tag:{owner.Value:N}", Folded(tag));

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

    public OperatorId OperatorId { get; private init; }

    public string Namespace { get; private init; }

    public string Value { get; private init; }

    public SerialNumber Number => new(Namespace, Value);
}
