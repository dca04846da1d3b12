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
    /// <summary>Looks at a part, and behind it at the next, until there is no more; the next is read while one is judged.</summary>
    /// <param name="occasion">Why it is looked at.</param>
    /// <param name="came">Told how far it came.</param>
    public async Task RunAsync(ShelfPart part, AssessmentOccasion occasion, Func<ShelfLook, Task> came, CancellationToken cancellationToken)
    {
        var reading = ReadAsync(part, cancellationToken);
        while (true)
        {
            var lines = await reading;
            var ids = lines is null ? await rows.IdsAsync(part, cancellationToken) : lines.ConvertAll(line => line.Id);
            var (judged, isLast) = (part, ids.Count < part.Most);
            part = part with { After = ids.Count == 0 ? part.After : ids[^1] };
            reading = isLast ? reading : ReadAsync(part, cancellationToken);
            var others = lines is null ? ids : await OthersAsync(judged, lines, cancellationToken);
            var paused = await reviews.RunAsync(others, occasion, cancellationToken);
            await came(new(ids.Count, part.After, others.Count, paused));
            if (isLast)
            {
                return;
            }
        }
    }

    private async Task<List<ListingId>> OthersAsync(ShelfPart part, IReadOnlyList<ShelfLine> lines, CancellationToken cancellationToken)
    {
        var (whole, standards) = (await rows.WholeAsync(part, lines, cancellationToken), active.Engine);
        return [.. whole.AsParallel().AsOrdered().Where(row => IsOther(row, standards)).Select(row => row.Id)];
    }

    /// <summary>Null where one listing cannot be read: then all of the part are judged one by one, which leaves out that one alone.</summary>
    private async Task<List<ShelfLine>?> ReadAsync(ShelfPart part, CancellationToken cancellationToken)
    {
        try
        {
            return await rows.ReadAsync(part, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && failure.GetBaseException() is not (IOException or SocketException))
        {
            NotReadable(logger, failure, part.After.ToString());
            return null;
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
