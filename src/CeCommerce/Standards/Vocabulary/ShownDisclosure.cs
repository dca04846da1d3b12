using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>One point as a consumer reads it before the lease.</summary>
/// <param name="Point">What it is about.</param>
/// <param name="Text">In the language of the request where the product words it; what the operator wrote is the same in both.</param>
/// <param name="Source">The listing or, where it leaves the point out, the item's own facts.</param>
public sealed record DisclosedPoint(DisclosurePoint Point, LocalText Text, DisclosureSource Source);

/// <summary>
/// What is disclosed of a unit for lease: what the operator states, and what the unit's own facts say of points left out. How data of a
/// former user were erased says nothing of the lessee's, so no fact stands in for the points about the end of the contract.
/// </summary>
internal static class ShownDisclosure
{
    private static readonly DisclosurePoint[] Points = Enum.GetValues<DisclosurePoint>();
    private static readonly LocalText Cleaned = new("清掃・クリーニング済みです。", "It has been cleaned.");
    private static readonly LocalText NotCleaned = new("清掃・クリーニングはしていません。", "It has not been cleaned.");

    public static IReadOnlyList<DisclosedPoint> Of(StatedDisclosure? stated, ItemFacts facts) =>
        [.. Points.Select(point => Of(point, stated, facts)).OfType<DisclosedPoint>()];

    /// <summary>Null when neither says anything of it.</summary>
    public static DisclosedPoint? Of(DisclosurePoint point, StatedDisclosure? stated, ItemFacts facts) =>
        stated?.Of(point) is { } text ? new(point, new(text, text), DisclosureSource.Stated)
        : OfItem(point, facts) is { } known ? new(point, known, DisclosureSource.Item)
        : null;

    /// <summary>The fact that answers a point; null when none does.</summary>
    public static FactCode? FactOf(DisclosurePoint point) => point switch
    {
        DisclosurePoint.Function => FactCode.TestRecord,
        DisclosurePoint.Hygiene => FactCode.Cleaned,
        DisclosurePoint.RepairRecord => FactCode.Repairs,
        _ => null,
    };

    private static LocalText? OfItem(DisclosurePoint point, ItemFacts facts) => point switch
    {
        DisclosurePoint.Function => Same(facts.Text(FactCode.TestRecord)),
        DisclosurePoint.Hygiene => facts.Flag(FactCode.Cleaned) switch { true => Cleaned, false => NotCleaned, null => null },
        // A record that says "none" (なし) is a record.
        DisclosurePoint.RepairRecord => facts.TryGet(FactCode.Repairs, out var repairs) ? Same(repairs.Text) : null,
        _ => null,
    };

    private static LocalText? Same(string? text) => text is null ? null : new(text, text);
}
