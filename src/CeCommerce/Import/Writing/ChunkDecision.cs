using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Standards;

namespace CeCommerce.Import.Writing;

/// <summary>What is to become of a row, decided from what the file says and the database knows.</summary>
/// <param name="Outcome">As the report tells it.</param>
/// <param name="Next">The state that the listing gets; null when nothing is stored.</param>
internal sealed record RowDecision(PreparedRow Row, KnownUnit? Known, ImportOutcome Outcome, ListingState? Next, IReadOnlyList<RowFinding> Findings);

/// <summary>Decides row by row; what an earlier row takes, a later one cannot have.</summary>
internal sealed class ChunkDecision(OperatorId owner, bool publish)
{
    private static readonly RowFinding Ended = new(
        "ITEM-ENDED", FindingVerdict.Fail, ImportSeverity.Info, "sourceId",
        new("この管理番号の商品は販売済みか、その出品が取下げ済みのため、変更しませんでした。", "The item under this stock number is sold or its listing withdrawn, and was left as it is."),
        new("同じ品をもう一度出品するときは、新しい管理番号を付けてください。", "Give the unit a new stock number to offer it again."));

    private static readonly RowFinding Paused = new(
        "ITEM-PAUSED", FindingVerdict.Fail, ImportSeverity.Info, "sourceId",
        new("この管理番号の出品は一時停止されているため、公開しませんでした。", "The listing under this stock number was paused and stays off the shelf."),
        new("公開してよければ、その出品を publishListing で公開してください。", "Publish it with publishListing when it should be on the shelf again."));

    private static readonly RowFinding Suspended = new(
        "ITEM-SUSPENDED", FindingVerdict.Fail, ImportSeverity.Info, "sourceId",
        new("この管理番号の出品はプラットフォームが停止しているため、公開しませんでした。", "The listing under this stock number was taken down by the platform and stays off the shelf."),
        new("停止の理由を確かめ、解消したらプラットフォームに連絡してください。", "See why, mend it, and write to the platform."));

    private static readonly RowFinding OtherSuspended = new(
        "ITEM-SUSPENDED", FindingVerdict.Fail, ImportSeverity.Info, "sourceId",
        new("同じ商品の別の出品をプラットフォームが停止しているため、公開しませんでした。", "Another listing of this item was taken down by the platform, so this one stays off the shelf."),
        new("その出品の suspension で停止の理由を確かめ、解消したらプラットフォームに連絡してください。", "See suspension of that listing for why, mend it, and write to the platform."));

    public RowDecision Of(PreparedRow row, StockKnown known)
    {
        if (row.Unit is not { } unit)
        {
            return new(row, null, ImportOutcome.Refused, null, row.Findings);
        }

        var before = known.Unit(row.SourceId!, unit.Item.Serials);
        var same = before?.Listing?.Digest is { } digest && digest.AsSpan().SequenceEqual(row.Digest);
        var ended = before is { Listing.State: ListingState.Sold or ListingState.Withdrawn };
        if (ended || before is { Sold: true })
        {
            return new(row, before, ImportOutcome.Unchanged, null, ended && same ? [] : [Ended]);
        }

        var next = NextState(before, row.Verdict!);
        IReadOnlyList<RowFinding> findings = OffShelf(before) is { } off ? [.. row.Findings, off] : row.Findings;
        // A list that was taken in without publishing can be published by the same list later, and what an import paused comes back.
        if (same && (next != ListingState.Published || before!.Listing!.State == ListingState.Published))
        {
            return new(row, before, ImportOutcome.Unchanged, null, findings);
        }

        if (known.Serials.TakenFrom(unit.Item.Serials, before?.Item) is var (number, other))
        {
            return new(row, before, ImportOutcome.Refused, null, [.. findings, Taken(number, other)]);
        }

        var holder = new SerialHolder(before?.Item ?? default, owner);
        if (before is { WithBuyer: true })
        {
            known.Serials.Pass(holder);
        }

        known.Serials.Take(unit.Item.Serials, holder);
        return new(row, before, next == ListingState.Published ? ImportOutcome.Published : ImportOutcome.Draft, next, findings);
    }

    private ListingState NextState(KnownUnit? before, Compliance verdict) => (before?.Listing?.State ?? ListingState.Draft) switch
    {
        ListingState.Draft when publish && verdict.MayPublish && before is not { OtherSuspended: true } => ListingState.Published,
        ListingState.Paused when publish && verdict.MayPublish && before is { Listing.PausedByImport: true, OtherSuspended: false } => ListingState.Published,
        ListingState.Published when !verdict.MayStay => ListingState.Paused,
        var kept => kept,
    };

    /// <summary>Why a listing stays off the shelf whatever its row says; null when it does not.</summary>
    private static RowFinding? OffShelf(KnownUnit? before) => before switch
    {
        { Listing.State: ListingState.Suspended } => Suspended,
        { OtherSuspended: true, Listing: not { State: ListingState.Published } } => OtherSuspended,
        { Listing: { State: ListingState.Paused, PausedByImport: false } } => Paused,
        _ => null,
    };

    private RowFinding Taken(SerialNumber number, SerialHolder holder) => RowFinding.Of(
        holder.Owner == owner ? ItemRules.SerialTaken : ItemRules.SerialTakenElsewhere,
        number.IsImei ? "serial.imei" : number.IsMaker ? "serial.maker" : "serial.tag");
}
