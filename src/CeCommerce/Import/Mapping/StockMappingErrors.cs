using CeCommerce.Platform;

namespace CeCommerce.Import.Mapping;

/// <summary>The mapping is no JSON, or not of the described shape.</summary>
/// <param name="Where">Line and column, or the name of the member.</param>
/// <param name="Detail">What is wrong there.</param>
public sealed record StockMappingUnreadable(string Where, LocalText Detail) : UserError("mapping")
{
    public override string Code => "STOCK_MAPPING_UNREADABLE";

    public override LocalText Message => new(
        $"対応表を読めません({Where}): {Detail.Ja} samples/README.md の形にしてください。",
        $"The mapping cannot be read at {Where}: {Detail.En} See samples/README.md for its form.");
}

/// <summary>The mapping names something that no row can say.</summary>
/// <param name="Nearest">The known name that is spelt most alike; null when none is near.</param>
/// <param name="Target">The name as written.</param>
public sealed record StockTargetUnknown(string Target, string? Nearest) : UserError("mapping", "columns", Target)
{
    public override string Code => "STOCK_TARGET_UNKNOWN";

    public override LocalText Message => Nearest is null
        ? new($"対応表の「{Target}」という項目はありません。", $"There is no target '{Target}'.")
        : new($"対応表の「{Target}」という項目はありません。「{Nearest}」ではありませんか。", $"There is no target '{Target}'. Did you mean '{Nearest}'?");
}

/// <summary>Without these a row is no item and no offer.</summary>
/// <param name="Targets">What the mapping must name.</param>
public sealed record StockTargetsMissing(IReadOnlyList<string> Targets) : UserError("mapping", "columns")
{
    public override string Code => "STOCK_TARGETS_MISSING";

    public override LocalText Message => new(
        $"対応表に {string.Join("、", Targets)} がありません。",
        $"The mapping lacks {string.Join(", ", Targets)}.");
}
