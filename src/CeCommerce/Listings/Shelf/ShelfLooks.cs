using System.Net.Sockets;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;

namespace CeCommerce.Listings.Shelf;

/// <summary>What a look at a part of the shelf came to.</summary>
/// <param name="LookedAt">How many listings it had.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Changed">Of how many the rules come to something else.</param>
/// <param name="Paused">How many of these came off the shelf.</param>
internal readonly record struct ShelfLook(int LookedAt, ListingId Last, int Changed, int Paused);

/// <summary>
/// Compares what the rules come to with the verdicts that stand. Only a listing of which they come to something else is judged in a
/// transaction of its own, as it is when nobody changes it.
/// </summary>
internal sealed partial class ShelfLooks(ShelfRows rows, ListingReviews reviews, ActiveEdition active, ILogger<ShelfLooks> logger)
{
    private const int Together = 200;

    /// <param name="occasion">Why it is looked at.</param>
    public async Task<ShelfLook> RunAsync(ShelfPart part, AssessmentOccasion occasion, CancellationToken cancellationToken)
    {
        var (all, others) = await OthersAsync(part, cancellationToken);
        var paused = 0;
        foreach (var some in others.Chunk(Together))
        {
            paused += await reviews.RunAsync(some, occasion, cancellationToken);
        }

        return new(all.Count, all.Count == 0 ? part.After : all[^1], others.Count, paused);
    }

    /// <summary>Where one listing cannot be read, all of the part are judged one by one, which leaves out that one alone.</summary>
    private async Task<(IReadOnlyList<ListingId> All, IReadOnlyList<ListingId> Others)> OthersAsync(ShelfPart part, CancellationToken cancellationToken)
    {
        try
        {
            var (read, standards) = (await rows.ReadAsync(part, cancellationToken), active.Engine);
            return ([.. read.Select(row => row.Id)], [.. read.AsParallel().AsOrdered().Where(row => IsOther(row, standards)).Select(row => row.Id)]);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && failure.GetBaseException() is not (IOException or SocketException))
        {
            NotReadable(logger, failure, part.After.ToString());
            var all = await rows.IdsAsync(part, cancellationToken);
            return (all, all);
        }
    }

    // What cannot be judged is left to the review of that listing, which says so.
    private static bool IsOther(ShelfRow row, StandardsEngine standards)
    {
        try
        {
            return row.IsOtherBy(standards);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The part of the shelf behind {Listing} cannot be read together.")]
    private static partial void NotReadable(ILogger logger, Exception failure, string listing);
}
